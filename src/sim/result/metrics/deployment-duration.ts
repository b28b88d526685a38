import { formatDuration } from '../number-words'
import { userDeploymentOf } from '../roles'
import type { RunResult } from '../types'
import { EVERYWHERE, type Metric, type MetricEvidence } from './metric'

export const deploymentDuration: Metric = {
  id: 'deploymentDuration',
  label: 'Deployment duration',
  unit: 's',
  definition:
    'From the creation to the end of the deployment that the user created, whatever its status; a rollback is a ' +
    'deployment of its own and not counted. Nothing when there is none, or when the run ends before it.',
  formula: 'completeTime − createTime',
  source: 'CodeDeploy API, GetDeployment: completeTime minus createTime',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => {
    const deployment = userDeploymentOf(result)
    if (deployment === null || deployment.endedAtMs === null) return null
    return (deployment.endedAtMs - deployment.createdAtMs) / 1_000
  },
  evidence: phaseEvidence,
}

/** Its creation, how long each of its phases took, and its end. */
function phaseEvidence(result: RunResult): MetricEvidence[] {
  const deployment = userDeploymentOf(result)
  if (deployment === null) return []
  const { id, createdAtMs, endedAtMs, status } = deployment
  const end = endedAtMs === null ? [] : [{ atMs: endedAtMs, words: `Deployment ${id} ends: ${status}.` }]
  const phases = deployment.phases.map(({ label, startMs, endMs }) => ({
    atMs: startMs,
    words: endMs === null ? `${label}: not ended.` : `${label}: ${formatDuration(endMs - startMs)}.`,
  }))
  return [{ atMs: createdAtMs, words: `Deployment ${id} is created.` }, ...phases, ...end]
}
