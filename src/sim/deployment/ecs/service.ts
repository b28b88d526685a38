import { logActivity } from '../../auto-scaling/activity'
import type { ScalingAct } from '../../engine/world'
import type { AutoScalingRecord, Ms, TargetHealth } from '../../result/types'
import type { Scenario } from '../../scenario/schema'
import { platformOf } from '../platform'
import { failDeployment } from '../run-deployment'
import type { Control, DeploymentState } from '../state'
import { endInstallWhenSteady } from './install'
import type { ServiceState } from './state'
import { isServiceSteady } from './steady-state'
import { resizeTaskSet, taskDrained, taskStarted } from './task-sets'
import { scheduleTracking, trackedCount } from './track-service'

/** A shift of traffic goes on for so long while the service scales (ECS developer guide, blue/green with CodeDeploy). */
const SCALING_DURING_SHIFT_MS_MAX = 300_000
/** MODEL: how often a service that scales during a deployment is looked at when no shift is under way. */
const RECONCILE_EVERY_MS = 10_000

/** Puts the first timer of the service's scaling into the queue. No effect without a policy. */
export function startService(control: Control): void {
  scheduleTracking(control)
}

/** A timer of the service is due: a task runs, its policies are looked at, or scaling during a deployment. */
export function handleService(control: Control, act: ScalingAct, instanceIndex: number | null): void {
  if (act === 'booted' && instanceIndex !== null) taskStarted(control, instanceIndex)
  if (act === 'reconcile') limitScaling(control)
  if (act === 'evaluate') track(control)
  settle(control)
}

function track(control: Control): void {
  scheduleTracking(control)
  const desiredCount = trackedCount(control)
  if (desiredCount !== null) changeDesiredCount(control, desiredCount, 'A policy of the service')
}

/** The load balancer reports a task. */
export function targetHealthOfTask(control: Control, instanceIndex: number, health: TargetHealth): void {
  if (health === 'unused') taskDrained(control, instanceIndex)
  settle(control)
}

/** Changes the desired count of the service at a person's request; null, or why it is refused. */
export function setDesiredCount(control: Control, desiredCount: number): string | null {
  const { minCapacity, maxCapacity } = control.world.scenario.ecs
  if (desiredCount < minCapacity || desiredCount > maxCapacity)
    return `The desired count ${desiredCount} is not between minCapacity ${minCapacity} and maxCapacity ${maxCapacity}.`
  changeDesiredCount(control, desiredCount, 'A person')
  return null
}

/** Each task set has all of the desired count, so both change. `who` begins the log's sentence. */
function changeDesiredCount(control: Control, desiredCount: number, who: string): void {
  const { world, state } = control
  const before = state.service.desiredCount.value
  if (before === desiredCount) return
  state.service.desiredCount.set(world.nowMs(), desiredCount)
  logActivity(control, 'scale', null, `${who} changed the desired count from ${before} to ${desiredCount}.`)
  state.service.scalingSinceMs ??= world.nowMs()
  for (const fleet of ['original', 'replacement'] as const) resizeTaskSet(control, fleet)
  scheduleLimit(control, world.nowMs() + RECONCILE_EVERY_MS)
  settle(control)
}

/** What happened may have been the last thing that the service had waited for. */
function settle(control: Control): void {
  if (!isServiceSteady(control)) return
  control.state.service.scalingSinceMs = null
  endInstallWhenSteady(control)
}

/** A deployment that shifts traffic while the service scales fails when the service is not steady in time. */
function limitScaling(control: Control): void {
  const { world, state } = control
  const { scalingSinceMs } = state.service
  const deployment = state.deployments.findLast(({ endedAtMs }) => endedAtMs === null)
  if (scalingSinceMs === null || isServiceSteady(control)) return
  const dueMs = deployment === undefined ? null : shiftLimitMs(deployment, scalingSinceMs)
  if (deployment === undefined || dueMs === null || world.nowMs() < dueMs) {
    scheduleLimit(control, dueMs ?? world.nowMs() + RECONCILE_EVERY_MS)
    return
  }
  failDeployment(control, deployment, 'The service was still scaling', {
    errorCode: 'ECS_UPDATE_ERROR',
    message:
      'The deployment failed because the service was scaling during the shift and was not steady after 5 minutes.',
  })
}

/** When a shift under way has gone on beside the scaling for as long as it may; null: none is under way. */
function shiftLimitMs({ shift }: DeploymentState, scalingSinceMs: Ms): Ms | null {
  if (shift === null || shift.isDone) return null
  return Math.max(shift.startedAtMs, scalingSinceMs) + SCALING_DURING_SHIFT_MS_MAX
}

function scheduleLimit({ world }: Control, atMs: Ms): void {
  world.schedule(atMs, { kind: 'scaling', act: 'reconcile', instanceIndex: null })
}

/** What is recorded of the scaling of the service; null when nothing scales it. */
export function recordService(scenario: Scenario, { desiredCount }: ServiceState): AutoScalingRecord | null {
  const { ecs, interventions } = scenario
  const isScaled = ecs.targetTracking.length > 0 || interventions.some(({ kind }) => kind === 'set-desired-capacity')
  if (platformOf(scenario) !== 'ECS' || !isScaled) return null
  return { desiredCapacity: desiredCount.changes(), minSize: ecs.minCapacity, maxSize: ecs.maxCapacity }
}
