import { exposureEvidence } from './exposure'
import { EVERYWHERE, type Metric } from './metric'
import { percentOf } from './rounded'
import { USER_COUNT, userCounts } from './users'

export const mixedVersionUsers: Metric = {
  id: 'mixedVersionUsers',
  label: 'Users of both revisions',
  unit: '%',
  definition:
    'Share of the users who sent a request in the whole run that met both revisions, at the same time or one after the ' +
    `other. MODEL: every request comes from one of ${USER_COUNT} users, drawn from the seed, each as likely as the ` +
    'other, and nobody is kept on a revision. Cut after six decimals.',
  formula: '100 × users with a request to each revision ÷ users with a request',
  source: 'Argo Rollouts documentation: not all applications can have different versions running in parallel',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => {
    const { all, ofBoth } = userCounts(result)
    return all === 0 ? null : percentOf(ofBoth, all)
  },
  evidence: exposureEvidence,
}
