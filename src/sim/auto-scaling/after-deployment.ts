import type { Control, DeploymentState } from '../deployment/state'

/**
 * What Auto Scaling and CodeDeploy do together when a deployment has ended. Returns the follow-on deployment to
 * outdated instances, created but not yet started, or null.
 */
export function deploymentEnded(_control: Control, _deployment: DeploymentState): DeploymentState | null {
  return null
}
