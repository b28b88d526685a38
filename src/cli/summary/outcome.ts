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
      ...[deployment.message, modelWords(result, deployment), whyNoRollback(deployment)].flatMap((text) =>
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

/** What the service says of a rollback that did not come about; empty when one did, or was not asked for. */
function whyNoRollback({ rollbackDeploymentId, rollbackTriggeringDeploymentId, rollbackMessage }: DeploymentRecord) {
  return rollbackDeploymentId === null && rollbackTriggeringDeploymentId === null ? rollbackMessage : ''
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
  if (isToInstances(deployment)) return `${countedOf(succeededCount, receivers.length, 'instance')} succeeded with`
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
