import { deploymentEnded } from '../auto-scaling/after-deployment'
import type { Ms } from '../result/types'
import { LIMITS } from '../scenario/limits'
import { pollAgain, reasonToStop } from './alarms'
import { executeSteps } from './executor'
import { updateHostHealth } from './host-health'
import { cutShort } from './lifecycle/outcome'
import { currentPlace, locate } from './lifecycle/place'
import { recordEnd } from './lifecycle/run-event'
import { endPhase } from './phases'
import { createRollback } from './rollback'
import { type Control, type DeploymentState, logDeployment, type StopState } from './state'
import type { DeploymentFailure } from './steps/progress'
import { endTarget } from './targets/end-target'
import { shareOf } from './traffic-share'

/**
 * Begins a deployment that was just created, its clock, and the polling of its alarms. One that is in ALARM by then stops
 * it before anything is touched (OBSERVED on Lambda: a deployment that was created under a red alarm stopped at once).
 */
export function startDeployment(control: Control, deployment: DeploymentState): void {
  const { world } = control
  const { index: deploymentIndex } = deployment
  world.schedule(world.nowMs() + runTimeMsMaxOf(deployment), { kind: 'deployment-timed-out', deploymentIndex })
  pollAlarms(control, deployment)
  proceed(control, deployment)
}

/** Reads the alarms; one that is in ALARM, or cannot be read, stops the deployment. No effect on one that has ended. */
export function pollAlarms(control: Control, deployment: DeploymentState): void {
  if (deployment.endedAtMs !== null || deployment.stop !== null) return
  const stop = reasonToStop(control, deployment)
  if (stop === null) pollAgain(control, deployment)
  else stopDeployment(control, deployment, stop)
}

/** How long a deployment may run (CodeDeploy quotas): in place 12 h, blue/green 109 h, Lambda 50 h. */
function runTimeMsMaxOf({ computePlatform, deploymentType }: DeploymentState): Ms {
  if (computePlatform === 'Lambda') return LIMITS.lambdaDeploymentMsMax
  return deploymentType === 'IN_PLACE' ? LIMITS.inPlaceDeploymentMsMax : LIMITS.blueGreenDeploymentMsMax
}

/** Takes a deployment as far as it can go now: after its start, and whenever something has happened to it. */
export function proceed(control: Control, deployment: DeploymentState): void {
  if (deployment.endedAtMs !== null) return
  if (deployment.stop !== null) {
    concludeStop(control, deployment, deployment.stop)
    return
  }
  const progress = executeSteps(control, deployment)
  if (progress.kind === 'waiting') return
  conclude(control, deployment, progress.kind === 'failed' ? progress.failure : null)
}

/** The deployment has run for as long as any may: what is under way is cut short. No effect on one that has ended. */
export function timeOut(control: Control, deployment: DeploymentState): void {
  if (deployment.endedAtMs !== null) return
  const hours = runTimeMsMaxOf(deployment) / 3_600_000
  failDeployment(control, deployment, 'The deployment exceeded its maximum run time', {
    errorCode: 'TIMEOUT',
    message: `The deployment exceeded the maximum run time of ${hours} hours.`,
  })
}

/** Ends a deployment under way with a failure: its events under way are cut short, for the reason that they are given. */
export function failDeployment(
  control: Control,
  deployment: DeploymentState,
  reason: string,
  failure: DeploymentFailure,
): void {
  cutTargetsShort(control, deployment, reason)
  conclude(control, deployment, failure)
}

/**
 * Stops a deployment. On request, events under way finish and none is started after them (CodeDeploy user guide, stop a
 * deployment); an alarm ends them at once as Failed (OBSERVED). A shift of traffic stands still in both cases.
 */
export function stopDeployment(control: Control, deployment: DeploymentState, stop: StopState): void {
  if (deployment.endedAtMs !== null || deployment.stop !== null) return
  deployment.stop = stop
  const isShifting = deployment.shift !== null && !deployment.shift.isDone
  if (stop.errorCode === 'ALARM_ACTIVE' || isShifting)
    cutTargetsShort(control, deployment, 'The deployment was stopped')
  concludeStop(control, deployment, stop)
}

function concludeStop(control: Control, deployment: DeploymentState, { errorCode, message }: StopState): void {
  if (deployment.targets.some(({ status }) => status === 'InProgress')) return
  conclude(control, deployment, { errorCode, message, status: 'Stopped' })
}

/** Ends a deployment, and in the same millisecond starts what follows from its end. */
function conclude(control: Control, deployment: DeploymentState, failure: DeploymentFailure | null): void {
  endDeployment(control, deployment, failure)
  const rollback = createRollback(control, deployment)
  if (rollback !== null) startDeployment(control, rollback)
  const followOn = deploymentEnded(control, deployment)
  if (followOn !== null) startDeployment(control, followOn)
}

function endDeployment(control: Control, deployment: DeploymentState, failure: DeploymentFailure | null): void {
  const { state, world } = control
  for (const target of deployment.targets) {
    if (target.status === 'Pending' || target.status === 'Ready') endTarget(control, deployment, target, 'Skipped')
  }
  endPhase(control, deployment)
  deployment.status = failure === null ? 'Succeeded' : (failure.status ?? 'Failed')
  deployment.errorCode = failure?.errorCode ?? null
  deployment.message = failure?.message ?? ''
  deployment.endedAtMs = world.nowMs()
  if (failure === null) takeOver(control, deployment)
  updateHostHealth(state.hosts, deployment, deployment.revision === state.lastSuccessfulRevision)
  logDeployment(control, deployment, {
    type: 'deployment',
    status: deployment.status,
    errorCode: deployment.errorCode,
  })
}

/** A success of the whole group makes its revision the last good one, and a replacement the group. */
function takeOver(control: Control, { scope, revision, deploymentType }: DeploymentState): void {
  if (scope.kind === 'instances') return
  control.state.lastSuccessfulRevision = revision
  if (scope.kind === 'group' && deploymentType === 'BLUE_GREEN') control.state.groupFleet = shareOf(control).incoming
}

function cutTargetsShort(control: Control, deployment: DeploymentState, reason: string): void {
  for (const targetIndex of deployment.targets.keys()) {
    const place = currentPlace(deployment, targetIndex)
    if (place === null) continue
    const located = locate(control, place)
    const { startMs } = located.event
    const afterMs = startMs === null ? null : control.world.nowMs() - startMs
    recordEnd(control, located, cutShort(located.work, afterMs, reason))
    endTarget(control, deployment, located.target, 'Failed')
  }
}
