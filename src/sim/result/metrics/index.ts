import { apdex } from './apdex'
import { whereItApplies } from './applicable'
import { blastRadiusRequests } from './blast-radius-requests'
import { blastRadiusUsers } from './blast-radius-users'
import { burnRatePeak } from './burn-rate-peak'
import { capacityDeficit } from './capacity-deficit'
import { coldStarts } from './cold-starts'
import { deploymentDuration } from './deployment-duration'
import { downtime } from './downtime'
import { errorBudgetConsumed } from './error-budget-consumed'
import { extraCost } from './extra-cost'
import { extraInstanceHours } from './extra-instance-hours'
import { failedRequests } from './failed-requests'
import { lambdaInvocations } from './lambda-invocations'
import { latencyP50 } from './latency-p50'
import { latencyP95 } from './latency-p95'
import { latencyP99 } from './latency-p99'
import { latencyP99New } from './latency-p99-new'
import { latencyP99Old } from './latency-p99-old'
import type { Metric } from './metric'
import { minimumHealthy } from './minimum-healthy'
import { mixedVersionUsers } from './mixed-version-users'
import { mixedVersionWindow } from './mixed-version-window'
import { requestAvailability } from './request-availability'
import { rollbackTime } from './rollback-time'
import { timeAvailability } from './time-availability'
import { timeToDecide } from './time-to-decide'
import { timeToDetect } from './time-to-detect'
import { timeToMitigate } from './time-to-mitigate'
import { timeToRestoreCapacity } from './time-to-restore-capacity'

export type { Metric, MetricEvidence } from './metric'

/** THE registry of summary metrics, one line each, in the order of all tables. */
export const METRICS: readonly Metric[] = [
  requestAvailability,
  failedRequests,
  latencyP50,
  latencyP95,
  latencyP99,
  latencyP99Old,
  latencyP99New,
  apdex,
  timeAvailability,
  downtime,
  errorBudgetConsumed,
  burnRatePeak,
  minimumHealthy,
  capacityDeficit,
  mixedVersionWindow,
  mixedVersionUsers,
  blastRadiusRequests,
  blastRadiusUsers,
  deploymentDuration,
  timeToDetect,
  timeToDecide,
  timeToMitigate,
  rollbackTime,
  timeToRestoreCapacity,
  extraInstanceHours,
  extraCost,
  lambdaInvocations,
  coldStarts,
].map(whereItApplies)
