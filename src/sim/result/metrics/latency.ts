import { runLatencyPercentileUs } from '../latency'
import type { Metric } from './metric'

/** A percentile of latency, `percent` in whole percent, as the metric `latencyMsP<percent>`. */
export function latencyMetric(percent: number): Metric {
  return {
    id: `latencyMsP${percent}`,
    label: `Latency p${percent}`,
    unit: 'ms',
    definition:
      `Latency that ${percent} % of the answered requests do not exceed (nearest rank, known to the 3 % that a bucket is wide), whole run. Answered are those ` +
      'that the application answered, of both revisions, errors of the revision included; what the load balancer ' +
      'answers itself is not among them.',
    source: 'SRE Book, Service Level Objectives: percentiles of the whole window, not averages of percentiles',
    betterIs: 'lower',
    measure: (result) => {
      const latencyUs = runLatencyPercentileUs(result, percent * 10_000)
      return latencyUs === null ? null : latencyUs / 1_000
    },
  }
}
