import { countedOf, formatCount, formatDuration } from '../number-words'
import { capitalized, deploymentNoun, isRollback, isToInstances } from '../roles'
import { shiftPlanWords } from '../shifts'
import { STATUS_WORDS } from '../states'
import { targetName } from '../target-name'
import type { DeploymentRecord, RunResult, TargetStatus } from '../types'
import { receiversOf, receiverWords, revisionName } from '../words'
import { failedEventsOf } from './failed-events'
import type { Candidate } from './numbered-event'

/** Creation, first failure and end of a deployment. */
export function deploymentEvents(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  return [
    isRollback(deployment) ? rollbackCreated(result, deployment) : deploymentCreated(result, deployment),
    ...firstFailedEvent(result, deployment),
    ...deploymentEnded(deployment),
  ]
}

function deploymentCreated(result: RunResult, deployment: DeploymentRecord): Candidate {
  const what = `${revisionName(result, deployment)} to ${receiverWords(result, deployment)}`
  const note = `${what}, ${deployment.deploymentConfigName}${ruleWords(result, deployment)}.`
  return { kind: 'deploymentCreated', atMs: deployment.createdAtMs, title: 'Deployment created', note }
}

/** How many must stay healthy, or how traffic moves, after a comma; nothing where there is neither. */
function ruleWords(
  result: RunResult,
  { targets, minimumHealthyCount, computePlatform, deploymentConfigName }: DeploymentRecord,
): string {
  const shifts = shiftPlanWords(result)
  // The names of CodeDeploy's own configurations say it already.
  if (shifts !== '') return deploymentConfigName.startsWith('CodeDeployDefault.') ? '' : `, ${shifts}`
  if (targets.length === 0 || computePlatform !== 'Server') return ''
  return `, ${minimumHealthyCount === 0 ? 'none' : formatCount(minimumHealthyCount)} must stay healthy`
}

function rollbackCreated(result: RunResult, deployment: DeploymentRecord): Candidate {
  const what = `${deployment.id} brings ${revisionName(result, deployment)} back`
  const note =
    deployment.deploymentType === 'IN_PLACE'
      ? `${what}, in this model to ${allOf(deployment)} of the group.`
      : `${what}: traffic returns to where it was.`
  return { kind: 'rollbackCreated', atMs: deployment.createdAtMs, title: 'Rollback created', note }
}

function allOf({ targets }: DeploymentRecord): string {
  return targets.length === 1 ? 'the one instance' : `all ${formatCount(targets.length)} instances`
}

function deploymentEnded(deployment: DeploymentRecord): Candidate[] {
  const { endedAtMs, createdAtMs, errorCode } = deployment
  if (endedAtMs === null) return []
  const kind = isRollback(deployment) ? 'rollbackEnded' : 'deploymentEnded'
  const after = errorCode ?? `After ${formatDuration(endedAtMs - createdAtMs)}`
  return [{ kind, atMs: endedAtMs, title: endTitle(deployment), note: `${after}: ${targetWords(deployment)}.` }]
}

function endTitle(deployment: DeploymentRecord): string {
  const { status, errorCode } = deployment
  if (errorCode === 'ALARM_ACTIVE') return 'Stopped by alarm'
  if (errorCode === 'MANUAL_STOP') return 'Stopped on request'
  const verb = status === 'Succeeded' ? 'succeeded' : status === 'Stopped' ? 'stopped' : 'failed'
  return `${capitalized(deploymentNoun(deployment))} ${verb}`
}

/** `8 of 9 instances succeeded, 1 failed`; a function or a service has its one event that tells. */
function targetWords(deployment: DeploymentRecord): string {
  if (!isToInstances(deployment)) return serviceWords(deployment)
  // Of a blue/green deployment the others only leave the load balancer.
  const receivers = receiversOf(deployment)
  const targets = receivers.length === 0 ? deployment.targets : receivers
  const count = (status: TargetStatus): number => targets.filter((target) => target.status === status).length
  const rest = (['Failed', 'Skipped'] as const).filter((status) => count(status) > 0)
  const restWords = rest.map((status) => `, ${formatCount(count(status))} ${STATUS_WORDS[status].toLowerCase()}`)
  return `${countedOf(count('Succeeded'), targets.length, 'instance')} succeeded${restWords.join('')}`
}

function serviceWords({ targets: [target], computePlatform, status }: DeploymentRecord): string {
  const noun = computePlatform === 'Lambda' ? 'function' : 'service'
  if (target === undefined) return `no ${noun} was reached`
  const failed = target.lifecycleEvents.find((event) => event.status === 'Failed')
  const what = status === 'Stopped' ? 'was' : STATUS_WORDS[target.status].toLowerCase()
  return `the ${noun} ${what}${failed === undefined ? '' : ` in ${failed.name}`}`
}

function firstFailedEvent(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  // What a stop cuts short has not failed by itself.
  const isCutShort = deployment.errorCode === 'ALARM_ACTIVE' || deployment.errorCode === 'MANUAL_STOP'
  const failed = failedEventsOf(deployment).filter(({ endMs }) => !isCutShort || endMs !== deployment.endedAtMs)
  const [first] = failed
  if (first === undefined) return []
  const alike = failed.filter(({ event }) => event.name === first.event.name).length
  const others = alike > 1 ? `, and on ${formatCount(alike - 1)} more` : ''
  const wave =
    first.target.waveIndex === null || !isToInstances(deployment)
      ? ''
      : `, wave ${formatCount(first.target.waveIndex + 1)}`
  const note = `${first.event.errorCode} on ${targetName(result, first.target)}${wave}${others}.`
  return [{ kind: 'lifecycleEventFailed', atMs: first.endMs, title: `${first.event.name} fails`, note }]
}
