import { revisionLatencyPercentileUs, runLatencyPercentileUs } from '../latency'
import { formatLatency } from '../number-words'
import { ROW_MS } from '../rates'
import type { RevisionLabel, RunResult } from '../types'
import { EVERYWHERE, type Metric, type MetricEvidence } from './metric'

const COMMON = { unit: 'ms', betterIs: 'lower', platforms: EVERYWHERE } as const
const ANSWERED =
  'Answered are those that the application answered, errors of the revision included; what the load balancer answers ' +
  'itself is not among them.'

/** A percentile of latency, `percent` in whole percent, as the metric `latencyMsP<percent>`. */
export function latencyMetric(percent: number): Metric {
  return {
    ...COMMON,
    id: `latencyMsP${percent}`,
    label: `Latency p${percent}`,
    definition:
      `Latency that ${percent} % of the answered requests do not exceed (nearest rank, known to the 3 % that a bucket ` +
      `is wide), both revisions, whole run. ${ANSWERED}`,
    formula: `smallest latency with at least ${percent} % of all answers at or below it`,
    source: 'SRE Book, Service Level Objectives: percentiles of the whole window, not averages of percentiles',
    measure: (result) => inMs(runLatencyPercentileUs(result, percent * 10_000)),
    evidence: slowestSeconds,
  }
}

/** The 99th percentile of what one revision answered, as the metric `latencyMsP99Old` or `latencyMsP99New`. */
export function revisionLatencyMetric(revision: RevisionLabel): Metric {
  return {
    ...COMMON,
    id: revision === 'old' ? 'latencyMsP99Old' : 'latencyMsP99New',
    label: `Latency p99, ${revision} revision`,
    definition:
      `Latency that 99 % of the requests answered by the ${revision} revision do not exceed (nearest rank, known to the 3 % ` +
      `that a bucket is wide), whole run. ${ANSWERED}`,
    formula: `smallest latency with at least 99 % of the answers of the ${revision} revision at or below it`,
    source: 'SRE Workbook, Canarying Releases: the candidate is told apart from the rest',
    measure: (result) => inMs(revisionLatencyPercentileUs(result, revision, 990_000)),
    evidence: slowestSeconds,
  }
}

function inMs(latencyUs: number | null): number | null {
  return latencyUs === null ? null : latencyUs / 1_000
}

const SLOWEST_COUNT = 5

/** The seconds with the slowest answers of all, in order of time. */
function slowestSeconds({ latency, series }: RunResult): MetricEvidence[] {
  return Array.from({ length: series.rowCount }, (_, row) => ({ row, longestUs: latency.longestUs[row] }))
    .filter(({ longestUs }) => longestUs > 0)
    .sort((a, b) => b.longestUs - a.longestUs || a.row - b.row)
    .slice(0, SLOWEST_COUNT)
    .sort((a, b) => a.row - b.row)
    .map(({ row, longestUs }) => ({
      atMs: row * ROW_MS,
      words: `The slowest answer of this second took ${formatLatency(longestUs)}.`,
    }))
}
