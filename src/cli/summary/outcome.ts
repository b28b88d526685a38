import {
  capitalized,
  counted,
  countedOf,
  type DeploymentRecord,
  type DeploymentStatus,
  deploymentNoun,
  describeRunEnd,
  formatCount,
  formatDuration,
  groupDeploymentsOf,
  isOfGroup,
  isRollback,
  isShiftedByWeights,
  isToInstances,
  modelChoice,
  type RunResult,
  receiversOf,
  receiverWords,
  userDeploymentOf,
} from '@sim'
import { printable } from '../terminal/printable'
import type { Paint, Tone } from '../terminal/terminal'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** The first lines: what was run, and how it ended, in a sentence for each deployment and one for the requests. */
export function outcomeLines({ result, paint, place }: SummaryView): string[] {
  const { scenario, deployments } = result
  return [
    paint('heading', printable(scenario.name)),
    ...(deployments.length === 0 ? ['No deployment in this run.'] : []),
    ...groupDeploymentsOf(result).flatMap((deployment) => [
      ...wrapText(verdictOf(result, deployment, paint), place.columnCount),
      ...[deployment.message, modelWords(result, deployment), whyNoRollback(result, deployment)].flatMap((text) =>
        wrapText(printable(text), place.columnCount - 2).map((line) => `  ${line}`),
      ),
    ]),
    ...singleWords(result),
    requestSentence(result, paint),
    ...wrapText(describeRunEnd(result), place.columnCount).map((line) => paint('warning', line)),
  ]
}

/** Where the verdict itself is a choice of ours: the choice, marked as one. */
function modelWords(result: RunResult, deployment: DeploymentRecord): string {
  const { rule, why, matters } = modelChoice('never-deployed')
  return deployment === userDeploymentOf(result) && matters(result) ? `MODEL: ${rule} ${why}` : ''
}

/** Why no rollback came about: what the service says of it, or that nobody asked for one. Empty when one did. */
function whyNoRollback(result: RunResult, deployment: DeploymentRecord): string {
  if (deployment.rollbackDeploymentId !== null || isRollback(deployment)) return ''
  return deployment.rollbackMessage === '' ? notAskedWords(result, deployment) : deployment.rollbackMessage
}

/** A group rolls back on those ends alone that it names (API: AutoRollbackConfiguration). */
function notAskedWords({ scenario }: RunResult, { status, errorCode }: DeploymentRecord): string {
  if (status !== 'Failed' && status !== 'Stopped') return ''
  if (errorCode === 'MANUAL_STOP') return 'No rollback: neither the stop nor the deployment group asked for one.'
  if (status === 'Stopped' && errorCode === 'TIMEOUT') {
    return 'No rollback: MODEL: a wait that nobody has ended is no failure, and nobody has asked for a rollback.'
  }
  const { enabled, events } = scenario.deployment?.autoRollback ?? { enabled: false, events: [] }
  const event = errorCode === 'ALARM_ACTIVE' ? 'DEPLOYMENT_STOP_ON_ALARM' : 'DEPLOYMENT_FAILURE'
  if (enabled && events.some((one) => one === event)) return ''
  return `No rollback: automatic rollback on ${event} is not enabled, and what has changed stays as it is.`
}

const TONES: Readonly<Record<DeploymentStatus, Tone>> = {
  Created: 'warning',
  InProgress: 'warning',
  Ready: 'warning',
  Succeeded: 'good',
  Failed: 'bad',
  Stopped: 'bad',
}

function verdictOf(result: RunResult, deployment: DeploymentRecord, paint: Paint): string {
  const { status, errorCode, createdAtMs, endedAtMs, revision } = deployment
  const subject = capitalized(deploymentNoun(deployment))
  const name = printable(result.scenario.revisions[revision].name)
  const when = endedAtMs === null ? 'unfinished when the run ended' : `after ${formatDuration(endedAtMs - createdAtMs)}`
  const code = errorCode === null ? '' : ` with ${errorCode}`
  const verdict = paint(TONES[status], `${subject} ${status}${code}`)
  return `${verdict} ${when}: ${targetWords(result, deployment)} ${name}.`
}

/** `4 of 4 instances succeeded with`; of a function or a service `function checkout has`, or that it has not. */
function targetWords(result: RunResult, deployment: DeploymentRecord): string {
  const receivers = receiversOf(deployment)
  const succeededCount = receivers.filter(({ status }) => status === 'Succeeded').length
  if (isToInstances(deployment)) {
    if (receivers.length === 0 && isRollback(deployment)) return 'traffic is given back to'
    const verb = deployment.status === 'Stopped' && isShiftedByWeights(result) ? 'got' : 'succeeded with'
    return `${countedOf(succeededCount, receivers.length, 'instance')} ${verb}`
  }
  const name = printable(receiverWords(result, deployment))
  return succeededCount > 0 ? `${name} is on` : `${name} did not get to`
}

/** The deployments that Auto Scaling caused, in one line for each kind. */
function singleWords({ deployments }: RunResult): string[] {
  const singles = deployments.filter((deployment) => !isOfGroup(deployment))
  return [...new Set(singles.map(deploymentNoun))].map((noun) => {
    const alike = singles.filter((deployment) => deploymentNoun(deployment) === noun)
    const succeededCount = alike.filter(({ status }) => status === 'Succeeded').length
    return `${capitalized(counted(alike.length, noun))}: ${formatCount(succeededCount)} succeeded.`
  })
}

function requestSentence({ totals, endedAtMs }: RunResult, paint: Paint): string {
  const { arrived, failed } = totals
  const all = `${counted(arrived, 'request')} in ${formatDuration(endedAtMs)}`
  if (arrived === 0) return `No request arrived in ${formatDuration(endedAtMs)}.`
  return failed === 0
    ? `${paint('good', 'No request failed')}, of ${all}.`
    : `${paint('bad', `${counted(failed, 'request')} failed`)}, of ${all}.`
}
