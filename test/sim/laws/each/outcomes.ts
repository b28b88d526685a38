import type { DeploymentErrorCode, DeploymentRecord, RunResult, TargetRecord } from '@sim'
import type { Law } from '../law'
import { gatedTargets, groupDeployments, strategyOf } from '../roles'
import { minimumOf } from './minimum-healthy-hosts'

const HOUR_MS = 3_600_000

export const outcomes: Law = {
  name: 'a deployment succeeds if and only if everything was tried, something succeeded and enough hosts are left',
  *broken(run) {
    for (const deployment of run.deployments) {
      if (deployment.endedAtMs === null) continue
      yield* endComplaints(deployment)
    }
    for (const deployment of groupDeployments(run)) {
      if (deployment.endedAtMs === null || deployment.status === 'Stopped') continue
      if (deployment.deploymentType === 'IN_PLACE' && !isZonal(run)) yield* inPlaceComplaints(run, deployment)
    }
  },
}

const count = (targets: readonly TargetRecord[], status: string): number =>
  targets.filter((target) => target.status === status).length

/** What holds of the end of every deployment, wherever it goes. */
function* endComplaints(deployment: DeploymentRecord): Generator<string> {
  const { id, status, message, endedAtMs, createdAtMs, targets } = deployment
  if ((message === '') !== (status === 'Succeeded')) yield `${id} says "${message}"`
  const lastMs = Math.max(createdAtMs, ...targets.map(({ endMs }) => endMs ?? 0))
  if ((endedAtMs ?? 0) < lastMs) yield `${id} ended at ${endedAtMs} ms, its last target at ${lastMs} ms`
  const left = targets.filter((target) => ['Pending', 'InProgress', 'Ready'].includes(target.status))
  if (left.length > 0) yield `${id} ended with ${left.length} targets under way`
  if (status !== 'Succeeded') return
  if (count(targets, 'Skipped') > 0) yield `${id} succeeded without trying ${count(targets, 'Skipped')} targets`
  if (targets.length > 0 && count(targets, 'Succeeded') === 0) yield `${id} succeeded with nothing`
  if (targets.some((target) => target.status === 'Failed' && !mayFail(deployment, target)))
    yield `${id} succeeded although a target failed that must not`
}

/** The fleet that leaves must leave as a whole, and one function or service is all there is. */
function mayFail({ creator }: DeploymentRecord, { instanceIndex, label }: TargetRecord): boolean {
  return instanceIndex !== null && label !== (creator === 'codeDeployRollback' ? 'Green' : 'Blue')
}

const isZonal = ({ scenario: { deployment } }: RunResult): boolean =>
  typeof deployment?.deploymentConfig === 'object' &&
  'zonalConfig' in deployment.deploymentConfig &&
  deployment.deploymentConfig.zonalConfig !== null

function* inPlaceComplaints(run: RunResult, deployment: DeploymentRecord): Generator<string> {
  const expected = errorCodeOf(run, deployment)
  if (deployment.errorCode !== expected)
    yield `${deployment.id} ended with ${deployment.errorCode} where ${expected} is due`
  const lastMs = Math.max(deployment.createdAtMs, ...deployment.targets.map(({ endMs }) => endMs ?? 0))
  if (deployment.endedAtMs !== lastMs)
    yield `${deployment.id} ended at ${deployment.endedAtMs} ms, its last host at ${lastMs} ms`
}

function errorCodeOf(run: RunResult, deployment: DeploymentRecord): DeploymentErrorCode | null {
  const { targets, createdAtMs, endedAtMs } = deployment
  if (targets.length === 0) return 'NO_INSTANCES'
  if (targets.length > 1_000) return 'OVER_MAX_INSTANCES'
  const required = strategyOf(run.scenario) === null ? 0 : minimumOf(run.scenario, gatedTargets(deployment).length)
  if (targets.length <= required) return 'HEALTH_CONSTRAINTS_INVALID'
  if (endedAtMs === createdAtMs + 12 * HOUR_MS) return 'TIMEOUT'
  const isEnough = count(targets, 'Succeeded') >= 1 && targets.length - count(targets, 'Failed') >= required
  return isEnough && count(targets, 'Skipped') === 0 ? null : 'HEALTH_CONSTRAINTS'
}
