import type { DeploymentState, HostState, RevisionHealth, TargetState } from './state'

type HealthClass = 'Unhealthy' | RevisionHealth

/** The order in which CodeDeploy takes the instances of a group (CodeDeploy user guide, instance health). */
const SCHEDULING_ORDER: readonly HealthClass[] = ['Unhealthy', 'Unknown', 'Old', 'Current']

function healthClassOf(host: HostState): HealthClass {
  return host.isHealthy ? host.revisionHealth : 'Unhealthy'
}

/**
 * Instance indexes in the order in which a deployment takes them. MODEL: inside a health class by instance id; AWS says
 * the choice is random there.
 */
export function schedulingOrder(hosts: readonly HostState[], instanceId: (instanceIndex: number) => string): number[] {
  const rows = hosts.map((host, instanceIndex) => ({
    instanceIndex,
    rank: SCHEDULING_ORDER.indexOf(healthClassOf(host)),
    id: instanceId(instanceIndex),
  }))
  rows.sort((a, b) => a.rank - b.rank || compareText(a.id, b.id))
  return rows.map((row) => row.instanceIndex)
}

/** By code unit, the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/**
 * Whether a target is to run the deployment's revision: the original instances of a blue/green deployment only leave the
 * load balancer, and in its rollback the replacement does.
 */
function receivesRevision({ deploymentType, scope }: DeploymentState, { set }: TargetState): boolean {
  if (deploymentType === 'IN_PLACE' || scope.kind === 'instances') return true
  return set === (scope.kind === 'rollback' ? 'original' : 'replacement')
}

/**
 * What an ended deployment leaves in the memory of the instances that it attempted (CodeDeploy user guide, instance
 * health). An instance that was not attempted keeps its health.
 */
export function updateHostHealth(
  hosts: readonly HostState[],
  deployment: DeploymentState,
  isCurrentRevision: boolean,
): void {
  for (const target of deployment.targets) {
    if (target.instanceIndex === null || !receivesRevision(deployment, target)) continue
    const host = hosts[target.instanceIndex]
    if (target.status === 'Succeeded') {
      host.isHealthy = true
      host.revisionHealth = isCurrentRevision ? 'Current' : 'Unknown'
    }
    if (target.status === 'Failed') {
      host.isHealthy = false
      // After a success, an instance that was current and failed is unknown; after a failure nothing is said of it.
      if (deployment.status === 'Succeeded' && host.revisionHealth === 'Current') host.revisionHealth = 'Unknown'
    }
  }
}
