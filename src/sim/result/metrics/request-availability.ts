import { EVERYWHERE, type Metric } from './metric'
import { percentOf } from './rounded'
import { failureEvidence } from './rows'

export const requestAvailability: Metric = {
  id: 'requestAvailability',
  label: 'Request availability',
  unit: '%',
  definition:
    'Share of requests answered without an error, among all requests that ended, all users, whole run; requests still ' +
    'in flight at the end are left out. Cut after six decimals, so 100 means that none failed.',
  formula: '100 × ok ÷ (ok + failed)',
  source: 'SRE Book, Embracing Risk: request success rate',
  betterIs: 'higher',
  platforms: EVERYWHERE,
  measure: ({ totals: { ok, failed } }) => (ok + failed === 0 ? null : percentOf(ok, ok + failed)),
  evidence: failureEvidence,
}
