import { latencyPercentileUs, type RunResult } from '@sim'
import type { Estimate } from '../../support/oracles/estimate'
import { type Experiment, replicate } from './experiment'
import { meanOf, shareAbove, waitsOf } from './waits'

/** What queueing theory speaks of, in mean service times. */
export interface QueueEstimates {
  readonly waitShare: Estimate
  readonly meanWait: Estimate
  /** Share that waits longer than `late` mean service times. */
  readonly lateShare: Estimate
  /** Percentiles of the response, as the recording's histogram gives them. */
  readonly p50: Estimate
  readonly p95: Estimate
  readonly p99: Estimate
}

/**
 * Estimates the waits of an experiment whose service takes `meanServiceMs` by its law. The controls: how many more
 * requests came than the load says, and how much longer they took than the law says.
 */
export function estimateQueue(experiment: Experiment, meanServiceMs: number, late = 1): QueueEstimates {
  const serviceUs = meanServiceMs * 1000
  return replicate(experiment, (run: RunResult) => {
    const { waitUs, meanServiceUs } = waitsOf(run)
    return {
      values: {
        waitShare: shareAbove(waitUs, 0),
        meanWait: meanOf(waitUs) / serviceUs,
        lateShare: shareAbove(waitUs, late * serviceUs),
        p50: percentile(run, 500_000) / serviceUs,
        p95: percentile(run, 950_000) / serviceUs,
        p99: percentile(run, 990_000) / serviceUs,
      },
      controls: [run.totals.arrived / ((experiment.rps * experiment.loadMs) / 1000) - 1, meanServiceUs / serviceUs - 1],
    }
  })
}

const percentile = (run: RunResult, ppm: number): number =>
  latencyPercentileUs(run, ppm, 0, run.series.rowCount) ?? Number.NaN
