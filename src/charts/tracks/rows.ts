import type { Ms, RunResult } from '@sim'
import type { TrackFrame } from './drawing'

/** One row of the per-second table covers this many milliseconds; the last may be cut short by the end of the run. */
export const ROW_MS = 1_000

/** End of a row, milliseconds: a whole second, or the end of the run. */
function rowEndMs(result: RunResult, row: number): Ms {
  return Math.min((row + 1) * ROW_MS, Math.max(result.endedAtMs, row * ROW_MS + 1))
}

/** The instant at which a row's rate is drawn: its middle. */
export function rowMiddleMs(result: RunResult, row: number): Ms {
  return (row * ROW_MS + rowEndMs(result, row)) / 2
}

/** The row that holds an instant: row k covers (k s, (k+1) s]. Clamped to the table; -1 when it is empty. */
export function rowAt(result: RunResult, tMs: Ms): number {
  const last = result.series.rowCount - 1
  return Math.min(last, Math.max(0, Math.ceil(tMs / ROW_MS) - 1))
}

/** What a column counted in a row, per second. A last row cut short is taken together with the one before it. */
export function ratePerSecond(result: RunResult, count: (row: number) => number, row: number): number {
  const spanMs = rowEndMs(result, row) - row * ROW_MS
  if (spanMs >= ROW_MS) return count(row)
  if (row === 0) return (count(0) * ROW_MS) / spanMs
  return ((count(row - 1) + count(row)) * ROW_MS) / (ROW_MS + spanMs)
}

/** First row and one past the last row that a frame shows. */
export function rowsInFrame(
  result: RunResult,
  frame: TrackFrame,
): { readonly fromRow: number; readonly toRow: number } {
  const { rowCount } = result.series
  const fromRow = Math.min(rowCount, Math.max(0, Math.floor(frame.fromMs / ROW_MS)))
  return { fromRow, toRow: Math.min(rowCount, Math.max(fromRow, Math.ceil(frame.toMs / ROW_MS))) }
}

/** Pixels that share one pair of extremes when there are more rows than room. */
const PIXELS_PER_BUCKET = 2

/**
 * The rows worth drawing: all where there is room, otherwise the row with the smallest and the row with the largest value
 * of every two pixels, so that no peak is lost. NaN stands for "no value" and is kept as one row, so that a gap stays a gap.
 */
export function rowsToDraw(fromRow: number, toRow: number, width: number, value: (row: number) => number): number[] {
  const rowCount = toRow - fromRow
  const bucketCount = Math.max(1, Math.floor(width / PIXELS_PER_BUCKET))
  if (rowCount <= bucketCount * 2) return Array.from({ length: rowCount }, (_, index) => fromRow + index)
  const rows: number[] = []
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const start = fromRow + Math.floor((bucket * rowCount) / bucketCount)
    const end = fromRow + Math.floor(((bucket + 1) * rowCount) / bucketCount)
    rows.push(...extremes(start, end, value))
  }
  return rows
}

/** Row of the smallest and row of the largest value, in order; one row where they are the same or nothing has a value. */
function extremes(start: number, end: number, value: (row: number) => number): number[] {
  let low = -1
  let high = -1
  for (let row = start; row < end; row++) {
    const here = value(row)
    if (Number.isNaN(here)) continue
    if (low < 0 || here < value(low)) low = row
    if (high < 0 || here > value(high)) high = row
  }
  if (low < 0) return [start]
  return low === high ? [low] : low < high ? [low, high] : [high, low]
}
