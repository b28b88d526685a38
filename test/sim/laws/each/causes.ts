import { FAILURE_CAUSES, type RunResult } from '@sim'
import { type Law, present, type SampledRequest, sampledRequests, valueAt } from '../law'

/** What each ending says about its request: a sentence when it cannot be so. */
type Check = (request: SampledRequest, run: RunResult) => string | null

const idleTimeoutUs = (run: RunResult): number => run.scenario.loadBalancer.idleTimeoutMs * 1000

const immediate: Check = ({ arrivedUs, endedUs }) => (endedUs === arrivedUs ? null : 'it should end as it arrives')

const answered: Check = ({ arrivedUs, endedUs, revision }, run) => {
  if (revision === 2) return 'no revision answered it'
  return endedUs - arrivedUs <= idleTimeoutUs(run) ? null : 'the balancer had given up by then'
}

const refused: Check = ({ arrivedUs, endedUs, instance, revision }, run) => {
  const { application } = present(run.instances[instance], `instance ${instance}`)
  if (valueAt(application, endedUs / 1000) === 'serving') return 'the application was serving'
  if (endedUs === arrivedUs) return revision === 2 ? null : 'a refused connection reaches no revision'
  return application.some(({ atMs }) => atMs * 1000 === endedUs) ? null : 'the application did not stop at its end'
}

const cutByDraining: Check = ({ endedUs, instance }, run) => {
  const { health } = present(run.instances[instance], `instance ${instance}`)
  const end = health.find(({ atMs, value }) => atMs * 1000 === endedUs && value === 'unused')
  return end === undefined ? 'no deregistration delay ended then' : null
}

const noRegisteredTarget: Check = ({ arrivedUs, instance, revision }, run) => {
  if (instance !== -1 || revision !== 2) return 'an instance had a hand in it'
  const isRegistered = run.instances.some(({ health }) =>
    ['initial', 'healthy', 'unhealthy'].includes(valueAt(health, arrivedUs / 1000)),
  )
  return isRegistered ? 'a target was registered' : null
}

const CHECKS: Readonly<Record<'ok' | (typeof FAILURE_CAUSES)[number], readonly Check[]>> = {
  ok: [answered],
  versionError: [answered],
  refused: [refused],
  noRegisteredTarget: [immediate, noRegisteredTarget],
  timedOut: [
    ({ arrivedUs, endedUs }, run) =>
      endedUs - arrivedUs === idleTimeoutUs(run) ? null : 'the idle timeout was not over just then',
  ],
  cutByDraining: [cutByDraining],
  queueFull: [immediate],
  throttled: [immediate],
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
