import type { DeploymentState, TargetState } from './state'

/**
 * Whether there is anything to roll back: of a Lambda function once its first lifecycle event has begun, of an ECS
 * service once its replacement task set was created (CodeDeploy user guide, deployments on an Amazon ECS compute
 * platform: a failed BeforeInstall), of a replacement fleet once it was to be given traffic (DERIVED: before that the
 * original one never left the load balancer). Always true of an update in place.
 */
export function hasTouched(deployment: DeploymentState): boolean {
  const { computePlatform, deploymentType, targets } = deployment
  if (computePlatform === 'Server') return deploymentType === 'IN_PLACE' || targets.some(hasBegunToMove)
  return targets.some(({ lifecycleEvents }) =>
    lifecycleEvents.some(
      ({ name, startMs }) => startMs !== null && (computePlatform === 'Lambda' || name === 'Install'),
    ),
  )
}

/** The events of rerouting, or of taking an original instance out, have begun. */
function hasBegunToMove({ set, startMs, lifecycleEvents }: TargetState): boolean {
  if (set === 'original') return startMs !== null
  return lifecycleEvents.some(({ name, startMs: begunAtMs }) => name === 'BeforeAllowTraffic' && begunAtMs !== null)
}
