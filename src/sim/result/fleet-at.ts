import type { DeploymentFrame, EnvironmentCounts, FleetFrame, InstanceFrame, LifecycleEventFrame } from './fleet-frame'
import { changeAt, momentCountUntil } from './moments'
import { isOfGroup } from './roles'
import { indexOf, type RunIndex } from './run-index'
import { newRevisionShare } from './sides'
import { eventFramesAt, targetStatusAt } from './target-at'
import type { Change, DeploymentStatus, Ms, RunResult, TargetHealth, TargetStatus } from './types'

export type { DeploymentFrame, EnvironmentCounts, FleetFrame, InstanceFrame, LifecycleEventFrame }

/**
 * The state of the whole fleet at a time of the run: a look-up, never a re-run. What happens at `tMs` has happened.
 * Instances in which nothing moves are handed out again as the same object.
 */
export function fleetAt(result: RunResult, tMs: Ms): FleetFrame {
  const index = indexOf(result)
  const deploymentIndex = deploymentIndexAt(result, tMs)
  const rowIndex = rowIndexAt(result, tMs)
  const instances = result.instances.map((_, instanceIndex) => {
    const momentCount = momentCountUntil(index.instanceMoments[instanceIndex], tMs)
    const still = index.stillFrames[instanceIndex]
    if (still?.momentCount === momentCount) return still.frame
    const frame = instanceFrameAt(result, index, instanceIndex, tMs)
    index.stillFrames[instanceIndex] = isMoving(frame) ? undefined : { momentCount, frame }
    return frame
  })
  return {
    atMs: tMs,
    instances,
    deployment: deploymentIndex === null ? null : deploymentFrameAt(result, deploymentIndex, tMs),
    weightNew: changeAt(result.traffic.weightNew, tMs).value,
    newRevisionShare: changeAt(newRevisionShare(result), tMs).value,
    testListener: changeAt(result.traffic.testListener, tMs).value,
    alarms: result.alarms.map(({ states }) => changeAt(states, tMs).value),
    desiredCapacity: result.autoScaling === null ? null : changeAt(result.autoScaling.desiredCapacity, tMs).value,
    environments: environmentsAt(result, rowIndex),
    rowIndex,
    nextChangeMs: index.moments[momentCountUntil(index.moments, tMs)] ?? result.endedAtMs,
  }
}

/** Row k of the per-second table holds (k s, (k+1) s]. */
export function rowIndexAt(result: RunResult, tMs: Ms): number {
  return Math.max(0, Math.min(result.series.rowCount, Math.ceil(tMs / 1_000)) - 1)
}

function environmentsAt({ scenario, series: { columns } }: RunResult, rowIndex: number): FleetFrame['environments'] {
  if (scenario.deployment?.strategy !== 'lambda-alias') return null
  const counts = (revision: 'Old' | 'New'): EnvironmentCounts => ({
    busy: columns[`environmentsBusy${revision}`][rowIndex] ?? 0,
    initialising: columns[`environmentsInitialising${revision}`][rowIndex] ?? 0,
    idle: columns[`environmentsIdle${revision}`][rowIndex] ?? 0,
  })
  return { old: counts('Old'), new: counts('New') }
}

/** The deployment of the group that is under way at a time, or the last one created; null before the first. */
export function deploymentIndexAt(result: RunResult, tMs: Ms): number | null {
  const deploymentIndex = result.deployments.findLastIndex(
    (deployment) => isOfGroup(deployment) && deployment.createdAtMs <= tMs,
  )
  return deploymentIndex < 0 ? null : deploymentIndex
}

function instanceFrameAt(
  result: RunResult,
  { targetIndexes }: RunIndex,
  instanceIndex: number,
  tMs: Ms,
): InstanceFrame {
  const instance = result.instances[instanceIndex]
  const health = changeAt(instance.health, tMs)
  const application = changeAt(instance.application, tMs).value
  const lifecycle = changeAt(instance.lifecycle, tMs).value
  const deploymentIndex = newestWith(result, targetIndexes, instanceIndex, tMs)
  const targetIndex = deploymentIndex === null ? -1 : targetIndexes[deploymentIndex][instanceIndex]
  return {
    index: instanceIndex,
    fleet: instance.fleet,
    lifecycle,
    exists: lifecycle !== 'NotLaunched' && lifecycle !== 'Terminated',
    health: health.value,
    application,
    revision: changeAt(instance.revision, tMs).value,
    inService: health.value === 'healthy' && application === 'serving',
    ...targetPartAt(result, deploymentIndex, targetIndex, tMs),
    drainProgress: drainProgressAt(health, result.scenario.loadBalancer.deregistrationDelayMs, tMs),
  }
}

/** The last deployment created by then of which the instance is a target. */
function newestWith(
  { deployments }: RunResult,
  targetIndexes: readonly Int32Array[],
  instanceIndex: number,
  tMs: Ms,
): number | null {
  const index = deployments.findLastIndex(
    ({ createdAtMs }, candidate) => createdAtMs <= tMs && targetIndexes[candidate][instanceIndex] >= 0,
  )
  return index < 0 ? null : index
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

function deploymentFrameAt(result: RunResult, deploymentIndex: number, tMs: Ms): DeploymentFrame {
  const deployment = result.deployments[deploymentIndex]
  const { waves, phases, targets } = deployment
  const service = targets.find(({ instanceIndex }) => instanceIndex === null)
  const overview: Record<TargetStatus, number> = {
    Pending: 0,
    InProgress: 0,
    Ready: 0,
    Succeeded: 0,
    Failed: 0,
    Skipped: 0,
  }
  for (const target of targets) overview[targetStatusAt(deployment, target, tMs)]++
  const waveIndex = waves.findLastIndex(({ startMs }) => startMs <= tMs)
  return {
    index: deploymentIndex,
    status: deploymentStatusAt(result, deploymentIndex, tMs),
    waveIndex: waveIndex < 0 ? null : waveIndex,
    overview,
    phase: phases.find(({ startMs, endMs }) => startMs <= tMs && (endMs === null || tMs < endMs)) ?? null,
    serviceEvents: service === undefined ? [] : eventFramesAt(service, tMs),
  }
}

/** The status of a deployment at a time; Created before it exists, since CodeDeploy starts at once what is created. */
export function deploymentStatusAt(result: RunResult, deploymentIndex: number, tMs: Ms): DeploymentStatus {
  const { createdAtMs, endedAtMs, status, phases } = result.deployments[deploymentIndex]
  if (tMs < createdAtMs) return 'Created'
  if (endedAtMs !== null && tMs >= endedAtMs) return status
  const isWaiting = phases.some(
    ({ kind, startMs, endMs }) => kind === 'wait-ready' && startMs <= tMs && (endMs === null || tMs < endMs),
  )
  return isWaiting ? 'Ready' : 'InProgress'
}
