import { startDeployment } from '../deployment/run-deployment'
import type { Control } from '../deployment/state'
import type { ScalingAct } from '../engine/world'
import type { TargetHealth } from '../result/types'
import { enterService } from './enter-service'
import { beginTracking, track } from './follow-target'
import { type Group, groupOf } from './group'
import { graceEndsAtMs } from './health'
import { createLaunchDeployment, createTerminationDeployment } from './hook-deployments'
import { beatHeart, beginHook, continueLaunch, finishTermination } from './hooks'
import { reconcile } from './reconcile'

/** Puts the first timers of the scaling into the queue. No effect on a fleet without a group. */
export function startScaling(control: Control): void {
  const group = groupOf(control)
  if (group === null) return
  control.world.schedule(control.world.nowMs(), { kind: 'scaling', act: 'reconcile', instanceIndex: null })
  beginTracking(control, group)
}

/** A timer of the scaling is due. */
export function handleScaling(control: Control, act: ScalingAct, instanceIndex: number | null): void {
  const group = groupOf(control)
  if (group === null) return
  if (act === 'reconcile') reconcile(control)
  if (act === 'evaluate') track(control, group)
  if (instanceIndex === null) return
  if (act === 'booted') endBoot(control, group, instanceIndex)
  if (act === 'drained') endDrain(control, instanceIndex)
  if (act === 'launch-heartbeat' || act === 'termination-heartbeat') beatHeart(control, act, instanceIndex)
}

/** The load balancer reports an instance: what Auto Scaling makes of it. */
export function targetHealthOfInstance(control: Control, instanceIndex: number, health: TargetHealth): void {
  const group = groupOf(control)
  if (group === null) return
  const { world } = control
  const lifecycle = world.lifecycle(instanceIndex)
  // Through the queue: whoever has asked the load balancer is in the middle of something.
  if (health === 'unused' && lifecycle === 'Terminating')
    world.schedule(world.nowMs(), { kind: 'scaling', act: 'drained', instanceIndex })
  if (health === 'unhealthy' && lifecycle === 'InService') {
    const graceMs = world.isRunning(instanceIndex) ? graceEndsAtMs(group, instanceIndex) : 0
    const atMs = Math.max(world.nowMs(), graceMs)
    world.schedule(atMs, { kind: 'scaling', act: 'reconcile', instanceIndex })
  }
}

/** A new instance runs, and its agent with it: CodeDeploy's launch hook takes it, or it serves what its launch template brought. */
function endBoot(control: Control, group: Group, instanceIndex: number): void {
  const { world, state } = control
  if (world.lifecycle(instanceIndex) !== 'Pending') return
  if (world.scenario.deployment === null) {
    // MODEL: the launch template of a fleet without CodeDeploy brings the old revision.
    world.installRevision(instanceIndex, 'old')
    world.startApplication(instanceIndex)
    enterService(control, group, instanceIndex)
    return
  }
  beginHook(control, instanceIndex, 'Pending:Wait')
  const revision = state.lastSuccessfulRevision
  if (revision === null)
    continueLaunch(control, group, instanceIndex, 'nothing was ever deployed to the deployment group with success')
  else startDeployment(control, createLaunchDeployment(control, instanceIndex, revision))
}

/** An instance that leaves has no traffic any more: it ends, or CodeDeploy's termination hook takes it. */
function endDrain(control: Control, instanceIndex: number): void {
  const { world, state } = control
  if (world.lifecycle(instanceIndex) !== 'Terminating') return
  const revision = state.lastSuccessfulRevision
  if (revision === null || !hasTerminationHook(control, instanceIndex)) {
    finishTermination(control, instanceIndex)
    return
  }
  beginHook(control, instanceIndex, 'Terminating:Wait')
  startDeployment(control, createTerminationDeployment(control, instanceIndex, revision))
}

/** MODEL: the termination hook takes instances that run and were in service; none that its launch hook has abandoned. */
function hasTerminationHook({ world, state }: Control, instanceIndex: number): boolean {
  const { deployment } = world.scenario
  const isAbandoned = state.deployments.some(
    ({ creator, status, targets }) =>
      creator === 'autoscaling' &&
      status !== 'Succeeded' &&
      targets.some((target) => target.instanceIndex === instanceIndex),
  )
  return deployment?.terminationHookEnabled === true && world.isRunning(instanceIndex) && !isAbandoned
}
