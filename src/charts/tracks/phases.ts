import { type LifecycleEventName, lifecycleEventOf, type Ms, type RunResult, type TargetRecord } from '@sim'
import {
  EMPTY_DRAWING,
  type TrackArea,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackRole,
  type TrackTexture,
} from './drawing'
import { type BandPoint, stepBandPath } from './paths'
import { niceCeiling, type ValueScale, valueScale, valueTicks } from './scales'
import { longestStretch } from './stretch'
import { hasRows } from './wave-rows'

/** What a host is doing, from the bottom of the stack to its top. */
const PHASES = [
  { id: 'updated', role: 'v2', texture: 'hatch', strength: 1 },
  { id: 'restored', role: 'v1', texture: 'solid', strength: 1 },
  { id: 'allow', role: 'v2', texture: 'tint', strength: 0.8 },
  { id: 'scripts', role: 'v2', texture: 'tint', strength: 0.4 },
  { id: 'block', role: 'v1', texture: 'levels', strength: 1 },
  { id: 'failed', role: 'fail', texture: 'counterHatch', strength: 1 },
] as const satisfies readonly { id: string; role: TrackRole; texture: TrackTexture; strength: number }[]

type PhaseId = (typeof PHASES)[number]['id']

function phaseOfEvent(event: LifecycleEventName): PhaseId {
  const { group } = lifecycleEventOf('Server', event)
  return group === 'application' ? 'scripts' : group
}

interface PhaseChange {
  readonly atMs: Ms
  readonly instanceIndex: number
  readonly phase: PhaseId
}

/** The phases that a target goes through, and the state in which it leaves its host. */
function changesOf(target: TargetRecord, done: PhaseId): PhaseChange[] {
  const { instanceIndex, lifecycleEvents, status, endMs } = target
  if (instanceIndex === null) return []
  const changes: PhaseChange[] = []
  for (const { name, startMs } of lifecycleEvents) {
    const phase = phaseOfEvent(name)
    if (startMs !== null && changes.at(-1)?.phase !== phase) changes.push({ atMs: startMs, instanceIndex, phase })
  }
  if (endMs !== null && status === 'Succeeded') changes.push({ atMs: endMs, instanceIndex, phase: done })
  if (endMs !== null && status === 'Failed') changes.push({ atMs: endMs, instanceIndex, phase: 'failed' })
  return changes
}

/** Every change of every host, in order of time; what happened at one instant stays in the order of the deployments. */
function allChanges(result: RunResult): PhaseChange[] {
  return result.deployments
    .filter(hasRows)
    .flatMap(({ targets, revision }) =>
      targets.flatMap((target) => changesOf(target, revision === 'new' ? 'updated' : 'restored')),
    )
    .map((change, order) => ({ change, order }))
    .sort((left, right) => left.change.atMs - right.change.atMs || left.order - right.order)
    .map(({ change }) => change)
}

interface PhaseCounts {
  readonly x: number
  /** Hosts by phase, in the order of `PHASES`. */
  readonly counts: readonly number[]
}

/** The counts after every change, one point for each tenth of a pixel. */
function countsOverTime(result: RunResult, frame: TrackFrame): PhaseCounts[] {
  const phaseOfHost = new Map<number, PhaseId>()
  const counts = PHASES.map(() => 0)
  const add = (phase: PhaseId | undefined, by: number): void => {
    const index = PHASES.findIndex(({ id }) => id === phase)
    if (index >= 0) counts[index] = (counts[index] ?? 0) + by
  }
  const points: PhaseCounts[] = [{ x: 0, counts: counts.slice() }]
  for (const { atMs, instanceIndex, phase } of allChanges(result)) {
    if (atMs > frame.toMs) break
    add(phaseOfHost.get(instanceIndex), -1)
    add(phase, 1)
    phaseOfHost.set(instanceIndex, phase)
    const x = Math.round(frame.x(Math.max(atMs, frame.fromMs)) * 10) / 10
    if (points.at(-1)?.x === x) points.pop()
    points.push({ x, counts: counts.slice() })
  }
  points.push({ x: frame.x(Math.min(frame.toMs, result.endedAtMs)), counts: counts.slice() })
  return points
}

function phaseArea(points: readonly PhaseCounts[], scale: ValueScale, index: number): TrackArea[] {
  const phase = PHASES[index]
  if (!phase || points.every(({ counts }) => counts[index] === 0)) return []
  const sumBelow = (counts: readonly number[], end: number): number =>
    counts.slice(0, end).reduce((sum, count) => sum + count, 0)
  const band = points.map(
    ({ x, counts }): BandPoint => ({
      x,
      bottom: scale.y(sumBelow(counts, index)),
      top: scale.y(sumBelow(counts, index + 1)),
    }),
  )
  return [{ d: stepBandPath(band), role: phase.role, texture: phase.texture, strength: phase.strength }]
}

/** Names the surface of instances that have what the deployment brings. */
function updatedNote(points: readonly PhaseCounts[], scale: ValueScale): TrackNote[] {
  const stretch = longestStretch(points.map(({ x, counts }) => ({ x, value: counts[0] ?? 0 })))
  const point = points[stretch?.index ?? -1]
  if (!stretch || !point) return []
  return [{ x: stretch.x, y: scale.y((point.counts[0] ?? 0) / 2), text: 'updated', role: 'v2', place: 'inside' }]
}

/** Many waves as one surface: how many hosts are draining, running scripts, coming back, updated or failed. */
export function drawPhases(result: RunResult, frame: TrackFrame): TrackDrawing {
  const points = countsOverTime(result, frame)
  const targetCount = Math.max(1, ...result.deployments.map(({ targets }) => targets.length))
  const scale = valueScale(Math.ceil(niceCeiling(targetCount)), frame.height)
  return {
    ...EMPTY_DRAWING,
    areas: PHASES.flatMap((_, index) => phaseArea(points, scale, index)),
    ticks: valueTicks(scale, frame.height, '', true),
    notes: updatedNote(points, scale),
  }
}
