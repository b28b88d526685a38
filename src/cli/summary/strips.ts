import { failedInRow, newRevisionShare, type RunResult } from '@sim'
import { rowsOf, type TimeColumn } from './columns'
import { levelGlyph } from './glyphs'

/** A row of the per-second table, read as a strip of signs under the waves. */
export interface Strip {
  /** One sign a column. */
  readonly text: string
  /** The highest value of all columns. */
  readonly high: number
}

/** Instances in service, the lowest of each column, against `most` of them: a dip is never averaged away. */
export function inServiceStrip(
  result: RunResult,
  columns: readonly TimeColumn[],
  most: number,
  hasUnicode: boolean,
): Strip {
  const { inServiceOld, inServiceNew } = result.series.columns
  const values = columns.map((column) =>
    extreme(column, result.series.rowCount, Math.min, (row) => (inServiceOld[row] ?? 0) + (inServiceNew[row] ?? 0)),
  )
  return stripOf(values, most, hasUnicode)
}

/** Share of the traffic that the new revision was given, the highest of each column. */
export function weightStrip(result: RunResult, columns: readonly TimeColumn[], hasUnicode: boolean): Strip {
  const track = newRevisionShare(result)
  const values = columns.map(({ fromMs, toMs }) =>
    Math.max(
      ...track
        .filter(({ atMs }, index) => atMs < toMs && (track[index + 1]?.atMs ?? result.endedAtMs) > fromMs)
        .map(({ value }) => value),
    ),
  )
  return stripOf(values, 10_000, hasUnicode)
}

/** Execution environments of a function that were busy, the most of each column. */
export function busyStrip(result: RunResult, columns: readonly TimeColumn[], hasUnicode: boolean): Strip {
  const { environmentsBusyOld, environmentsBusyNew } = result.series.columns
  const busyIn = (row: number) => (environmentsBusyOld[row] ?? 0) + (environmentsBusyNew[row] ?? 0)
  const values = columns.map((column) => extreme(column, result.series.rowCount, Math.max, busyIn))
  return stripOf(values, Math.max(...values), hasUnicode)
}

/** Cold starts in a second, the most of each column. */
export function coldStartStrip(result: RunResult, columns: readonly TimeColumn[], hasUnicode: boolean): Strip {
  const { coldStarts } = result.series.columns
  const values = columns.map((column) =>
    extreme(column, result.series.rowCount, Math.max, (row) => coldStarts[row] ?? 0),
  )
  return stripOf(values, Math.max(...values), hasUnicode)
}

/** Failed requests in a second, the highest of each column. */
export function failedStrip(result: RunResult, columns: readonly TimeColumn[], hasUnicode: boolean): Strip {
  const failedIn = (row: number) => failedInRow(result.series.columns, row)
  const values = columns.map((column) => extreme(column, result.series.rowCount, Math.max, failedIn))
  return stripOf(values, Math.max(...values), hasUnicode)
}

function extreme(
  column: TimeColumn,
  rowCount: number,
  pick: (...values: number[]) => number,
  valueIn: (row: number) => number,
): number {
  const { from, to } = rowsOf(column, rowCount)
  let value = valueIn(from)
  for (let row = from + 1; row < to; row++) value = pick(value, valueIn(row))
  return value
}

function stripOf(values: readonly number[], max: number, hasUnicode: boolean): Strip {
  return {
    text: values.map((value) => levelGlyph(value, max, hasUnicode)).join(''),
    high: Math.max(...values),
  }
}
