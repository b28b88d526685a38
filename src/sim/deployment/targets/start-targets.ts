import type { WavePhase } from '../../result/types'
import { startEvent } from '../lifecycle/run-event'
import { type Control, type DeploymentState, logDeployment } from '../state'
import { type Stretch, standingOf } from './stretch'

/** Starts the next `count` targets of the stretch that are pending, in scheduling order. */
export function startTargets(
  control: Control,
  deployment: DeploymentState,
  stretch: Stretch,
  count: number,
  phase: WavePhase,
): void {
  const targetIndexes = [...deployment.targets.keys()]
    .filter((targetIndex) => isNext(deployment, targetIndex, stretch))
    .slice(0, count)
  startTargetsAt(control, deployment, stretch, targetIndexes, phase)
}

/** Starts these targets at the first event of the stretch, as a wave or as members of the one that has just begun. */
export function startTargetsAt(
  control: Control,
  deployment: DeploymentState,
  { fromEventIndex }: Stretch,
  targetIndexes: readonly number[],
  phase: WavePhase,
): void {
  const waveIndex = waveForNow(control, deployment, phase)
  for (const targetIndex of targetIndexes) startTarget(control, deployment, targetIndex, waveIndex, fromEventIndex)
}

function isNext(deployment: DeploymentState, targetIndex: number, stretch: Stretch): boolean {
  const target = deployment.targets[targetIndex]
  return target.set === stretch.set && standingOf(target, stretch) === 'pending'
}

/**
 * The hosts that start at the same moment are a wave. In `sliding` scheduling waves overlap, and hosts that end together
 * let their successors in one after the other: these join the wave that has just begun.
 */
function waveForNow(control: Control, deployment: DeploymentState, phase: WavePhase): number {
  const nowMs = control.world.nowMs()
  const lastIndex = deployment.waves.length - 1
  const last = deployment.waves.at(-1)
  const isJoinable = last !== undefined && last.startMs === nowMs && last.phase === phase && last.endMs === null
  if (isJoinable && membersOf(deployment, lastIndex).every((target) => target.status === 'InProgress')) return lastIndex
  deployment.waves.push({ phase, startMs: nowMs, endMs: null, instanceIndexes: [] })
  logDeployment(control, deployment, { type: 'wave', status: String(deployment.waves.length) })
  return lastIndex + 1
}

/** The targets whose newest wave it is. */
function membersOf({ targets }: DeploymentState, waveIndex: number) {
  return targets.filter((target) => target.newestWaveIndex === waveIndex)
}

function startTarget(
  control: Control,
  deployment: DeploymentState,
  targetIndex: number,
  waveIndex: number,
  eventIndex: number,
): void {
  const target = deployment.targets[targetIndex]
  target.status = 'InProgress'
  target.startMs ??= control.world.nowMs()
  target.waveIndex ??= waveIndex
  target.newestWaveIndex = waveIndex
  const { instanceIndex } = target
  if (instanceIndex !== null) deployment.waves[waveIndex].instanceIndexes.push(instanceIndex)
  logDeployment(control, deployment, { type: 'target', status: target.status, instanceIndex })
  startEvent(control, { deploymentIndex: deployment.index, targetIndex, eventIndex })
}
