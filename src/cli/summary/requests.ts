import { FAILURE_CAUSES, failureCauseLabel, formatCount } from '@sim'
import { alignRows, type Row } from './table'
import type { SummaryView } from './view'

/** What became of the requests, each cause of failure that occurred by its name. */
export function requestLines({ result, paint }: SummaryView): string[] {
  const { arrived, ok, failed, inFlight, failedByCause, byRevision } = result.totals
  const row = (label: string, count: number): Row => [label, formatCount(count), shareOf(count, arrived)]
  const causes = FAILURE_CAUSES.filter((cause) => failedByCause[cause] > 0)
  const rows = [
    row('Arrived', arrived),
    row('Answered', ok),
    row('Failed', failed),
    ...causes.map((cause) => row(`  ${failureCauseLabel(result, cause)}`, failedByCause[cause])),
    row('In flight at the end', inFlight),
    row('Routed to the old revision', byRevision.old),
    row('Routed to the new revision', byRevision.new),
    ...(byRevision.none > 0 ? [row('Reached no revision', byRevision.none)] : []),
  ]
  return [paint('heading', 'Requests'), ...alignRows(rows, [1, 2]).map((line) => `  ${line}`)]
}

/** A share in percent with two decimals; never 0.00 % for what occurred, nor 100.00 % where something is missing. */
function shareOf(count: number, total: number): string {
  if (total === 0) return ''
  const hundredths = Math.round((count * 10_000) / total)
  const bounded = count === 0 || count === total ? hundredths : Math.min(9_999, Math.max(1, hundredths))
  return `${(bounded / 100).toFixed(2)} %`
}
