import type { DeploymentRecord, Scenario } from '@sim'
import { cell, type Law, rowEndMs } from '../law'

export const minimumHealthyHosts: Law = {
  name: 'CodeDeploy by its own doing never has more than N - M hosts in progress or failed at once',
  *broken(run) {
    for (const deployment of run.deployments) {
      const required = minimumOf(run.scenario)
      if (deployment.minimumHealthyCount !== required)
        yield `${deployment.id} keeps ${deployment.minimumHealthyCount} hosts healthy instead of ${required}`
      for (const { startMs } of deployment.targets) {
        if (startMs === null) continue
        const unavailable = unavailableAt(deployment, startMs)
        if (unavailable > deployment.targets.length - required)
          yield `${deployment.id} has ${unavailable} of ${deployment.targets.length} hosts in progress or failed at ${startMs} ms`
      }
    }
    for (let row = 0; row < run.series.rowCount; row++) {
      const found = cell(run.series.columns.requiredHealthy, row)
      const expected = minimumOf(run.scenario)
      if (found !== expected)
        yield `row ${row} (${rowEndMs(run, row)} ms) shows ${found} required hosts, not ${expected}`
    }
  },
}

const unavailableAt = ({ targets }: DeploymentRecord, atMs: number): number =>
  targets.filter(
    ({ startMs, endMs, status }) =>
      startMs !== null && startMs <= atMs && !(status === 'Succeeded' && endMs !== null && endMs <= atMs),
  ).length

/** M by the user guide: a percentage rounded up, one out of service with OneAtATime, at least half with HalfAtATime. */
function minimumOf({ deployment, fleet: { instanceCount } }: Scenario): number {
  if (deployment === null) return 0
  const { deploymentConfig } = deployment
  if (deploymentConfig === 'CodeDeployDefault.AllAtOnce') return 0
  if (deploymentConfig === 'CodeDeployDefault.HalfAtATime') return Math.ceil(instanceCount / 2)
  if (deploymentConfig === 'CodeDeployDefault.OneAtATime') return Math.max(0, instanceCount - 1)
  const { type, value } = deploymentConfig.minimumHealthyHosts
  return type === 'HOST_COUNT' ? value : Math.ceil((instanceCount * value) / 100)
}
