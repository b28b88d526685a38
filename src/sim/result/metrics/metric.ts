import type { ComputePlatform, Ms, RunResult } from '../types'

/** One thing that happened in the run, or one stretch of it, that a figure was made of. */
export interface MetricEvidence {
  readonly atMs: Ms
  /** A sentence without the time. */
  readonly words: string
}

/** One summary metric: a single figure for a whole run. */
export interface Metric {
  /** Key in `run --json`. */
  readonly id: string
  readonly label: string
  /** Unit of the value: `%`, `×`, `requests`, `instances`, `instance-seconds`, `instance-hours`, `USD`, `ms`, `s`, ... */
  readonly unit: string
  /** Which population, over which window, computed how: one or two sentences. */
  readonly definition: string
  /** The same as one line of arithmetic. */
  readonly formula: string
  /** Where the definition comes from. */
  readonly source: string
  readonly betterIs: 'higher' | 'lower'
  /** Where it means anything; on other platforms it is null. */
  readonly platforms: readonly ComputePlatform[]
  /** The figure; null when the run has nothing to measure it by. */
  readonly measure: (result: RunResult) => number | null
  /** The events and stretches that made the figure, in order of time; empty when there are none. */
  readonly evidence: (result: RunResult) => readonly MetricEvidence[]
}

export const EVERYWHERE: Metric['platforms'] = ['Server', 'Lambda', 'ECS']
/** Where instances or tasks stand behind a load balancer. */
export const INSTANCES: Metric['platforms'] = ['Server', 'ECS']
export const LAMBDA: Metric['platforms'] = ['Lambda']
