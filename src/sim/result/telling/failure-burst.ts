import { userDeploymentOf } from '../roles'
import { FAILURE_CAUSES, failedInRow } from '../series'
import type { FailureCause, Ms, RunResult } from '../types'

/** A stretch of seconds with failed requests. */
export interface FailureBurst {
  /** The end of its first second: by then requests have failed, and whatever made them fail has happened. */
  readonly atMs: Ms
  readonly durationMs: Ms
  readonly failedCount: number
  /** How many of them failed for the main cause. */
  readonly mainCount: number
  /** The cause of most of them; the first in the order of the tables when there are several. */
  readonly mainCause: FailureCause
}

/** Seconds without unusual failures that end a burst. */
const QUIET_ROWS = 10

/**
 * The stretches of unusual failures, in order of time. What fails all the time is no event: a second is unusual when it
 * has a failure and the time before the first deployment had none, otherwise when it lies six standard deviations of a
 * Poisson count and one more above the mean of that time.
 */
export function failureBursts(result: RunResult): FailureBurst[] {
  const { rowCount, columns } = result.series
  const usual = usualFailures(result)
  const threshold = usual === 0 ? 0 : usual + 6 * Math.sqrt(usual) + 1
  const bursts: { readonly firstRow: number; lastRow: number }[] = []
  for (let row = 0; row < rowCount; row++) {
    if (failedInRow(columns, row) <= threshold) continue
    const last = bursts.at(-1)
    if (last && row - last.lastRow <= QUIET_ROWS) last.lastRow = row
    else bursts.push({ firstRow: row, lastRow: row })
  }
  return bursts.map(({ firstRow, lastRow }) => burstOf(result, firstRow, lastRow))
}

/** Mean failures per second before the first deployment; 0 when it is created in the first second, or never. */
function usualFailures(result: RunResult): number {
  const { columns, rowCount } = result.series
  const deployment = userDeploymentOf(result)
  const beforeCount = Math.min(rowCount, Math.floor((deployment?.createdAtMs ?? 0) / 1_000))
  let failed = 0
  for (let row = 0; row < beforeCount; row++) failed += failedInRow(columns, row)
  return beforeCount === 0 ? 0 : failed / beforeCount
}

function burstOf({ series: { columns }, endedAtMs }: RunResult, firstRow: number, lastRow: number): FailureBurst {
  const countOf = (cause: FailureCause): number =>
    columns[cause].subarray(firstRow, lastRow + 1).reduce((sum, count) => sum + count, 0)
  const counts = FAILURE_CAUSES.map(countOf)
  const mainCount = Math.max(...counts)
  return {
    atMs: Math.min((firstRow + 1) * 1_000, endedAtMs),
    durationMs: Math.min((lastRow + 1) * 1_000, endedAtMs) - firstRow * 1_000,
    failedCount: counts.reduce((sum, count) => sum + count, 0),
    mainCount,
    mainCause: FAILURE_CAUSES[counts.indexOf(mainCount)],
  }
}
