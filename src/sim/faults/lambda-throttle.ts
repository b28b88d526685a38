import { formatCount } from '../result/number-words'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { windowFields } from './window'

export const lambdaThrottleSchema = z.strictObject({
  kind: z.literal('lambda-throttle').describe('other functions use up the concurrency of the account'),
  concurrency: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe("executions at once of other functions, which count against the account's limit"),
  ...windowFields,
})
type LambdaThrottle = z.infer<typeof lambdaThrottleSchema>

export const lambdaThrottle: FaultDefinition = {
  kind: 'lambda-throttle',
  label: 'Concurrency stolen',
  help:
    'Other functions of the account use so many of its concurrent executions that this one is throttled (429) when it ' +
    'needs more than what is left. Provisioned concurrency is allocated and stays.',
  icon: 'gauge',
  platforms: ['Lambda'],
  check: (_fault: LambdaThrottle, { lambda }) => {
    if (lambda.reservedConcurrency === null) return []
    const message = `The function has ${lambda.reservedConcurrency} executions reserved, which others cannot take; set lambda.reservedConcurrency to null.`
    return [{ field: 'concurrency', message }]
  },
  describe: ({ concurrency }: LambdaThrottle, { lambda }) =>
    `other functions use ${formatCount(concurrency)} of ${formatCount(lambda.accountConcurrency)} concurrent executions`,
  sceneLabel: ({ concurrency }: LambdaThrottle) => ({
    title: 'Stolen',
    detail: `${formatCount(concurrency)} executions`,
  }),
  isToldByStrikes: false,
  effects: { stolenConcurrency: ({ concurrency }: LambdaThrottle) => concurrency },
}
