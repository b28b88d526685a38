import { type Ms, ROW_MS, type RunResult, ratePerSecond, rowEndMs } from '@sim'
import type { TrackFrame } from './drawing'

/** One row or several in a row: from `fromRow` up to but not including `toRow`, never empty. */
export interface RowSpan {
  readonly fromRow: number
  readonly toRow: number
}

export function spanOfRow(row: number): RowSpan {
  return { fromRow: row, toRow: row + 1 }
}

/** The instant at which a span's rate is drawn: its middle. */
export function spanMiddleMs(result: RunResult, { fromRow, toRow }: RowSpan): Ms {
  return (fromRow * ROW_MS + rowEndMs(result, toRow - 1)) / 2
}

/** The row that holds an instant: row k covers (k s, (k+1) s]. Clamped to the table; -1 when it is empty. */
export function rowAt(result: RunResult, tMs: Ms): number {
  const last = result.series.rowCount - 1
  return Math.min(last, Math.max(0, Math.ceil(tMs / ROW_MS) - 1))
}

/** What a column counted in a span, per second: its mean rate. */
export function spanRate(result: RunResult, count: (row: number) => number, span: RowSpan): number {
  const { fromRow, toRow } = span
  if (toRow - fromRow === 1) return ratePerSecond(result, count, fromRow)
  return (sumOver(span, count) * ROW_MS) / (rowEndMs(result, toRow - 1) - fromRow * ROW_MS)
}

/** The rows that a stretch of time touches; `fromRow` is `toRow` when there are none. */
export function rowsBetween(result: RunResult, fromMs: Ms, toMs: Ms): RowSpan {
  const { rowCount } = result.series
  const fromRow = Math.min(rowCount, Math.max(0, Math.floor(fromMs / ROW_MS)))
  return { fromRow, toRow: Math.min(rowCount, Math.max(fromRow, Math.ceil(toMs / ROW_MS))) }
}

/** What a column counted in a span. */
export function sumOver({ fromRow, toRow }: RowSpan, count: (row: number) => number): number {
  let sum = 0
  for (let row = fromRow; row < toRow; row++) sum += count(row)
  return sum
}

/** The rows that a frame shows; `fromRow` is `toRow` when there are none. */
export function rowsInFrame(result: RunResult, frame: TrackFrame): RowSpan {
  return rowsBetween(result, frame.fromMs, frame.toMs)
}

/** Pixels that share one point, or one pair of extremes, when there are more rows than room. */
const PIXELS_PER_SPAN = 2

/** Rows as they are where there is room for each, otherwise one span for every two pixels. */
export function spansToDraw({ fromRow, toRow }: RowSpan, width: number): RowSpan[] {
  const rowCount = toRow - fromRow
  const spanCount = Math.max(1, Math.floor(width / PIXELS_PER_SPAN))
  if (rowCount <= spanCount * 2) return Array.from({ length: rowCount }, (_, index) => spanOfRow(fromRow + index))
  return Array.from({ length: spanCount }, (_, index) => ({
    fromRow: fromRow + Math.floor((index * rowCount) / spanCount),
    toRow: fromRow + Math.floor(((index + 1) * rowCount) / spanCount),
  }))
}

/** Whether a span stands for more than one second, so that the highest of them must be shown beside it. */
export function isMerged(spans: readonly RowSpan[]): boolean {
  return spans.some(({ fromRow, toRow }) => toRow - fromRow > 1)
}

/** The largest value of the rows of a span; NaN, which stands for "no value", when none has one. */
export function highestIn({ fromRow, toRow }: RowSpan, value: (row: number) => number): number {
  let highest = Number.NaN
  for (let row = fromRow; row < toRow; row++) {
    const here = value(row)
    if (here > highest || Number.isNaN(highest)) highest = here
  }
  return highest
}

/**
 * The rows worth drawing: all where there is room, otherwise the row with the smallest and the row with the largest value
 * of every two pixels, so that no peak is lost.
 */
export function rowsToDraw(rows: RowSpan, width: number, value: (row: number) => number): number[] {
  return spansToDraw(rows, width).flatMap((span) => extremes(span, value))
}

/** Row of the smallest and row of the largest value, in order of time; one row where they are the same. */
function extremes({ fromRow, toRow }: RowSpan, value: (row: number) => number): number[] {
  let low = fromRow
  let high = fromRow
  for (let row = fromRow + 1; row < toRow; row++) {
    if (value(row) < value(low)) low = row
    if (value(row) > value(high)) high = row
  }
  return low === high ? [low] : low < high ? [low, high] : [high, low]
}
