import type { DeploymentFrame, FleetFrame, InstanceFrame, LifecycleEventFrame } from './fleet-frame'
import { changeAt, momentCountUntil } from './moments'
import { indexOf, type RunIndex } from './run-index'
import { eventFramesAt, targetStatusAt } from './target-at'
import type { Change, DeploymentStatus, Ms, RunResult, TargetHealth, TargetStatus } from './types'

export type { DeploymentFrame, FleetFrame, InstanceFrame, LifecycleEventFrame }

/**
 * The state of the whole fleet at a time of the run: a look-up, never a re-run. What happens at `tMs` has happened.
 * Instances in which nothing moves are handed out again as the same object.
 */
export function fleetAt(result: RunResult, tMs: Ms): FleetFrame {
  const index = indexOf(result)
  const deploymentIndex = deploymentIndexAt(result, tMs)
  const instances = result.instances.map((_, instanceIndex) => {
    const momentCount = momentCountUntil(index.instanceMoments[instanceIndex], tMs)
    const still = index.stillFrames[instanceIndex]
    if (still?.momentCount === momentCount) return still.frame
    const frame = instanceFrameAt(result, index, deploymentIndex, instanceIndex, tMs)
    index.stillFrames[instanceIndex] = isMoving(frame) ? undefined : { momentCount, frame }
    return frame
  })
  return {
    atMs: tMs,
    instances,
    deployment: deploymentIndex === null ? null : deploymentFrameAt(result, deploymentIndex, instances, tMs),
    rowIndex: rowIndexAt(result, tMs),
    nextChangeMs: index.moments[momentCountUntil(index.moments, tMs)] ?? result.endedAtMs,
  }
}

/** Row k of the per-second table holds (k s, (k+1) s]. */
export function rowIndexAt(result: RunResult, tMs: Ms): number {
  return Math.max(0, Math.min(result.series.rowCount, Math.ceil(tMs / 1_000)) - 1)
}

/** The deployment under way at a time, or the last one created; null before the first. */
export function deploymentIndexAt(result: RunResult, tMs: Ms): number | null {
  const deploymentIndex = result.deployments.findLastIndex(({ createdAtMs }) => createdAtMs <= tMs)
  return deploymentIndex < 0 ? null : deploymentIndex
}

function instanceFrameAt(
  result: RunResult,
  { targetIndexes }: RunIndex,
  deploymentIndex: number | null,
  instanceIndex: number,
  tMs: Ms,
): InstanceFrame {
  const instance = result.instances[instanceIndex]
  const health = changeAt(instance.health, tMs)
  const application = changeAt(instance.application, tMs).value
  const targetIndex = deploymentIndex === null ? -1 : targetIndexes[deploymentIndex][instanceIndex]
  return {
    index: instanceIndex,
    health: health.value,
    application,
    revision: changeAt(instance.revision, tMs).value,
    inService: health.value === 'healthy' && application === 'serving',
    ...targetPartAt(result, deploymentIndex, targetIndex, tMs),
    drainProgress: drainProgressAt(health, result.scenario.loadBalancer.deregistrationDelayMs, tMs),
  }
}

type TargetPart = Pick<InstanceFrame, 'targetStatus' | 'waveIndex' | 'lifecycleEvents' | 'activeEventIndex'>
const NO_PART: TargetPart = { targetStatus: null, waveIndex: null, lifecycleEvents: [], activeEventIndex: null }

function targetPartAt(result: RunResult, deploymentIndex: number | null, targetIndex: number, tMs: Ms): TargetPart {
  if (deploymentIndex === null || targetIndex < 0) return NO_PART
  const deployment = result.deployments[deploymentIndex]
  const target = deployment.targets[targetIndex]
  const targetStatus = targetStatusAt(deployment, target, tMs)
  if (targetStatus === 'Pending' || targetStatus === 'Skipped') return { ...NO_PART, targetStatus }
  const lifecycleEvents = eventFramesAt(target, tMs)
  const activeEventIndex = activeEventIndexOf(lifecycleEvents, targetStatus)
  return { targetStatus, waveIndex: target.waveIndex, lifecycleEvents, activeEventIndex }
}

/** A failed event that was ignored is only shown as active when nothing else is: on a target that has failed. */
function activeEventIndexOf(events: readonly LifecycleEventFrame[], targetStatus: TargetStatus): number | null {
  const wanted = targetStatus === 'Failed' ? 'Failed' : 'InProgress'
  const activeEventIndex = events.findLastIndex(({ status }) => status === wanted)
  return activeEventIndex < 0 ? null : activeEventIndex
}

function drainProgressAt(health: Change<TargetHealth>, deregistrationDelayMs: Ms, tMs: Ms): number | null {
  if (health.value !== 'draining') return null
  const elapsedMs = tMs - health.atMs
  return elapsedMs >= deregistrationDelayMs ? 1 : elapsedMs / deregistrationDelayMs
}

function isMoving({ drainProgress, targetStatus }: InstanceFrame): boolean {
  return drainProgress !== null || targetStatus === 'InProgress'
}

function deploymentFrameAt(
  result: RunResult,
  deploymentIndex: number,
  instances: readonly InstanceFrame[],
  tMs: Ms,
): DeploymentFrame {
  const { waves } = result.deployments[deploymentIndex]
  const overview: Record<TargetStatus, number> = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0 }
  for (const { targetStatus } of instances) if (targetStatus !== null) overview[targetStatus]++
  const waveIndex = waves.findLastIndex(({ startMs }) => startMs <= tMs)
  return {
    index: deploymentIndex,
    status: deploymentStatusAt(result, deploymentIndex, tMs),
    waveIndex: waveIndex < 0 ? null : waveIndex,
    overview,
  }
}

/** The status of a deployment at a time; Created before it exists, since CodeDeploy starts at once what is created. */
export function deploymentStatusAt(result: RunResult, deploymentIndex: number, tMs: Ms): DeploymentStatus {
  const { createdAtMs, endedAtMs, status } = result.deployments[deploymentIndex]
  if (tMs < createdAtMs) return 'Created'
  return endedAtMs !== null && tMs >= endedAtMs ? status : 'InProgress'
}
