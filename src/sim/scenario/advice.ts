/** What AWS says about a value that the schema refuses, by the end of its pointer. */
const ADVICE: readonly (readonly [pointerEnd: RegExp, wrong: (message: string) => boolean, advice: string])[] = [
  [/\/waitTimeInMinutes$/, () => true, 'a deployment waits 48 hours at most to be continued'],
  [/\/terminationWaitTimeInMinutes$/, () => true, "the API takes 2880 minutes (2 days); AWS's quota table says 2800"],
  [
    /\/minimumHealthyHosts(PerZone)?\/value$/,
    (message) => message.startsWith('found 100,'),
    'with 100 percent no host could be taken out of service, and CodeDeploy refuses it',
  ],
]

/** The message with AWS's own reason behind it, where there is one for this place. */
export function withAdvice(pointer: string, message: string): string {
  const found = ADVICE.find(([pointerEnd, wrong]) => pointerEnd.test(pointer) && wrong(message))
  return found === undefined ? message : `${message}: ${found[2]}`
}
