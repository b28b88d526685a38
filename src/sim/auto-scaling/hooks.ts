import type { Control, DeploymentState } from '../deployment/state'
import type { HeartbeatAct } from '../engine/world'
import type { InstanceLifecycle, Ms } from '../result/types'
import { logActivity } from './activity'
import { enterService } from './enter-service'
import { type Group, groupOf, isComing } from './group'
import { reconcile } from './reconcile'
import { beginTermination } from './terminate'

/** Seconds that a hook holds an instance unless it is extended. OBSERVED in CloudTrail for the launch hook, MODEL for the other. */
const HEARTBEAT_TIMEOUT_S = 600
/** How often CodeDeploy extends a hook while it deploys (CodeDeploy user guide, integrating with Auto Scaling). */
const HEARTBEAT_EVERY_MS: Ms = 300_000

type HeldLifecycle = 'Pending:Wait' | 'Terminating:Wait'

const HOOK_NAMES: Readonly<Record<HeldLifecycle, string>> = {
  'Pending:Wait': 'launch hook',
  'Terminating:Wait': 'termination hook',
}
const HEARTBEAT_ACTS: Readonly<Record<HeldLifecycle, HeartbeatAct>> = {
  'Pending:Wait': 'launch-heartbeat',
  'Terminating:Wait': 'termination-heartbeat',
}

/** The instance waits for CodeDeploy, with Pending:Wait or Terminating:Wait. */
export function beginHook(control: Control, instanceIndex: number, lifecycle: HeldLifecycle): void {
  const { world } = control
  world.setLifecycle(instanceIndex, lifecycle)
  const detail = `CodeDeploy's ${HOOK_NAMES[lifecycle]} holds ${world.instanceId(instanceIndex)} in ${lifecycle}.`
  logActivity(control, 'hook', instanceIndex, detail)
  scheduleHeartbeat(control, HEARTBEAT_ACTS[lifecycle], instanceIndex)
}

/** CodeDeploy extends the hook of an instance that still waits for it: its timeout never comes. */
export function beatHeart(control: Control, act: HeartbeatAct, instanceIndex: number): void {
  const { world } = control
  const lifecycle = world.lifecycle(instanceIndex)
  if (!isHeld(lifecycle) || HEARTBEAT_ACTS[lifecycle] !== act) return
  const detail = `RecordLifecycleActionHeartbeat: the hook holds ${world.instanceId(instanceIndex)} for ${HEARTBEAT_TIMEOUT_S} s more.`
  logActivity(control, 'hook', instanceIndex, detail)
  scheduleHeartbeat(control, act, instanceIndex)
}

function isHeld(lifecycle: InstanceLifecycle): lifecycle is HeldLifecycle {
  return lifecycle in HEARTBEAT_ACTS
}

function scheduleHeartbeat({ world }: Control, act: HeartbeatAct, instanceIndex: number): void {
  world.schedule(world.nowMs() + HEARTBEAT_EVERY_MS, { kind: 'scaling', act, instanceIndex })
}

/** The launch hook ends with CONTINUE: the instance goes on into service. `because` says why, in a clause. */
export function continueLaunch(control: Control, group: Group, instanceIndex: number, because: string): void {
  complete(control, instanceIndex, 'CONTINUE', because)
  control.world.setLifecycle(instanceIndex, 'Pending:Proceed')
  enterService(control, group, instanceIndex)
}

/** The launch hook ends with ABANDON: the instance is terminated, and the group launches another one. */
function abandonLaunch(control: Control, instanceIndex: number, because: string): void {
  complete(control, instanceIndex, 'ABANDON', because)
  const cause = "The instance was taken out of service because a lifecycle hook's result was ABANDON."
  beginTermination(control, instanceIndex, 'terminate', cause)
}

/** The instance ends, whatever came before. */
export function finishTermination(control: Control, instanceIndex: number): void {
  control.world.terminateInstance(instanceIndex)
  control.state.scaling?.replacing.delete(instanceIndex)
  reconcile(control)
}

/**
 * A deployment that a hook has waited for has ended. Of a launch the result is CONTINUE after a success and ABANDON after
 * anything else; of a termination it is always CONTINUE (CodeDeploy user guide, integrating with Auto Scaling).
 */
export function endHook(control: Control, { creator, scope, status, id }: DeploymentState): void {
  const group = groupOf(control)
  const instanceIndex = scope.kind === 'instances' ? scope.instanceIndexes.at(0) : undefined
  if (group === null || instanceIndex === undefined) return
  const because = `deployment ${id} ended with ${status}`
  const lifecycle = control.world.lifecycle(instanceIndex)
  if (creator === 'autoscaling' && isComing(lifecycle)) {
    if (status === 'Succeeded') continueLaunch(control, group, instanceIndex, because)
    else abandonLaunch(control, instanceIndex, because)
  }
  if (creator === 'autoscalingTermination' && lifecycle === 'Terminating:Wait') {
    complete(control, instanceIndex, 'CONTINUE', because)
    control.world.setLifecycle(instanceIndex, 'Terminating:Proceed')
    finishTermination(control, instanceIndex)
  }
}

function complete(control: Control, instanceIndex: number, result: 'CONTINUE' | 'ABANDON', because: string): void {
  const detail = `CompleteLifecycleAction ${result} for ${control.world.instanceId(instanceIndex)}: ${because}.`
  logActivity(control, 'hook', instanceIndex, detail)
}
