import { METRICS } from './metrics'
import type { RunResult } from './types'

export interface MetricValue {
  readonly id: string
  readonly label: string
  readonly unit: string
  /** null when the run has nothing to measure it by (no answered request, no deployment). */
  readonly value: number | null
}
export interface RunSummary {
  readonly metrics: readonly MetricValue[]
}

/** All summary metrics of the registry, for one run, in the order of the registry. */
export function summarize(result: RunResult): RunSummary {
  return { metrics: METRICS.map(({ id, label, unit, measure }) => ({ id, label, unit, value: measure(result) })) }
}
