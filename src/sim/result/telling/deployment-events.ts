import { counted, formatCount, formatDuration } from '../number-words'
import type { DeploymentRecord, RunResult, TargetStatus } from '../types'
import { revisionName } from '../words'
import { failedEventsOf } from './failed-events'
import type { Candidate } from './numbered-event'

/** Creation, first failure and end of a deployment. */
export function deploymentEvents(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  const isRollback = deployment.creator !== 'user'
  return [
    isRollback ? rollbackCreated(result, deployment) : deploymentCreated(result, deployment),
    ...firstFailedEvent(result, deployment),
    ...deploymentEnded(deployment, isRollback),
  ]
}

function deploymentCreated(result: RunResult, deployment: DeploymentRecord): Candidate {
  const targets = counted(deployment.targets.length, 'instance')
  const healthy = deployment.minimumHealthyCount === 0 ? 'none' : formatCount(deployment.minimumHealthyCount)
  const note = `${revisionName(result, deployment)} to ${targets}, ${result.plan?.deploymentConfigName}, ${healthy} must stay healthy.`
  return { kind: 'deploymentCreated', atMs: deployment.createdAtMs, title: 'Deployment created', note }
}

function rollbackCreated(result: RunResult, deployment: DeploymentRecord): Candidate {
  const note = `${deployment.id} brings ${revisionName(result, deployment)} back to ${counted(deployment.targets.length, 'instance')}.`
  return { kind: 'rollbackCreated', atMs: deployment.createdAtMs, title: 'Rollback created', note }
}

function deploymentEnded(deployment: DeploymentRecord, isRollback: boolean): Candidate[] {
  const { status, endedAtMs, createdAtMs, errorCode } = deployment
  if (endedAtMs === null) return []
  const kind = isRollback ? 'rollbackEnded' : 'deploymentEnded'
  const title = `${isRollback ? 'Rollback' : 'Deployment'} ${status === 'Succeeded' ? 'succeeded' : status === 'Stopped' ? 'stopped' : 'failed'}`
  const after = errorCode ?? `After ${formatDuration(endedAtMs - createdAtMs)}`
  return [{ kind, atMs: endedAtMs, title, note: `${after}: ${targetWords(deployment)}.` }]
}

/** `8 of 9 instances succeeded, 1 failed`. */
function targetWords({ targets }: DeploymentRecord): string {
  const count = (status: TargetStatus): number => targets.filter((target) => target.status === status).length
  const failed = count('Failed') > 0 ? `, ${count('Failed')} failed` : ''
  const skipped = count('Skipped') > 0 ? `, ${count('Skipped')} skipped` : ''
  return `${count('Succeeded')} of ${counted(targets.length, 'instance')} succeeded${failed}${skipped}`
}

function firstFailedEvent(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  const failed = failedEventsOf(deployment)
  const [first] = failed
  if (first === undefined) return []
  const alike = failed.filter(({ event }) => event.name === first.event.name).length
  const others = alike > 1 ? `, and on ${alike - 1} more` : ''
  const wave = first.target.waveIndex === null ? '' : `, wave ${first.target.waveIndex + 1}`
  const note = `${first.event.errorCode} on ${result.instances[first.target.instanceIndex].id}${wave}${others}.`
  return [{ kind: 'lifecycleEventFailed', atMs: first.endMs, title: `${first.event.name} fails`, note }]
}
