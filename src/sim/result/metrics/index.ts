import { deploymentDuration } from './deployment-duration'
import { failedRequests } from './failed-requests'
import { latencyP50 } from './latency-p50'
import { latencyP95 } from './latency-p95'
import { latencyP99 } from './latency-p99'
import type { Metric } from './metric'
import { minimumHealthy } from './minimum-healthy'
import { mixedVersionWindow } from './mixed-version-window'
import { requestAvailability } from './request-availability'

export type { Metric }

/** THE registry of summary metrics, one line each, in the order of all tables. */
export const METRICS: readonly Metric[] = [
  requestAvailability,
  failedRequests,
  latencyP50,
  latencyP95,
  latencyP99,
  minimumHealthy,
  mixedVersionWindow,
  deploymentDuration,
]
