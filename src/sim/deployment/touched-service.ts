import type { DeploymentState } from './state'

/**
 * Whether there is anything to roll back. Not for a function whose alias was in no state to deploy to, and not for an ECS
 * service before its replacement task set was created (CodeDeploy user guide, deployments on an Amazon ECS compute
 * platform: a failed BeforeInstall). Always so for instances.
 */
export function hasTouched({ computePlatform, errorCode, targets }: DeploymentState): boolean {
  if (computePlatform !== 'ECS') return errorCode !== 'INVALID_LAMBDA_CONFIGURATION'
  return targets.some(({ lifecycleEvents }) =>
    lifecycleEvents.some(({ name, startMs }) => name === 'Install' && startMs !== null),
  )
}
