import type { InstanceFrame } from './fleet-frame'
import { sortedMoments } from './moments'
import type { DeploymentRecord, Ms, RunResult, Track } from './types'

/** What is looked up again and again in one recording; derived from it, so that it can be dropped at any time. */
export interface RunIndex {
  /** When anything of the fleet or a deployment changes, sorted, each once; the end of the run is the last. */
  readonly moments: Float64Array
  /** The same for each instance alone. */
  readonly instanceMoments: readonly Float64Array[]
  /** Position of an instance among the targets of a deployment, -1 when it is none: `[deploymentIndex][instanceIndex]`. */
  readonly targetIndexes: readonly Int32Array[]
  /** The last still frame of each instance. */
  readonly stillFrames: (StillFrame | undefined)[]
}

/** A frame in which nothing moves: it holds from one moment of its instance up to the next one. */
export interface StillFrame {
  readonly momentCount: number
  readonly frame: InstanceFrame
}

const indexes = new WeakMap<RunResult, RunIndex>()

/** The index of a recording, made at the first question. */
export function indexOf(result: RunResult): RunIndex {
  const known = indexes.get(result)
  if (known) return known
  const targetIndexes = result.deployments.map((deployment) => targetIndexesOf(deployment, result.instances.length))
  const instanceMoments = result.instances.map((_, instanceIndex) =>
    instanceMomentsOf(result, targetIndexes, instanceIndex),
  )
  const moments = sortedMoments([
    ...instanceMoments.flatMap((own) => [...own]),
    ...deploymentMoments(result),
    ...waveMoments(result),
    ...worldMoments(result),
    result.endedAtMs,
  ])
  const index = {
    moments: moments.filter((atMs) => atMs <= result.endedAtMs),
    instanceMoments,
    targetIndexes,
    stillFrames: [],
  }
  indexes.set(result, index)
  return index
}

function targetIndexesOf({ targets }: DeploymentRecord, instanceCount: number): Int32Array {
  const targetIndexes = new Int32Array(instanceCount).fill(-1)
  for (const [targetIndex, { instanceIndex }] of targets.entries())
    if (instanceIndex !== null) targetIndexes[instanceIndex] = targetIndex
  return targetIndexes
}

function instanceMomentsOf(
  result: RunResult,
  targetIndexes: readonly Int32Array[],
  instanceIndex: number,
): Float64Array {
  const { health, application, revision, lifecycle } = result.instances[instanceIndex]
  const changes = [health, application, revision, lifecycle].flatMap((track: Track<unknown>) =>
    track.map(({ atMs }) => atMs),
  )
  const ofTargets = result.deployments.flatMap(({ targets }, deploymentIndex) => {
    const targetIndex = targetIndexes[deploymentIndex][instanceIndex]
    if (targetIndex < 0) return []
    const { startMs, endMs, lifecycleEvents } = targets[targetIndex]
    return [startMs, endMs, ...lifecycleEvents.flatMap((event) => [event.startMs, event.endMs])]
  })
  return sortedMoments([...changes, ...ofTargets.filter((atMs) => atMs !== null), ...deploymentMoments(result)])
}

function deploymentMoments(result: RunResult): Ms[] {
  return result.deployments
    .flatMap(({ createdAtMs, endedAtMs }) => [createdAtMs, endedAtMs])
    .filter((atMs) => atMs !== null)
}

/** Weights, listeners, alarms and desired capacity, which belong to no instance. */
function worldMoments({ traffic, alarms, autoScaling, deployments }: RunResult): Ms[] {
  const tracks: Track<unknown>[] = [traffic.weightNew, traffic.testListener, ...alarms.map(({ states }) => states)]
  if (autoScaling !== null) tracks.push(autoScaling.desiredCapacity)
  const phases = deployments.flatMap((deployment) =>
    deployment.phases.flatMap(({ startMs, endMs }) => (endMs === null ? [startMs] : [startMs, endMs])),
  )
  return [...tracks.flatMap((track) => track.map(({ atMs }) => atMs)), ...phases, ...serviceMoments(deployments)]
}

/** The one function or service of a deployment is no instance either. */
function serviceMoments(deployments: readonly DeploymentRecord[]): Ms[] {
  const services = deployments.flatMap(({ targets }) => targets.filter(({ instanceIndex }) => instanceIndex === null))
  return services
    .flatMap(({ startMs, endMs, lifecycleEvents }) => [
      startMs,
      endMs,
      ...lifecycleEvents.flatMap((event) => [event.startMs, event.endMs]),
    ])
    .filter((atMs) => atMs !== null)
}

/** No moments of an instance: one that is not in the wave stays as it is. */
function waveMoments(result: RunResult): Ms[] {
  return result.deployments.flatMap(({ waves }) => waves.map(({ startMs }) => startMs))
}
