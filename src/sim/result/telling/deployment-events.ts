import { counted, countedOf, formatCount, formatDuration } from '../number-words'
import { targetName } from '../target-name'
import type { DeploymentRecord, RunResult, TargetStatus } from '../types'
import { revisionName, STATUS_WORDS } from '../words'
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
  const note = `${revisionName(result, deployment)} to ${targets}, ${result.plan?.deploymentConfigName}${ruleWords(deployment)}.`
  return { kind: 'deploymentCreated', atMs: deployment.createdAtMs, title: 'Deployment created', note }
}

/** How many must stay healthy, after a comma; nothing where there is none that could. */
function ruleWords({ targets, minimumHealthyCount }: DeploymentRecord): string {
  if (targets.length === 0) return ''
  return `, ${minimumHealthyCount === 0 ? 'none' : formatCount(minimumHealthyCount)} must stay healthy`
}

function rollbackCreated(result: RunResult, deployment: DeploymentRecord): Candidate {
  const all =
    deployment.targets.length === 1 ? 'the one instance' : `all ${formatCount(deployment.targets.length)} instances`
  const note = `${deployment.id} brings ${revisionName(result, deployment)} back, in this model to ${all} of the group.`
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
  const rest = (['Failed', 'Skipped'] as const).filter((status) => count(status) > 0)
  const restWords = rest.map((status) => `, ${formatCount(count(status))} ${STATUS_WORDS[status].toLowerCase()}`)
  return `${countedOf(count('Succeeded'), targets.length, 'instance')} succeeded${restWords.join('')}`
}

function firstFailedEvent(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  const failed = failedEventsOf(deployment)
  const [first] = failed
  if (first === undefined) return []
  const alike = failed.filter(({ event }) => event.name === first.event.name).length
  const others = alike > 1 ? `, and on ${formatCount(alike - 1)} more` : ''
  const wave = first.target.waveIndex === null ? '' : `, wave ${formatCount(first.target.waveIndex + 1)}`
  const note = `${first.event.errorCode} on ${targetName(result, first.target)}${wave}${others}.`
  return [{ kind: 'lifecycleEventFailed', atMs: first.endMs, title: `${first.event.name} fails`, note }]
}
