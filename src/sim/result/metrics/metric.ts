import type { RunResult } from '../types'

/** One summary metric: a single figure for a whole run. */
export interface Metric {
  /** Key in `run --json`. */
  readonly id: string
  readonly label: string
  /** Unit of the value: `%`, `requests`, `instances`, `ms`, `s`. */
  readonly unit: string
  /** Which population, over which window, computed how: one or two sentences. */
  readonly definition: string
  /** Where the definition comes from. */
  readonly source: string
  readonly betterIs: 'higher' | 'lower'
  /** The figure; null when the run has nothing to measure it by. */
  readonly measure: (result: RunResult) => number | null
}
