import { meanMs } from '../../random/quantiles'
import { ROW_MS } from '../rates'
import type { RunResult } from '../types'
import { rowLengthMs, sumOf } from './rows'

/** How busy the places of an instance may be for capacity to count as enough. */
export const TARGET_UTILISATION_PERCENT = 70
/** The load is what arrived in so many seconds: one second alone is mostly chance. */
export const LOAD_WINDOW_SECONDS = 10

/**
 * How many instances the load of each row needs: its work over the last ten seconds, each request at the mean service
 * time of the revision that it was routed to, over what an instance does at the target utilisation. A request that no
 * revision took counts as one of the old. It is not the minimum healthy hosts of CodeDeploy.
 */
export function neededForLoad(result: RunResult): number[] {
  const { fleet, revisions } = result.scenario
  const oldMs = meanMs(revisions.old.serviceTime)
  const newMs = meanMs(revisions.new.serviceTime)
  return Array.from({ length: result.series.rowCount }, (_, row) => {
    const window = { fromRow: Math.max(0, row + 1 - LOAD_WINDOW_SECONDS), toRow: row + 1 }
    const byNew = sumOf(result, 'routedNew', window)
    const workMs = (sumOf(result, 'arrived', window) - byNew) * oldMs + byNew * newMs
    const windowMs = (row - window.fromRow) * ROW_MS + rowLengthMs(result, row)
    return Math.ceil((workMs * 100) / (windowMs * fleet.concurrency * TARGET_UTILISATION_PERCENT))
  })
}
