import type { DeploymentErrorCode, DeploymentRecord } from '@sim'
import type { Law } from '../law'

export const outcomes: Law = {
  name: 'a deployment succeeds if and only if everything was tried, something succeeded and enough hosts are left',
  *broken({ deployments }) {
    for (const deployment of deployments) {
      if (deployment.endedAtMs === null) continue
      const expected = errorCodeOf(deployment)
      if (deployment.errorCode !== expected)
        yield `${deployment.id} ended with ${deployment.errorCode} where ${expected} is due`
      const lastMs = Math.max(deployment.createdAtMs, ...deployment.targets.map(({ endMs }) => endMs ?? 0))
      if (deployment.endedAtMs !== lastMs)
        yield `${deployment.id} ended at ${deployment.endedAtMs} ms, its last host at ${lastMs} ms`
      if ((deployment.message === '') !== (deployment.status === 'Succeeded'))
        yield `${deployment.id} says "${deployment.message}"`
    }
  },
}

function errorCodeOf(deployment: DeploymentRecord): DeploymentErrorCode | null {
  const { targets, minimumHealthyCount, createdAtMs, endedAtMs } = deployment
  if (targets.length === 0) return 'NO_INSTANCES'
  if (targets.length > 1_000) return 'OVER_MAX_INSTANCES'
  if (targets.length <= minimumHealthyCount) return 'HEALTH_CONSTRAINTS_INVALID'
  if (endedAtMs === createdAtMs + 12 * 3_600_000) return 'TIMEOUT'
  const count = (status: string): number => targets.filter((target) => target.status === status).length
  const isEnough = count('Succeeded') >= 1 && targets.length - count('Failed') >= minimumHealthyCount
  return isEnough && count('Skipped') === 0 ? null : 'HEALTH_CONSTRAINTS'
}
