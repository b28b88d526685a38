import type { LifecycleEventName } from '../result/types'
import type { DeploymentState, TargetState } from './state'

/**
 * The first event of each platform that leaves something to take back: the weights of an alias, and a replacement task set
 * (CodeDeploy user guide, deployments on an Amazon ECS compute platform: a failed BeforeInstall leaves nothing).
 */
const FIRST_CHANGE = { Lambda: 'AllowTraffic', ECS: 'Install' } as const

/**
 * Whether there is anything to roll back, one rule for functions, services and replacement fleets (MODEL): not before the
 * first event that leaves something to take back; nor of a replacement fleet before it was to be given traffic: the
 * original one never left the load balancer (DERIVED). Always so for an update in place.
 */
export function hasTouched({ computePlatform, deploymentType, targets }: DeploymentState): boolean {
  if (computePlatform === 'Server') return deploymentType === 'IN_PLACE' || targets.some(hasBegunToMove)
  return targets.some((target) => hasBegun(target, FIRST_CHANGE[computePlatform]))
}

/** The events of rerouting, or of taking an original instance out, have begun. */
function hasBegunToMove(target: TargetState): boolean {
  return target.set === 'original' ? target.startMs !== null : hasBegun(target, 'BeforeAllowTraffic')
}

function hasBegun({ lifecycleEvents }: TargetState, event: LifecycleEventName): boolean {
  return lifecycleEvents.some(({ name, startMs }) => name === event && startMs !== null)
}
