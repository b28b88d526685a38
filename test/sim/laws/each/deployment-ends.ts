import type { DeploymentRecord, RunResult } from '@sim'
import type { Law } from '../law'
import { isOfInstances } from '../roles'

const HOUR_MS = 3_600_000

/** CodeDeploy quotas: longest run of a deployment, by what it is. */
function longestMs({ computePlatform, deploymentType }: DeploymentRecord): number {
  if (computePlatform === 'Lambda') return 50 * HOUR_MS
  return (deploymentType === 'IN_PLACE' ? 12 : 109) * HOUR_MS
}

export const deploymentEnds: Law = {
  name: 'every deployment ends within its quota, unless the run ends before it by a limit that has a name',
  *broken(run) {
    const { deployments, scenario, endedAtMs, endedBy } = run
    for (const deployment of deployments) yield* endComplaints(run, deployment)
    if (scenario.durationMs !== null && endedBy === 'duration' && endedAtMs !== scenario.durationMs)
      yield `the run ended at ${endedAtMs} ms`
    if (scenario.deployment !== null && deployments.length === 0 && scenario.startAtMs < endedAtMs)
      yield 'the deployment was never created'
  },
}

function* endComplaints({ endedBy, endedAtMs }: RunResult, deployment: DeploymentRecord): Generator<string> {
  const { id, status, createdAtMs, endedAtMs: doneMs, waves, phases } = deployment
  const hasEnded = ['Succeeded', 'Failed', 'Stopped'].includes(status)
  if (hasEnded !== (doneMs !== null)) yield `${id} is ${status} and ended at ${doneMs} ms`
  // Auto Scaling may replace instances for ever: no run waits for that.
  if (doneMs === null && endedBy === 'settled' && !isOfInstances(deployment)) yield `${id} never ended`
  const lastMs = doneMs ?? endedAtMs
  if (lastMs < createdAtMs || lastMs - createdAtMs > longestMs(deployment)) yield `${id} lasted until ${lastMs} ms`
  for (const { startMs, endMs } of [...waves, ...phases]) {
    if (startMs < createdAtMs || startMs > lastMs) yield `${id} has a wave or a phase at ${startMs} ms`
    if (endMs !== null && (endMs < startMs || endMs > lastMs))
      yield `${id} has a wave or a phase from ${startMs} to ${endMs} ms`
    if (doneMs !== null && endMs === null) yield `${id} has a wave or a phase that never ended`
  }
}
