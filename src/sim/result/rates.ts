import type { Ms, RunResult } from './types'

/** One row of the per-second table covers this many milliseconds; the last may be cut short by the end of the run. */
export const ROW_MS = 1_000

/** End of a row, milliseconds: a whole second, or the end of the run. */
export function rowEndMs(result: RunResult, row: number): Ms {
  return Math.min((row + 1) * ROW_MS, Math.max(result.endedAtMs, row * ROW_MS + 1))
}

/**
 * What a column counted in a row, per second. A last row cut short is taken together with the one before it: a few
 * milliseconds are too short to tell a rate by.
 */
export function ratePerSecond(result: RunResult, count: (row: number) => number, row: number): number {
  const spanMs = rowEndMs(result, row) - row * ROW_MS
  if (spanMs >= ROW_MS) return count(row)
  if (row === 0) return (count(0) * ROW_MS) / spanMs
  return ((count(row - 1) + count(row)) * ROW_MS) / (ROW_MS + spanMs)
}
