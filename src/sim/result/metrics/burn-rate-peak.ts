import { ROW_MS } from '../rates'
import type { RunResult } from '../types'
import { EVERYWHERE, type Metric, type MetricEvidence } from './metric'
import { cutAfter } from './rounded'
import { endedInRow, failureWords, type RowStretch } from './rows'
import { BURN_WINDOW_MINUTES, ERROR_BUDGET_PPM, OBJECTIVE_PERCENT } from './service-level'

const WINDOW_ROWS = BURN_WINDOW_MINUTES * 60

interface BurnWindow extends RowStretch {
  readonly burnRate: number
}

/** The window with the highest share of errors, the first of equals; null when no request ended. */
function worstWindow(result: RunResult): BurnWindow | null {
  const { rowCount, columns } = result.series
  const length = Math.min(WINDOW_ROWS, rowCount)
  let worst: BurnWindow | null = null
  let ended = 0
  let ok = 0
  for (let row = 0; row < rowCount; row++) {
    ended += endedInRow(result, row) - (row < length ? 0 : endedInRow(result, row - length))
    ok += columns.ok[row] - (row < length ? 0 : columns.ok[row - length])
    if (row + 1 < length || ended === 0) continue
    const burnRate = (((ended - ok) / ended) * 1_000_000) / ERROR_BUDGET_PPM
    if (worst === null || burnRate > worst.burnRate) worst = { fromRow: row + 1 - length, toRow: row + 1, burnRate }
  }
  return worst
}

export const burnRatePeak: Metric = {
  id: 'burnRatePeak',
  label: 'Burn rate, peak',
  unit: '×',
  definition:
    `Highest burn rate of any ${BURN_WINDOW_MINUTES} minutes of the whole run, all users, for an objective of ` +
    `${OBJECTIVE_PERCENT} %: 1 uses the budget up exactly in its period. Windows begin at every second; a shorter run is ` +
    'one window. Cut after three decimals.',
  formula: `highest of (failed ÷ ended) ÷ (1 − ${OBJECTIVE_PERCENT} %) over windows of ${BURN_WINDOW_MINUTES} min`,
  source: 'SRE Workbook, Alerting on SLOs, table 5-8: the short window of the fastest alert (14.4 ×)',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => {
    const worst = worstWindow(result)
    return worst === null ? null : cutAfter(3, worst.burnRate)
  },
  evidence: windowEvidence,
}

function windowEvidence(result: RunResult): MetricEvidence[] {
  const worst = worstWindow(result)
  if (worst === null || worst.burnRate === 0) return []
  return [{ atMs: worst.fromRow * ROW_MS, words: `The worst window begins: ${failureWords(result, worst)}` }]
}
