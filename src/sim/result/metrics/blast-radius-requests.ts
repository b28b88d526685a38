import { exposureEvidence } from './exposure'
import { EVERYWHERE, type Metric } from './metric'
import { percentOf } from './rounded'

export const blastRadiusRequests: Metric = {
  id: 'blastRadiusRequests',
  label: 'Blast radius, requests',
  unit: '%',
  definition:
    'Share of the requests that arrived, all users, whole run, that were routed to the new revision, whether they failed ' +
    'or not. Cut after six decimals.',
  formula: '100 × routedNew ÷ arrived',
  source: 'SRE Workbook, Canarying Releases: the impact is proportional to the traffic exposed',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: ({ totals: { arrived, byRevision } }) => (arrived === 0 ? null : percentOf(byRevision.new, arrived)),
  evidence: exposureEvidence,
}
