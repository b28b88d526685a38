import type { DeploymentState, TargetState } from './state'

/**
 * Whether there is anything to roll back. Not for a function whose alias was in no state to deploy to, and not for an ECS
 * service before its replacement task set was created (CodeDeploy user guide, deployments on an Amazon ECS compute
 * platform: a failed BeforeInstall); nor of a replacement fleet before it was to be given traffic: the original one never
 * left the load balancer (DERIVED). Always so for an update in place.
 */
export function hasTouched({ computePlatform, deploymentType, errorCode, targets }: DeploymentState): boolean {
  if (computePlatform === 'Server') return deploymentType === 'IN_PLACE' || targets.some(hasBegunToMove)
  if (computePlatform !== 'ECS') return errorCode !== 'INVALID_LAMBDA_CONFIGURATION'
  return targets.some(({ lifecycleEvents }) =>
    lifecycleEvents.some(({ name, startMs }) => name === 'Install' && startMs !== null),
  )
}

/** The events of rerouting, or of taking an original instance out, have begun. */
function hasBegunToMove({ set, startMs, lifecycleEvents }: TargetState): boolean {
  if (set === 'original') return startMs !== null
  return lifecycleEvents.some(({ name, startMs: begunAtMs }) => name === 'BeforeAllowTraffic' && begunAtMs !== null)
}
