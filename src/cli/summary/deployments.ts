import {
  capacitySpans,
  capitalized,
  countedOf,
  type DeploymentRecord,
  deploymentNoun,
  formatClock,
  formatCount,
  formatDuration,
  formatWeight,
  groupDeploymentsOf,
  isRollback,
  isShiftedByWeights,
  newRevisionShare,
  type RunResult,
  receiversOf,
  shiftPlanWords,
} from '@sim'
import { printable } from '../terminal/printable'
import { alarmRows } from './alarms'
import { changeWords } from './change'
import { type TimeColumn, timeColumns } from './columns'
import { phaseLegend } from './glyphs'
import { busyStrip, coldStartStrip, failedStrip, inServiceStrip, weightStrip } from './strips'
import { alignRows, type Row, wrapText } from './table'
import type { SummaryView } from './view'
import { waveRows } from './waves'

/** Room beside the strip: "wave 12", the count, the ends ("11 succeeded, 1 failed"), and the gaps between them. */
const BESIDE_STRIP = 46

/** Every deployment with its waves over time, and below them what the fleet and the users had of it. */
export function deploymentLines(view: SummaryView): string[] {
  const { result, place } = view
  const columns = timeColumns(0, result.endedAtMs, place.columnCount - BESIDE_STRIP)
  const groups = groupDeploymentsOf(result).map((deployment) => ({
    titles: titleLines(view, deployment),
    rows: waveRows(deployment, columns, { hasUnicode: place.hasUnicode, paint: view.paint }),
  }))
  const fleet = [clockRow(result, columns), ...fleetRows(view, columns)]
  const aligned = alignRows([...groups.flatMap(({ rows }) => rows), ...fleet], [1]).map((line) => `  ${line}`)
  const lines: string[] = []
  let next = 0
  for (const { titles, rows } of groups) {
    lines.push(...titles, ...aligned.slice(next, next + rows.length))
    next += rows.length
  }
  return [...lines, view.paint('heading', 'Fleet and requests'), ...aligned.slice(next), ...legendLines(view)]
}

function titleLines({ result, paint, place }: SummaryView, deployment: DeploymentRecord): string[] {
  const { id, targets, waves, deploymentConfigName } = deployment
  const title = paint('heading', `${capitalized(deploymentNoun(deployment))} ${id}`)
  const none = waves.length === 0 && targets.length > 0 ? '; no instance was touched' : ''
  const details = printable(`${deploymentConfigName}: ${ruleWords(result, deployment)}${none}${waitWords(deployment)}`)
  return [
    `${title}  ${printable(changeWords(result, deployment))}`,
    ...wrapText(details, place.columnCount - 2).map((line) => paint('quiet', `  ${line}`)),
  ]
}

/** What keeps the deployment from being done at once: how traffic moves, or how many instances must stay healthy. */
function ruleWords(result: RunResult, deployment: DeploymentRecord): string {
  const { minimumHealthyCount, targets } = deployment
  if (isShiftedByWeights(result)) return isRollback(deployment) ? 'all traffic back at once' : shiftPlanWords(result)
  if (targets.length === 0) return 'no instance in the deployment group'
  return `${countedOf(minimumHealthyCount, receiversOf(deployment).length, 'instance')} must stay healthy`
}

/** The waits of a deployment that took time: for a person, before the original instances are terminated. */
function waitWords({ phases }: DeploymentRecord): string {
  return phases
    .filter(({ kind, startMs, endMs }) => kind.startsWith('wait-') && endMs !== startMs)
    .map(({ label, startMs, endMs }) => `; ${label}: ${endMs === null ? 'not ended' : formatDuration(endMs - startMs)}`)
    .join('')
}

/** The clock under the strips: the start, the end, and as many times between as fit. */
function clockRow(result: RunResult, columns: readonly TimeColumn[]): Row {
  const end = formatClock(result.endedAtMs)
  const tickEvery = 12
  let line = ''
  for (let index = 0; index + tickEvery <= columns.length - end.length; index += tickEvery) {
    line = line.padEnd(index) + formatClock(columns[index]?.fromMs ?? 0)
  }
  return ['', '', line.padEnd(columns.length - end.length) + end]
}

/** What instances, environments, weights and alarms did over time, and what users had of it. */
function fleetRows(view: SummaryView, columns: readonly TimeColumn[]): Row[] {
  const { result } = view
  const isLambda = result.plan?.computePlatform === 'Lambda'
  return [
    ...(isShiftedByWeights(result) ? [weightRow(view, columns)] : []),
    ...(isLambda ? environmentRows(view, columns) : [inServiceRow(view, columns)]),
    ...failedRows(view, columns),
    ...alarmRows(view, columns),
  ]
}

function weightRow({ result, place }: SummaryView, columns: readonly TimeColumn[]): Row {
  const { text } = weightStrip(result, columns, place.hasUnicode)
  const end = newRevisionShare(result).at(-1)?.value ?? 0
  return ['v2 weight', '', text, `${formatWeight(end)} at the end`]
}

function environmentRows({ result, place }: SummaryView, columns: readonly TimeColumn[]): Row[] {
  const busy = busyStrip(result, columns, place.hasUnicode)
  const cold = coldStartStrip(result, columns, place.hasUnicode)
  const total = result.series.columns.coldStarts.reduce((sum, count) => sum + count, 0)
  return [
    ['environments', '', busy.text, `most ${formatCount(busy.high)} busy`],
    ['cold starts', formatCount(total), cold.text, `most ${formatCount(cold.high)} in a second`],
  ]
}

function inServiceRow({ result, place }: SummaryView, columns: readonly TimeColumn[]): Row {
  const spans = capacitySpans(result).map(({ inServiceOld, inServiceNew }) => inServiceOld + inServiceNew)
  const fewest = spans.length === 0 ? 0 : spans.reduce((least, count) => Math.min(least, count))
  const most = spans.reduce((greatest, count) => Math.max(greatest, count), 0)
  const { text } = inServiceStrip(result, columns, most, place.hasUnicode)
  return ['in service', '', text, `fewest ${formatCount(fewest)}, most ${formatCount(most)}`]
}

function failedRows({ result, place }: SummaryView, columns: readonly TimeColumn[]): Row[] {
  if (result.totals.failed === 0) return []
  const failed = failedStrip(result, columns, place.hasUnicode)
  return [['failed', '', failed.text, `most ${formatCount(failed.high)} in a second`]]
}

function legendLines({ result, place, paint }: SummaryView): string[] {
  if (result.deployments.every(({ waves }) => waves.length === 0)) return []
  return [paint('quiet', `  ${phaseLegend(result, place.hasUnicode)}`)]
}
