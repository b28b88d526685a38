import { EVERYWHERE, type Metric } from './metric'
import { cutAfter } from './rounded'
import { failureEvidence } from './rows'
import { ERROR_BUDGET_PPM, OBJECTIVE_DAYS, OBJECTIVE_PERCENT, OBJECTIVE_PERIOD_MS } from './service-level'

export const errorBudgetConsumed: Metric = {
  id: 'errorBudgetConsumed',
  label: 'Error budget consumed',
  unit: '%',
  definition:
    `Share of the error budget of ${OBJECTIVE_DAYS} days that the whole run used up, all users, for an objective of ` +
    `${OBJECTIVE_PERCENT} % of the requests. The ${OBJECTIVE_DAYS} days are taken to carry requests at the mean rate of ` +
    'the run. Cut after six decimals.',
  formula: `100 × (failed ÷ ended) ÷ (1 − ${OBJECTIVE_PERCENT} %) × (length of the run ÷ ${OBJECTIVE_DAYS} d)`,
  source: 'SRE Workbook, Canarying Releases: share of the budget that errors over a time consume',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: ({ totals: { ok, failed }, endedAtMs }) => {
    if (ok + failed === 0) return null
    const burnRate = ((failed / (ok + failed)) * 1_000_000) / ERROR_BUDGET_PPM
    return cutAfter(6, 100 * burnRate * (endedAtMs / OBJECTIVE_PERIOD_MS))
  },
  evidence: failureEvidence,
}
