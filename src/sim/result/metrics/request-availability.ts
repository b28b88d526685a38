import type { Metric } from './metric'

export const requestAvailability: Metric = {
  id: 'requestAvailability',
  label: 'Request availability',
  unit: '%',
  definition:
    'Share of requests answered without an error, among all requests that ended, all users, whole run; requests still ' +
    'in flight at the end are left out. Cut after six decimals, so 100 means that none failed.',
  source: 'SRE Book, Embracing Risk: request success rate',
  betterIs: 'higher',
  measure: ({ totals: { ok, failed } }) => {
    if (ok + failed === 0) return null
    return Math.floor((ok * 100_000_000) / (ok + failed)) / 1_000_000
  },
}
