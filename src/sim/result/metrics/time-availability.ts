import { EVERYWHERE, type Metric } from './metric'
import { percentOf } from './rounded'
import { SLICE_SUCCESS_PERCENT } from './service-level'
import { downEvidence, sliceTimes } from './slices'

export const timeAvailability: Metric = {
  id: 'timeAvailability',
  label: 'Time availability',
  unit: '%',
  definition:
    `Share of the time in which at least ${SLICE_SUCCESS_PERCENT} % of the requests that ended succeeded, all users, ` +
    'whole run, in slices of 1 s. A slice in which no request ended is left out. Cut after six decimals.',
  formula: `100 × time of slices with ok ÷ ended ≥ ${SLICE_SUCCESS_PERCENT} % ÷ time of slices with ended > 0`,
  source: 'SRE Book, Embracing Risk: time-based availability; threshold and slice are ours',
  betterIs: 'higher',
  platforms: EVERYWHERE,
  measure: (result) => {
    const { upMs, downMs } = sliceTimes(result)
    return upMs + downMs === 0 ? null : percentOf(upMs, upMs + downMs)
  },
  evidence: downEvidence,
}
