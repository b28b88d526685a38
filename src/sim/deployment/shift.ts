import type { Ms } from '../result/types'
import { currentPlace } from './lifecycle/place'
import type { Control, DeploymentState } from './state'
import type { TrafficShift } from './traffic-schedule'
import { setIncomingShare } from './traffic-share'

/** The schedule of a deployment; empty for one that shifts no traffic. */
function scheduleOf({ plan }: DeploymentState): readonly TrafficShift[] {
  return plan.shifts
}

/** From the first shift to the last. */
export function shiftMs(deployment: DeploymentState): Ms {
  return scheduleOf(deployment).at(-1)?.atMs ?? 0
}

/** Puts the shifts of the deployment into the queue; the first comes at once. */
export function beginShift(control: Control, deployment: DeploymentState): void {
  const { world } = control
  const schedule = scheduleOf(deployment)
  deployment.shift = { startedAtMs: world.nowMs(), schedule, isDone: false }
  for (const [shiftIndex, { atMs }] of schedule.entries()) {
    world.schedule(world.nowMs() + atMs, { kind: 'weight-shift', deploymentIndex: deployment.index, shiftIndex })
  }
}

/**
 * One shift is due. The last one ends the AllowTraffic event of the function or service that has waited for it. No effect
 * on a deployment that has ended or is being stopped.
 */
export function shiftTraffic(control: Control, deployment: DeploymentState, shiftIndex: number): void {
  const { shift } = deployment
  if (shift === null || deployment.endedAtMs !== null || deployment.stop !== null) return
  setIncomingShare(control, shift.schedule[shiftIndex].weightNewBasisPoints)
  if (shiftIndex + 1 < shift.schedule.length) return
  shift.isDone = true
  for (const [targetIndex, { instanceIndex }] of deployment.targets.entries()) {
    const place = instanceIndex === null ? currentPlace(deployment, targetIndex) : null
    if (place !== null) control.world.schedule(control.world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
  }
}
