import type { DeploymentRecord, RunResult } from '@sim'
import type { Law } from '../law'
import { groupDeployments } from '../roles'

export const stops: Law = {
  name: 'a deployment that a person stops starts no lifecycle event after that, and one that was not stopped is not Stopped by hand',
  *broken(run) {
    for (const deployment of groupDeployments(run)) {
      const asked = stopsOf(run, deployment)
      if (deployment.errorCode === 'MANUAL_STOP' && asked.length === 0) yield `${deployment.id} was stopped by nobody`
      const [firstMs] = asked
      if (firstMs === undefined) continue
      if (deployment.endedAtMs !== null && deployment.status !== 'Stopped')
        yield `${deployment.id} was stopped at ${firstMs} ms and is ${deployment.status}`
      for (const { lifecycleEvents } of deployment.targets)
        for (const { name, startMs } of lifecycleEvents)
          if (startMs !== null && startMs > firstMs)
            yield `${deployment.id} starts ${name} at ${startMs} ms, after its stop`
    }
  },
}

/** When stops were done while the deployment was under way; one in its last millisecond may have met another. */
function stopsOf({ log, scenario }: RunResult, deployment: DeploymentRecord): number[] {
  const { createdAtMs, endedAtMs, errorCode, creator } = deployment
  // What a stop has created was not stopped by it.
  const fromMs = creator === 'codeDeployRollback' ? createdAtMs + 1 : createdAtMs
  return log.flatMap(({ type, status, atMs, itemIndex }) => {
    const isStop =
      type === 'intervention' && status === 'done' && scenario.interventions[itemIndex ?? -1]?.kind === 'stop'
    const isWithin = atMs >= fromMs && (atMs < (endedAtMs ?? Infinity) || errorCode === 'MANUAL_STOP')
    return isStop && isWithin && atMs <= (endedAtMs ?? Infinity) ? [atMs] : []
  })
}
