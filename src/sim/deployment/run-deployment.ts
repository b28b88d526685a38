import { LIMITS } from '../scenario/limits'
import { executeSteps } from './executor'
import { updateHostHealth } from './host-health'
import { cutShort } from './lifecycle/outcome'
import { currentPlace, locate } from './lifecycle/place'
import { recordEnd } from './lifecycle/run-event'
import { createRollback } from './rollback'
import { type Control, type DeploymentState, logDeployment } from './state'
import type { DeploymentFailure } from './steps/progress'
import { endTarget } from './targets/end-target'

/** Begins a deployment that was just created, and its clock: in place it may run for 12 hours (CodeDeploy quota). */
export function startDeployment(control: Control, deployment: DeploymentState): void {
  const { world } = control
  world.schedule(world.nowMs() + LIMITS.inPlaceDeploymentMsMax, {
    kind: 'deployment-timed-out',
    deploymentIndex: deployment.index,
  })
  proceed(control, deployment)
}

/** Takes a deployment as far as it can go now: after its start, and whenever a target has ended. */
export function proceed(control: Control, deployment: DeploymentState): void {
  const progress = executeSteps(control, deployment)
  if (progress.kind === 'waiting') return
  conclude(control, deployment, progress.kind === 'failed' ? progress.failure : null)
}

/** The deployment has run for as long as any may: what is under way is cut short. No effect on one that has ended. */
export function timeOut(control: Control, deployment: DeploymentState): void {
  if (deployment.endedAtMs !== null) return
  for (const targetIndex of deployment.targets.keys()) cutTargetShort(control, deployment, targetIndex)
  conclude(control, deployment, {
    errorCode: 'TIMEOUT',
    message: 'The deployment exceeded the maximum run time of 12 hours.',
  })
}

/** Ends a deployment, and in the same millisecond starts its rollback if there is to be one. */
function conclude(control: Control, deployment: DeploymentState, failure: DeploymentFailure | null): void {
  endDeployment(control, deployment, failure)
  const rollback = createRollback(control, deployment)
  if (rollback !== null) startDeployment(control, rollback)
}

function endDeployment(control: Control, deployment: DeploymentState, failure: DeploymentFailure | null): void {
  const { state, world } = control
  for (const target of deployment.targets) {
    if (target.status === 'Pending') endTarget(control, deployment, target, 'Skipped')
  }
  deployment.status = failure === null ? 'Succeeded' : 'Failed'
  deployment.errorCode = failure?.errorCode ?? null
  deployment.message = failure?.message ?? ''
  deployment.endedAtMs = world.nowMs()
  if (failure === null) state.lastSuccessfulRevision = deployment.revision
  updateHostHealth(state.hosts, deployment, deployment.revision === state.lastSuccessfulRevision)
  logDeployment(control, deployment, {
    type: 'deployment',
    status: deployment.status,
    errorCode: deployment.errorCode,
  })
}

function cutTargetShort(control: Control, deployment: DeploymentState, targetIndex: number): void {
  const place = currentPlace(deployment, targetIndex)
  if (place === null) return
  const located = locate(control, place)
  const { startMs } = located.event
  recordEnd(control, located, cutShort(located.work, startMs === null ? null : control.world.nowMs() - startMs))
  endTarget(control, deployment, located.target, 'Failed')
}
