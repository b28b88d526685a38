import { exposureEvidence } from './exposure'
import { EVERYWHERE, type Metric } from './metric'
import { percentOf } from './rounded'
import { USER_COUNT, userCounts } from './users'

export const blastRadiusUsers: Metric = {
  id: 'blastRadiusUsers',
  label: 'Blast radius, users',
  unit: '%',
  definition:
    'Share of the users who sent a request in the whole run that had at least one routed to the new revision. MODEL: ' +
    `every request comes from one of ${USER_COUNT} users, drawn from the seed, each as likely as the other, and nobody ` +
    'is kept on a revision. Cut after six decimals.',
  formula: '100 × users with a request to the new revision ÷ users with a request',
  source: 'SRE Workbook, Canarying Releases: the users who are exposed to the candidate',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => {
    const { all, ofNew } = userCounts(result)
    return all === 0 ? null : percentOf(ofNew, all)
  },
  evidence: exposureEvidence,
}
