import type { SeriesName } from '@sim'
import type { Law } from '../law'

/** The causes as the command's JSON promises them. */
const CAUSES = [
  'versionError',
  'refused',
  'noRegisteredTarget',
  'timedOut',
  'cutByDraining',
  'queueFull',
  'throttled',
] as const

export const totals: Law = {
  name: 'the totals are the sums of the rows, by cause and by revision',
  *broken({ totals: found, series: { rowCount, columns } }) {
    const sum = (name: SeriesName): number => columns[name].reduce((total, value) => total + value, 0)
    const failedByCause = Object.fromEntries(CAUSES.map((cause) => [cause, sum(cause)]))
    const expected = {
      arrived: sum('arrived'),
      ok: sum('ok'),
      failed: CAUSES.reduce((total, cause) => total + sum(cause), 0),
      inFlight: rowCount === 0 ? 0 : columns.inFlight.at(-1),
      failedByCause,
      byRevision: { old: sum('routedOld'), new: sum('routedNew'), none: sum('routedNone') },
    }
    if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(expected)))
      yield `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`
    if (found.arrived !== found.ok + found.failed + found.inFlight) yield `${JSON.stringify(found)} do not add up`
  },
}

const sorted = (value: object): object => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
