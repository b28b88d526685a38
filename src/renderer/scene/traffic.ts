import { failedInRow, type RunResult, ratePerSecond } from '@sim'

/** What flows through the balancer at a moment of the run. */
export interface Traffic {
  /** Requests that arrived in this second of the run: the number of the timeline and of the CSV. */
  readonly arrivedRps: number
  readonly failedRps: number
  /** Requests of this second that the balancer sent to a target. */
  readonly routedRps: number
  /** Whether any request failed in the last seconds: the way back of failures stays on the screen as long as its marks. */
  readonly hasRecentFailures: boolean
  /** Whether any of them came from a target, by its revision; the rest are the balancer's own answers. */
  readonly hasFailuresOld: boolean
  readonly hasFailuresNew: boolean
  /** Share of the new revision among the requests that a target took, over the last seconds, 0 to 1; null without any. */
  readonly newShare: number | null
  /** Requests were sent to targets, and no application took any of them. */
  readonly isAllRefused: boolean
}

/** The shares are taken over so many milliseconds: enough for a steady ribbon, short enough to show a wave at once. */
const SHARE_WINDOW_MS = 5_000

/** Traffic at `tMs`: a pure look-up in the per-second table; `rowIndex` is the row that holds this instant. */
export function trafficAt(result: RunResult, tMs: number, rowIndex: number): Traffic {
  const { columns } = result.series
  const rateOf = (count: (row: number) => number) => Math.round(ratePerSecond(result, count, rowIndex))
  // The first row counts whole from the start, as the numbers beside the ribbon do: the balancer is not idle at 0 s.
  const untilMs = Math.max(1_000, tMs)
  const routedOld = countOver(columns.routedOld, tMs - SHARE_WINDOW_MS, untilMs)
  const routedNew = countOver(columns.routedNew, tMs - SHARE_WINDOW_MS, untilMs)
  const refused = countOver(columns.refused, tMs - SHARE_WINDOW_MS, untilMs)
  const routed = routedOld + routedNew
  return {
    arrivedRps: rateOf((row) => columns.arrived[row] ?? 0),
    failedRps: rateOf((row) => failedInRow(columns, row)),
    routedRps: Math.max(
      0,
      rateOf((row) => (columns.arrived[row] ?? 0) - (columns.noRegisteredTarget[row] ?? 0)),
    ),
    hasRecentFailures: hasSince(rowIndex, (row) => failedInRow(columns, row) > 0),
    hasFailuresOld: hasSince(rowIndex, (row) => targetFailures(result, row) > targetFailuresNew(result, row)),
    hasFailuresNew: hasSince(rowIndex, (row) => targetFailuresNew(result, row) > 0),
    newShare: routed > 0 ? routedNew / routed : null,
    isAllRefused: routed === 0 && refused > 0,
  }
}

function targetFailures({ series: { columns } }: RunResult, row: number): number {
  return failedInRow(columns, row) - (columns.noRegisteredTarget[row] ?? 0)
}

/** What failed of the requests that were sent to the new revision. */
function targetFailuresNew({ series: { columns } }: RunResult, row: number): number {
  const { versionErrorNew, refusedNew, timedOutNew, queueFullNew } = columns
  return [versionErrorNew, refusedNew, timedOutNew, queueFullNew].reduce((sum, column) => sum + (column[row] ?? 0), 0)
}

function hasSince(rowIndex: number, isTrue: (row: number) => boolean): boolean {
  for (let row = Math.max(0, rowIndex - SHARE_WINDOW_MS / 1_000); row <= rowIndex; row += 1)
    if (isTrue(row)) return true
  return false
}

/** Sum of a counter between two moments; rows at the edges count by the part of them that is inside. */
export function countOver(column: Uint32Array, fromMs: number, toMs: number): number {
  let sum = 0
  const first = Math.max(0, Math.floor(fromMs / 1_000))
  for (let row = first; row * 1_000 < toMs && row < column.length; row += 1) {
    const insideMs = Math.min(toMs, (row + 1) * 1_000) - Math.max(fromMs, row * 1_000)
    sum += ((column[row] ?? 0) * insideMs) / 1_000
  }
  return sum
}
