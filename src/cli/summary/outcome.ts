import {
  counted,
  countedOf,
  type DeploymentRecord,
  type DeploymentStatus,
  describeRunEnd,
  formatDuration,
  modelChoice,
  type RunResult,
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
    ...deployments.flatMap((deployment) => [
      ...wrapText(verdictOf(result, deployment, paint), place.columnCount),
      ...[deployment.message, modelWords(result, deployment), whyNoRollback(deployment)].flatMap((text) =>
        wrapText(printable(text), place.columnCount - 2).map((line) => `  ${line}`),
      ),
    ]),
    requestSentence(result, paint),
    ...wrapText(describeRunEnd(result), place.columnCount).map((line) => paint('warning', line)),
  ]
}

/** Where the verdict itself is a choice of ours: the choice, marked as one. */
function modelWords(result: RunResult, deployment: DeploymentRecord): string {
  const { rule, why, matters } = modelChoice('never-deployed')
  return deployment === result.deployments[0] && matters(result) ? `MODEL: ${rule} ${why}` : ''
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
  const { status, errorCode, createdAtMs, endedAtMs, targets, creator, revision } = deployment
  const subject = creator === 'user' ? 'Deployment' : 'Rollback'
  const name = printable(result.scenario.revisions[revision].name)
  const succeededCount = targets.filter((target) => target.status === 'Succeeded').length
  const when = endedAtMs === null ? 'unfinished when the run ended' : `after ${formatDuration(endedAtMs - createdAtMs)}`
  const code = errorCode === null ? '' : ` with ${errorCode}`
  const verdict = paint(TONES[status], `${subject} ${status}${code}`)
  return `${verdict} ${when}: ${countedOf(succeededCount, targets.length, 'instance')} succeeded with ${name}.`
}

function requestSentence({ totals, endedAtMs }: RunResult, paint: Paint): string {
  const { arrived, failed } = totals
  const all = `${counted(arrived, 'request')} in ${formatDuration(endedAtMs)}`
  if (arrived === 0) return `No request arrived in ${formatDuration(endedAtMs)}.`
  return failed === 0
    ? `${paint('good', 'No request failed')}, of ${all}.`
    : `${paint('bad', `${counted(failed, 'request')} failed`)}, of ${all}.`
}
