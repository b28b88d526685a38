import { METRICS } from './metrics'
import type { RunResult } from './types'

/** One figure of several runs of the same scenario, each beside the first. */
export interface MetricComparison {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly betterIs: 'lower' | 'higher'
  /** In the order of the runs; null where a run has nothing to measure it by. */
  readonly values: readonly (number | null)[]
  /** What each run has more than the first; negative: less. null where either has no value. */
  readonly differences: readonly (number | null)[]
}

/** What a fork is weighed by, in this order. */
const COMPARED = ['failedRequests', 'downtime', 'deploymentDuration']

/** How runs differ from the first of them in failed requests, downtime and duration. Pure. */
export function compareRuns(results: readonly RunResult[]): MetricComparison[] {
  return METRICS.filter(({ id }) => COMPARED.includes(id))
    .toSorted((a, b) => COMPARED.indexOf(a.id) - COMPARED.indexOf(b.id))
    .map(({ id, label, unit, betterIs, measure }) => {
      const values = results.map(measure)
      return { id, label, unit, betterIs, values, differences: differencesOf(values) }
    })
}

function differencesOf([first = null, ...others]: readonly (number | null)[]): (number | null)[] {
  return [first, ...others].map((value) => (value === null || first === null ? null : exactly(value - first)))
}

/** Durations have three decimals at most; what a subtraction of binary fractions leaves behind them is cut off. */
function exactly(difference: number): number {
  return Math.round(difference * 1_000) / 1_000
}
