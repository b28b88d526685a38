import { capacitySpans, countedOf, type DeploymentRecord, formatClock, formatCount, type RunResult } from '@sim'
import { printable } from '../terminal/printable'
import { changeWords } from './change'
import { type TimeColumn, timeColumns } from './columns'
import { phaseLegend } from './glyphs'
import { failedStrip, inServiceStrip } from './strips'
import { alignRows, type Row, wrapText } from './table'
import type { SummaryView } from './view'
import { waveRows } from './waves'

/** Room beside the strip: "wave 12", the count, the ends ("11 succeeded, 1 failed"), and the gaps between them. */
const BESIDE_STRIP = 46

/** Every deployment with its waves over time, and below them what the fleet and the users had of it. */
export function deploymentLines(view: SummaryView): string[] {
  const { result, place } = view
  const columns = timeColumns(0, result.endedAtMs, place.columnCount - BESIDE_STRIP)
  const groups = result.deployments.map((deployment) => ({
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
  const { id, creator, minimumHealthyCount, targets, waves } = deployment
  const title = paint('heading', `${creator === 'user' ? 'Deployment' : 'Rollback'} ${id}`)
  const rule =
    targets.length === 0
      ? 'no instance in the deployment group'
      : `${countedOf(minimumHealthyCount, targets.length, 'instance')} must stay healthy`
  const none = waves.length === 0 && targets.length > 0 ? '; no instance was touched' : ''
  const details = printable(`${result.plan?.deploymentConfigName ?? ''}: ${rule}${none}`)
  return [
    `${title}  ${printable(changeWords(result, deployment))}`,
    ...wrapText(details, place.columnCount - 2).map((line) => paint('quiet', `  ${line}`)),
  ]
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

function fleetRows({ result, place }: SummaryView, columns: readonly TimeColumn[]): Row[] {
  const spans = capacitySpans(result).map(({ inServiceOld, inServiceNew }) => inServiceOld + inServiceNew)
  const fewest = spans.length === 0 ? 0 : spans.reduce((least, count) => Math.min(least, count))
  const failed = failedStrip(result, columns, place.hasUnicode)
  const inService: Row = [
    'in service',
    formatCount(result.instances.length),
    inServiceStrip(result, columns, place.hasUnicode).text,
    `fewest ${formatCount(fewest)}`,
  ]
  if (result.totals.failed === 0) return [inService]
  return [inService, ['failed', '', failed.text, `most ${formatCount(failed.high)} in a second`]]
}

function legendLines({ result, place, paint }: SummaryView): string[] {
  if (result.deployments.every(({ waves }) => waves.length === 0)) return []
  return [paint('quiet', `  ${phaseLegend(result, place.hasUnicode)}`)]
}
