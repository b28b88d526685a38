import { FAILURE_CAUSES, type RunResult } from '@sim'
import { type Law, present, type SampledRequest, sampledRequests, valueAt } from '../law'
import { openStates, platformOf } from '../roles'

/** What each ending says about its request: a sentence when it cannot be so. */
type Check = (request: SampledRequest, run: RunResult) => string | null

/** How long the balancer, or the function's timeout, lets a request be: in microseconds. */
const timeoutUs = ({ scenario }: RunResult): number =>
  1000 * (platformOf(scenario) === 'Lambda' ? scenario.lambda.timeoutMs : scenario.loadBalancer.idleTimeoutMs)

/** The init phase of a cold start does not count against the function's timeout, for as long as it may last. */
const initUsMax = ({ scenario }: RunResult): number => (platformOf(scenario) === 'Lambda' ? 10_000_000 : 0)

const immediate: Check = ({ arrivedUs, endedUs }) => (endedUs === arrivedUs ? null : 'it should end as it arrives')

const answered: Check = ({ arrivedUs, endedUs, revision }, run) => {
  if (revision === 2) return 'no revision answered it'
  return endedUs - arrivedUs <= timeoutUs(run) + initUsMax(run) ? null : 'it should have timed out by then'
}

const refused: Check = ({ arrivedUs, endedUs, instance, revision }, run) => {
  const { application } = present(run.instances[instance], `instance ${instance}`)
  if (valueAt(application, endedUs / 1000) === 'serving') return 'the application was serving'
  if (endedUs === arrivedUs) return revision === 2 ? null : 'a refused connection reaches no revision'
  return application.some(({ atMs }) => atMs * 1000 === endedUs) ? null : 'the application did not stop at its end'
}

const cutByDraining: Check = ({ endedUs, instance }, run) => {
  const { health } = present(run.instances[instance], `instance ${instance}`)
  // A target may be registered again in the millisecond in which it has drained.
  const end = health.find(({ atMs }, index) => atMs * 1000 === endedUs && health[index - 1]?.value === 'draining')
  return end === undefined ? 'no deregistration delay ended then' : null
}

const noRegisteredTarget: Check = ({ arrivedUs, instance, revision }, run) => {
  if (instance !== -1 || revision !== 2) return 'an instance had a hand in it'
  const weight = valueAt(run.traffic.weightNew, arrivedUs / 1000)
  const groups = [...(weight < 10_000 ? [0] : []), ...(weight > 0 ? [1] : [])]
  const isEmpty = (group: number): boolean =>
    !run.instances.some(
      ({ health, targetGroupIndex }) =>
        targetGroupIndex === group &&
        ['healthy', ...openStates(run.scenario)].includes(valueAt(health, arrivedUs / 1000)),
    )
  return groups.some(isEmpty) ? null : 'a target was registered'
}

const timedOut: Check = ({ arrivedUs, endedUs }, run) => {
  const tookUs = endedUs - arrivedUs
  const isInTime = tookUs >= timeoutUs(run) && tookUs <= timeoutUs(run) + initUsMax(run)
  return isInTime ? null : 'the timeout was not over just then'
}

/** AWS Lambda developer guide, concurrency: only a function has limits that throttle. */
const throttled: Check = ({ instance, revision }, run) => {
  if (platformOf(run.scenario) !== 'Lambda') return 'nothing throttles a balancer'
  return instance === -1 && revision === 2 ? null : 'an environment had a hand in it'
}

const CHECKS: Readonly<Record<'ok' | (typeof FAILURE_CAUSES)[number], readonly Check[]>> = {
  ok: [answered],
  versionError: [answered],
  refused: [refused],
  noRegisteredTarget: [immediate, noRegisteredTarget],
  timedOut: [timedOut],
  cutByDraining: [cutByDraining],
  queueFull: [immediate],
  throttled: [immediate, throttled],
}
const OUTCOMES = ['ok', ...FAILURE_CAUSES] as const

export const causes: Law = {
  name: 'every request ends when and as its cause says',
  *broken(run) {
    for (const request of sampledRequests(run)) {
      const outcome = present(OUTCOMES[request.cause], `cause ${request.cause}`)
      for (const check of CHECKS[outcome]) {
        const complaint = check(request, run)
        if (complaint !== null)
          yield `${outcome} at ${request.endedUs} us (arrived ${request.arrivedUs}, instance ${request.instance}): ${complaint}`
      }
    }
  },
}
