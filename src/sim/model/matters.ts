import { userDeploymentOf } from '../result/roles'
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
  return result.deployments.some(({ targets }) =>
    targets.some(({ targetType, lifecycleEvents }) =>
      lifecycleEvents.some(
        ({ name, startMs }) =>
          targetType === 'InstanceTarget' && startMs !== null && (name === 'BlockTraffic' || name === 'AllowTraffic'),
      ),
    ),
  )
}

export function rollbackOf({ deployments }: RunResult): DeploymentRecord | undefined {
  return deployments.find(({ creator }) => creator === 'codeDeployRollback')
}

/** A rollback that goes to instances, not one that turns the traffic of a function or service back. */
export function hasRollbackOfInstances(result: RunResult): boolean {
  return rollbackOf(result)?.computePlatform === 'Server'
}

/** A rollback that installs the revision before, as opposed to one that gives traffic back. */
export function hasRollbackInPlace(result: RunResult): boolean {
  return rollbackOf(result)?.deploymentType === 'IN_PLACE'
}

export function hasFailed(result: RunResult): boolean {
  return userDeploymentOf(result)?.status === 'Failed'
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
  const isReached = userDeploymentOf(result)?.targets.some(({ status }) => status === 'Succeeded') ?? false
  return isReached && hasRollbackInPlace(result)
}

/** Nothing was ever deployed to any instance, and minimum healthy hosts leave none to begin with. */
export function isRefusedFirstDeployment(result: RunResult): boolean {
  const { fleet } = result.scenario
  const deployment = userDeploymentOf(result)
  const neverDeployed = new Set(
    fleet.exceptions
      .filter(({ lastDeployment }) => lastDeployment === 'none')
      .map((exception) => exception.instanceIndex),
  )
  return deployment?.errorCode === 'HEALTH_CONSTRAINTS_INVALID' && neverDeployed.size === fleet.instanceCount
}

/** The deployment failed, should have been rolled back, and there was nothing to go back to. */
export function hasNothingToRollBackTo(result: RunResult): boolean {
  const deployment = userDeploymentOf(result)
  return deployment !== null && isDeniedRollback(deployment) && !hasMovedNothing(deployment)
}

/** A deployment should have been rolled back, and had moved nothing. */
export function hasNothingToTakeBack({ deployments }: RunResult): boolean {
  return deployments.some((deployment) => isDeniedRollback(deployment) && hasMovedNothing(deployment))
}

function isDeniedRollback({ rollbackDeploymentId, rollbackMessage }: DeploymentRecord): boolean {
  return rollbackDeploymentId === null && rollbackMessage !== ''
}

/** It ended before the first step that would have to be taken back. */
function hasMovedNothing({ computePlatform, deploymentType, waves, targets }: DeploymentRecord): boolean {
  if (deploymentType === 'IN_PLACE') return false
  if (computePlatform === 'Server') return !waves.some(({ phase }) => phase === 'reroute' || phase === 'block')
  const firstChange = computePlatform === 'Lambda' ? 'AllowTraffic' : 'Install'
  return !targets.some(({ lifecycleEvents }) =>
    lifecycleEvents.some(({ name, startMs }) => name === firstChange && startMs !== null),
  )
}

export function hasScripts({ deployments }: RunResult): boolean {
  return deployments.some(({ targets }) =>
    targets.some(({ lifecycleEvents }) => lifecycleEvents.some(({ scripts }) => scripts.length > 0)),
  )
}

export function hasBootOrWarmUp(result: RunResult): boolean {
  const { old: oldRevision, new: newRevision } = result.scenario.revisions
  return hasTouched(result) && [oldRevision, newRevision].some(({ bootMs, warmUpMs }) => bootMs + warmUpMs > 0)
}

/** An alarm stopped a deployment in the middle of an event. */
export function hasEventsCutByAlarm({ deployments }: RunResult): boolean {
  return deployments.some(
    ({ errorCode, endedAtMs, targets }) =>
      errorCode === 'ALARM_ACTIVE' &&
      targets.some(({ lifecycleEvents }) =>
        lifecycleEvents.some(({ status, endMs }) => status === 'Failed' && endMs === endedAtMs),
      ),
  )
}

/** The message beside this error code is none that AWS publishes. */
export function hasOwnMessage({ errorCode }: DeploymentRecord): boolean {
  return errorCode === 'MANUAL_STOP' || errorCode === 'TIMEOUT' || errorCode === 'HEALTH_CONSTRAINTS_INVALID'
}

/** A deployment ran under the eye of an alarm. */
export function hasWatchedAlarms({ scenario: { deployment }, deployments }: RunResult): boolean {
  if (deployment === null || deployments.length === 0) return false
  const { enabled, alarms } = deployment.overrideAlarmConfiguration ?? deployment.alarmConfiguration
  return enabled && alarms.length > 0
}
