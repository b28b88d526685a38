/** The service level objective that the error budget is reckoned by: 99.9 % of the requests of 30 days. */
export const OBJECTIVE_PERCENT = 99.9
export const ERROR_BUDGET_PPM = 1_000
export const OBJECTIVE_DAYS = 30
export const OBJECTIVE_PERIOD_MS = OBJECTIVE_DAYS * 86_400_000

/** The short window of the fastest burn-rate alert (SRE Workbook, Alerting on SLOs, table 5-8). */
export const BURN_WINDOW_MINUTES = 5

/** A slice of time is available when this share of the requests that ended in it succeeded. */
export const SLICE_SUCCESS_PERCENT = 99

/** Apdex: whoever waits no longer is satisfied; up to four times as long is tolerated. */
export const APDEX_SATISFIED_MS = 500
export const APDEX_TOLERATED_MS = 4 * APDEX_SATISFIED_MS
