import { counted } from '../number-words'
import { ROW_MS, rowEndMs } from '../rates'
import { FAILURE_CAUSES, failedInRow, failureCauseLabel } from '../series'
import type { RunResult, SeriesName } from '../types'
import type { MetricEvidence } from './metric'

/** Rows `fromRow` up to but not including `toRow` of the per-second table. */
export interface RowStretch {
  readonly fromRow: number
  readonly toRow: number
}

/** The rows in which something holds, neighbours taken together. */
export function stretchesOf({ series }: RunResult, holds: (row: number) => boolean): RowStretch[] {
  const stretches: RowStretch[] = []
  let fromRow: number | null = null
  for (let row = 0; row <= series.rowCount; row++) {
    const isIn = row < series.rowCount && holds(row)
    if (isIn) fromRow ??= row
    else if (fromRow !== null) {
      stretches.push({ fromRow, toRow: row })
      fromRow = null
    }
  }
  return stretches
}

/** What a column counted in a stretch. */
export function sumOf({ series }: RunResult, name: SeriesName, { fromRow, toRow }: RowStretch): number {
  let sum = 0
  for (let row = fromRow; row < toRow; row++) sum += series.columns[name][row]
  return sum
}

export const wholeRun = ({ series }: RunResult): RowStretch => ({ fromRow: 0, toRow: series.rowCount })

/** Requests that ended in a row, however. */
export function endedInRow({ series: { columns } }: RunResult, row: number): number {
  return columns.ok[row] + failedInRow(columns, row)
}

/** Requests of the new revision, or of its target group, that failed in a row. */
export function newFailedInRow({ series: { columns } }: RunResult, row: number): number {
  return NEW_FAILURES.reduce((sum, name) => sum + columns[name][row], 0)
}
const NEW_FAILURES = ['versionErrorNew', 'refusedNew', 'noTargetNew', 'timedOutNew', 'queueFullNew'] as const

/** How long a row lasts; only the last one may be cut short by the end of the run. */
export function rowLengthMs(result: RunResult, row: number): number {
  return rowEndMs(result, row) - row * ROW_MS
}

/** One line for each stretch in which something holds. */
export function evidenceOfRows(
  result: RunResult,
  holds: (row: number) => boolean,
  words: (stretch: RowStretch) => string,
): MetricEvidence[] {
  return stretchesOf(result, holds).map((stretch) => ({ atMs: stretch.fromRow * ROW_MS, words: words(stretch) }))
}

/** `for 12 seconds`. */
export function lengthWords({ fromRow, toRow }: RowStretch): string {
  return `for ${counted(toRow - fromRow, 'second')}`
}

/** Failed requests of a stretch by their causes: `12 requests failed: 9 × Connection refused or reset (502)`. */
export function failureWords(result: RunResult, stretch: RowStretch): string {
  const causes = FAILURE_CAUSES.map((cause) => ({ cause, count: sumOf(result, cause, stretch) })).filter(
    ({ count }) => count > 0,
  )
  const total = causes.reduce((sum, { count }) => sum + count, 0)
  const listed = causes.map(({ cause, count }) => `${count} × ${failureCauseLabel(result, cause)}`).join(', ')
  return `${counted(total, 'request')} failed ${lengthWords(stretch)}: ${listed}.`
}

/** Every stretch in which requests failed. */
export function failureEvidence(result: RunResult): MetricEvidence[] {
  return evidenceOfRows(
    result,
    (row) => failedInRow(result.series.columns, row) > 0,
    (stretch) => failureWords(result, stretch),
  )
}
