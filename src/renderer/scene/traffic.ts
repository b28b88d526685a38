import { failedInRow, type RunResult, ratePerSecond } from '@sim'

/** What flows through the balancer at a moment of the run. */
export interface Traffic {
  /** Requests that arrived in this second of the run: the number of the timeline and of the CSV. */
  readonly arrivedRps: number
  readonly failedRps: number
  /** Of those, what a function's concurrency turned away: it reached no version. */
  readonly throttledRps: number
  /** Requests of this second that the balancer sent to a target. */
  readonly routedRps: number
  /** Whether any request failed in the last seconds: the way back of failures stays on the screen as long as its marks. */
  readonly hasRecentFailures: boolean
  /** Whether any of them came from a target, by its revision; the rest are the balancer's own answers. */
  readonly hasFailuresOld: boolean
  readonly hasFailuresNew: boolean
  /** Share of the new revision among the requests that a target took, in this second, 0 to 1; null without any. */
  readonly newShare: number | null
  /** Requests were sent to targets, and no application took any of them. */
  readonly isAllRefused: boolean
}

/** Failures of so many seconds keep their way back on the screen. */
const RECENT_ROW_COUNT = 5

/** Traffic of a second: a pure look-up in the per-second table; `rowIndex` is the row that holds the instant. */
export function trafficAt(result: RunResult, rowIndex: number): Traffic {
  const { columns } = result.series
  const rateOf = (count: (row: number) => number) => Math.round(ratePerSecond(result, count, rowIndex))
  const newShare = newShareInRow(result, rowIndex)
  return {
    arrivedRps: rateOf((row) => columns.arrived[row] ?? 0),
    failedRps: rateOf((row) => failedInRow(columns, row)),
    throttledRps: rateOf((row) => columns.throttled[row] ?? 0),
    routedRps: Math.max(
      0,
      rateOf((row) => (columns.arrived[row] ?? 0) - (columns.noRegisteredTarget[row] ?? 0)),
    ),
    hasRecentFailures: hasSince(rowIndex, (row) => failedInRow(columns, row) > 0),
    hasFailuresOld: hasSince(rowIndex, (row) => targetFailures(result, row) > targetFailuresNew(result, row)),
    hasFailuresNew: hasSince(rowIndex, (row) => targetFailuresNew(result, row) > 0),
    newShare,
    isAllRefused: newShare === null && (columns.refused[rowIndex] ?? 0) > 0,
  }
}

/** Share of the new revision among the requests of a second that a target took, 0 to 1, as the track Requests has it. */
export function newShareInRow({ series: { columns } }: RunResult, row: number): number | null {
  const [routedOld, routedNew] = [columns.routedOld[row] ?? 0, columns.routedNew[row] ?? 0]
  return routedOld + routedNew > 0 ? routedNew / (routedOld + routedNew) : null
}

/** What failed at a target: neither what the balancer answers itself nor what a function's concurrency turned away. */
function targetFailures({ series: { columns } }: RunResult, row: number): number {
  return failedInRow(columns, row) - (columns.noRegisteredTarget[row] ?? 0) - (columns.throttled[row] ?? 0)
}

/** What failed of the requests that were sent to the new revision. */
function targetFailuresNew({ series: { columns } }: RunResult, row: number): number {
  const { versionErrorNew, refusedNew, timedOutNew, queueFullNew } = columns
  return [versionErrorNew, refusedNew, timedOutNew, queueFullNew].reduce((sum, column) => sum + (column[row] ?? 0), 0)
}

function hasSince(rowIndex: number, isTrue: (row: number) => boolean): boolean {
  for (let row = Math.max(0, rowIndex - RECENT_ROW_COUNT); row <= rowIndex; row += 1) if (isTrue(row)) return true
  return false
}
