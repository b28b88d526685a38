import type { Control, DeploymentState } from '../deployment/state'
import { changeDesiredCapacity } from './desired-capacity'
import { createFollowOn } from './follow-on'
import { capacityInstances, type Group, groupOf } from './group'
import { endHook } from './hooks'
import { reconcile } from './reconcile'

/**
 * What Auto Scaling and CodeDeploy do together when a deployment has ended. Returns the follow-on deployment to
 * outdated instances, created but not yet started, or null.
 */
export function deploymentEnded(control: Control, deployment: DeploymentState): DeploymentState | null {
  const group = groupOf(control)
  if (group === null) return null
  if (deployment.scope.kind === 'instances') endHook(control, deployment)
  else if (deployment.status === 'Succeeded') endGroupDeployment(control, group, deployment)
  reconcile(control)
  return createFollowOn(control)
}

function endGroupDeployment(control: Control, group: Group, deployment: DeploymentState): void {
  markOutdated(control, deployment)
  // The copied group has its own desired capacity: what the source had of healthy instances.
  if (deployment.deploymentType === 'BLUE_GREEN' && deployment.scope.kind === 'group') {
    const count = capacityInstances(control).length
    const desired = Math.min(Math.max(count, group.state.minSize), group.state.maxSize)
    changeDesiredCapacity(control, group, desired, 'The replacement has become the group')
  }
}

/** Instances that the deployment did not reach have an old revision now (CodeDeploy user guide, instance health). */
function markOutdated({ state }: Control, { revision }: DeploymentState): void {
  for (const host of state.hosts) {
    if (host.revisionHealth === 'Current' && host.lastSuccessfulInstall !== revision) host.revisionHealth = 'Old'
  }
}
