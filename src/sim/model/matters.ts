import type { DeploymentRecord, RunResult, TargetRecord } from '../result/types'

/** Any instance was touched; the one wave of a function or a service has none. */
export function hasTouched({ deployments }: RunResult): boolean {
  return deployments.some(({ waves }) => waves.some(({ instanceIndexes }) => instanceIndexes.length > 0))
}

export function hasWaves(result: RunResult): boolean {
  return hasTouched(result) && result.deployments.some(({ waves }) => waves.length > 1)
}

/** An instance was touched, and CodeDeploy told the load balancer. */
export function hasTrafficControl(result: RunResult): boolean {
  return result.scenario.deployment?.trafficControl === true && hasTouched(result)
}

export function rollbackOf({ deployments }: RunResult): DeploymentRecord | undefined {
  return deployments.find(({ creator }) => creator === 'codeDeployRollback')
}

/** A rollback that goes to instances, not one that turns the traffic of a function or service back. */
export function hasRollbackOfInstances(result: RunResult): boolean {
  return rollbackOf(result)?.computePlatform === 'Server'
}

export function hasFailed({ deployments: [deployment] }: RunResult): boolean {
  return deployment?.status === 'Failed'
}

/** Too many hosts failed while others were under way or still to come. */
export function wasDecidedByFailures({ deployments }: RunResult): boolean {
  return deployments.some(({ errorCode }) => errorCode === 'HEALTH_CONSTRAINTS')
}

/** An instance failed after its traffic was blocked. */
export function hasFailedOutside({ deployments }: RunResult): boolean {
  return deployments.some(({ targets }) => targets.some(isBlockedAndFailed))
}

function isBlockedAndFailed({ status, lifecycleEvents }: TargetRecord): boolean {
  const isBlocked = lifecycleEvents.some((event) => event.name === 'BlockTraffic' && event.status === 'Succeeded')
  const isBack = lifecycleEvents.some((event) => event.name === 'AllowTraffic' && event.status === 'Succeeded')
  return status === 'Failed' && isBlocked && !isBack
}

/** An instance had succeeded before its deployment failed, and the rollback comes to it. */
export function hasSuccessToRollBack(result: RunResult): boolean {
  const isReached = result.deployments[0]?.targets.some(({ status }) => status === 'Succeeded') ?? false
  return isReached && rollbackOf(result) !== undefined
}

/** Nothing was ever deployed to any instance, and minimum healthy hosts leave none to begin with. */
export function isRefusedFirstDeployment({ deployments, scenario: { fleet } }: RunResult): boolean {
  const [deployment] = deployments
  const neverDeployed = new Set(
    fleet.exceptions
      .filter(({ lastDeployment }) => lastDeployment === 'none')
      .map((exception) => exception.instanceIndex),
  )
  return deployment?.errorCode === 'HEALTH_CONSTRAINTS_INVALID' && neverDeployed.size === fleet.instanceCount
}

/** The deployment failed, should have been rolled back, and there was nothing to go back to. */
export function hasNothingToRollBackTo({ deployments: [deployment] }: RunResult): boolean {
  return deployment !== undefined && deployment.rollbackDeploymentId === null && deployment.rollbackMessage !== ''
}

export function hasScripts({ deployments }: RunResult): boolean {
  return deployments.some(({ targets }) =>
    targets.some(({ lifecycleEvents }) => lifecycleEvents.some(({ revision }) => revision !== null)),
  )
}

export function hasBootOrWarmUp(result: RunResult): boolean {
  const { old: oldRevision, new: newRevision } = result.scenario.revisions
  return hasTouched(result) && [oldRevision, newRevision].some(({ bootMs, warmUpMs }) => bootMs + warmUpMs > 0)
}
