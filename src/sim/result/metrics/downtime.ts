import { EVERYWHERE, type Metric } from './metric'
import { SLICE_SUCCESS_PERCENT } from './service-level'
import { downEvidence, sliceTimes } from './slices'

export const downtime: Metric = {
  id: 'downtime',
  label: 'Downtime',
  unit: 's',
  definition:
    `Time in which less than ${SLICE_SUCCESS_PERCENT} % of the requests that ended succeeded, all users, whole run, in ` +
    'slices of 1 s. A slice in which no request ended is not down.',
  formula: `sum of the slices with ok ÷ ended < ${SLICE_SUCCESS_PERCENT} %`,
  source: 'SRE Book, Embracing Risk: time-based availability; threshold and slice are ours',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => {
    const { upMs, downMs } = sliceTimes(result)
    return upMs + downMs === 0 ? null : downMs / 1_000
  },
  evidence: downEvidence,
}
