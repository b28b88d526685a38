import {
  capacitySpans,
  counted,
  type DeploymentRecord,
  formatClock,
  formatCount,
  formatDuration,
  formatWeight,
  hostNoun,
  isToInstances,
  type Ms,
  type RunResult,
  rollbackOf,
  shiftsOf,
  userDeploymentOf,
} from '@sim'
import { eventFailures } from '../tracks/wave-rows'

/** The finding of a run in one sentence, without a full stop: the title of its chart. */
export function findingOf(result: RunResult): string {
  const deployment = userDeploymentOf(result)
  if (!deployment) return withoutDeployment(result)
  switch (deployment.status) {
    case 'Succeeded':
      return succeeded(result, deployment)
    case 'Failed':
      return failed(result, deployment)
    case 'Stopped':
      return stopped(result, deployment)
    default:
      return `${strategyWords(result)} was not finished after ${formatDuration(result.endedAtMs - deployment.createdAtMs)}`
  }
}

/** "Half at a time" for CodeDeployDefault.HalfAtATime; the name itself behind a noun for a configuration of one's own. */
function strategyWords(result: RunResult): string {
  const name = result.plan?.deploymentConfigName
  if (name === undefined) return 'The deployment'
  const prefix = 'CodeDeployDefault.'
  if (!name.startsWith(prefix)) return `A deployment with ${name}`
  return wordsOf(name.slice(prefix.length))
}

/** `Lambda canary 10 percent 5 minutes` for LambdaCanary10Percent5Minutes; ECS stays as it is written. */
function wordsOf(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]*|\d+/g) ?? [name]
  return words
    .map((word, index) => (index === 0 || (word.length > 1 && word === word.toUpperCase()) ? word : word.toLowerCase()))
    .join(' ')
}

function withoutDeployment({ totals, scenario, endedAtMs }: RunResult): string {
  if (scenario.deployment !== null) return `The run ended at ${formatClock(endedAtMs)}, before the deployment began`
  if (totals.arrived === 0) return 'Nothing was deployed and no request arrived'
  if (totals.failed === 0) return 'Without a deployment, no request failed'
  return `Without a deployment, ${counted(totals.failed, 'request')} failed`
}

function succeeded(result: RunResult, deployment: DeploymentRecord): string {
  const strategy = strategyWords(result)
  const outageMs = outageOf(result, deployment)
  if (outageMs > 0) return `${strategy} left no ${hostNoun(result)} in service for ${formatDuration(outageMs)}`
  const because = failureWords(deployment)
  if (because !== '') return `${strategy} succeeded although ${because}`
  if (result.totals.arrived === 0) return `${strategy} finished, and no request arrived`
  if (result.totals.failed === 0) return `${strategy} finished without a failed request`
  return `${strategy} finished, and ${counted(result.totals.failed, 'request')} failed`
}

function failed(result: RunResult, deployment: DeploymentRecord): string {
  const early = EARLY_ENDS[deployment.errorCode ?? '']
  if (early) return early
  const because = failureWords(deployment)
  const after = because === '' ? '' : ` after ${because}`
  const rollback = rollbackOf(result, deployment)
  switch (rollback?.status) {
    case undefined:
      return `${strategyWords(result)} failed${after}, and nothing was rolled back`
    case 'Succeeded':
      return `Rolled back${after}`
    case 'Failed':
    case 'Stopped':
      return `The rollback failed too${after}`
    default:
      return `Still rolling back at the end of the run${after}`
  }
}

/** What stopped it, how much traffic the new revision had by then, and whether that was taken back. */
function stopped(result: RunResult, deployment: DeploymentRecord): string {
  const share = shiftsOf(result, deployment).at(-1)?.weightNew
  const at = share === undefined ? '' : ` at ${formatWeight(share)} of the traffic`
  const why = STOPS[deployment.errorCode ?? ''] ?? 'The deployment was stopped'
  const rollback = rollbackOf(result, deployment)
  if (rollback === null) return `${why}${at}, and nothing was rolled back`
  if (rollback.status === 'Succeeded') return `${why}${at}, and it was rolled back`
  return rollback.endedAtMs === null
    ? `${why}${at}; still rolling back at the end of the run`
    : `${why}${at}, and the rollback failed`
}

const STOPS: Readonly<Record<string, string>> = {
  ALARM_ACTIVE: 'An alarm stopped the deployment',
  MANUAL_STOP: 'A person stopped the deployment',
  TIMEOUT: 'Nobody continued the deployment in time',
}

/** Deployments that ended before an instance was touched, or for want of time. */
const EARLY_ENDS: Readonly<Record<string, string>> = {
  HEALTH_CONSTRAINTS_INVALID: 'Minimum healthy hosts left no instance to deploy to',
  NO_INSTANCES: 'The deployment found no instance to deploy to',
  OVER_MAX_INSTANCES: 'More instances than one deployment may have',
  TIMEOUT: 'The deployment ran into the time limit of CodeDeploy',
}

/** `ValidateService failed on 1 instance`, for the event that failed first; empty when no event failed. */
function failureWords({ targets, computePlatform }: DeploymentRecord): string {
  const [first, ...others] = eventFailures(targets)
  if (!first) return ''
  const where = isToInstances({ computePlatform })
    ? `${first.event} failed on ${counted(first.count, 'instance')}`
    : `${first.event} failed`
  const rest = others.reduce((sum, { count }) => sum + count, 0)
  return rest === 0 ? where : `${where} and other events on ${formatCount(rest)} more`
}

/** For how long nothing was in service since the deployment began, if something was when it did. */
function outageOf(result: RunResult, { createdAtMs }: DeploymentRecord): Ms {
  const spans = capacitySpans(result).filter(({ toMs }) => toMs > createdAtMs)
  const isDown = ({ inServiceOld, inServiceNew }: (typeof spans)[number]): boolean => inServiceOld + inServiceNew === 0
  const atStart = capacitySpans(result).findLast(({ fromMs }) => fromMs < createdAtMs) ?? spans[0]
  if (!atStart || isDown(atStart)) return 0
  return spans.filter(isDown).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
}
