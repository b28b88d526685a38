import type { EnvironmentSettings } from '../fleet/environments'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'

/** Most instances that the run can ever have, or environments of a Lambda function: the kernel is sized by it. */
export function capacityOf({ deployment, fleet, autoScaling, ecs }: Scenario): number {
  const strategy = deployment === null ? null : strategyOf(deployment.strategy)
  if (strategy?.platform === 'Lambda') return LIMITS.environmentsMax
  const scales = autoScaling !== null || ecs.targetTracking.length > 0
  const isFixed = !scales && (strategy === null || strategy.deploymentType === 'IN_PLACE')
  return isFixed ? fleet.instanceCount : roomFor(fleet.queueLimit)
}

/** So many instances of that waiting room fit into the pool that all waiting rooms share. */
function roomFor(queueLimit: number): number {
  return Math.min(LIMITS.instanceCountMax, Math.floor(LIMITS.waitingRequestsMax / Math.max(1, queueLimit)))
}

/** New environments at once, and how many more each second (AWS Lambda developer guide, scaling behavior). */
const BURST_COUNT = 1_000
const BURST_REFILL_PER_S = 100
/** Requests a second for each unit of concurrency (AWS Lambda developer guide, concurrency). */
const RPS_PER_CONCURRENCY = 10

/** The limits of the Lambda function of a scenario; null on other platforms. */
export function environmentSettingsOf({ deployment, lambda }: Scenario): EnvironmentSettings | null {
  if (deployment === null || strategyOf(deployment.strategy).platform !== 'Lambda') return null
  const limit = lambda.reservedConcurrency ?? lambda.accountConcurrency
  return {
    limit,
    rateLimitRps: RPS_PER_CONCURRENCY * limit,
    burstCount: BURST_COUNT,
    burstRefillPerS: BURST_REFILL_PER_S,
  }
}
