import { capacitySpans } from '../capacity'
import type { Metric } from './metric'

export const mixedVersionWindow: Metric = {
  id: 'mixedVersionWindow',
  label: 'Mixed-version window',
  unit: 's',
  definition:
    'Total time with at least one instance in service of each revision, over the whole run, to the millisecond; ' +
    'several such times, as in a rollback, are added up.',
  source: 'Number of versions that users can meet at the same time; Argo Rollouts documentation, when not to use it',
  betterIs: 'lower',
  measure: (result) => {
    const mixed = capacitySpans(result).filter((span) => span.inServiceOld > 0 && span.inServiceNew > 0)
    return mixed.reduce((sumMs, { fromMs, toMs }) => sumMs + toMs - fromMs, 0) / 1_000
  },
}
