import type { Control } from '../deployment/state'
import type { Ms } from '../result/types'
import type { Group } from './group'

/** Why an instance in service has to be replaced. */
type HealthVerdict = 'notRunning' | 'loadBalancer' | null

/**
 * The health of an instance in service, as Auto Scaling sees it. A stopped or terminated instance is unhealthy whatever
 * the settings; the load balancer is asked with health check type ELB, and when the grace period is over, which begins
 * with InService (Auto Scaling user guide, health checks and grace period).
 */
export function healthVerdict({ world }: Control, group: Group, instanceIndex: number): HealthVerdict {
  if (!world.isRunning(instanceIndex)) return 'notRunning'
  if (group.settings.healthCheckType !== 'ELB' || world.targetHealth(instanceIndex) !== 'unhealthy') return null
  return world.nowMs() >= graceEndsAtMs(group, instanceIndex) ? 'loadBalancer' : null
}

/** When checks of the load balancer begin to count; 0 for an instance that was in service before the run. */
export function graceEndsAtMs({ settings, state }: Group, instanceIndex: number): Ms {
  const sinceMs = state.inServiceSinceMs.get(instanceIndex)
  return sinceMs === undefined ? 0 : sinceMs + settings.healthCheckGracePeriodMs
}

/** How many instances may be replaced at a time because of their health: 10 % of desired capacity. MODEL: rounded down, at least one. */
export function replacementsMax(desiredCapacity: number): number {
  return Math.max(Math.floor(desiredCapacity / 10), 1)
}
