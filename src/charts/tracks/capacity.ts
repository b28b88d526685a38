import {
  type CapacitySpan,
  capacitySpans,
  formatCount,
  groupDeploymentsOf,
  type Ms,
  type RunResult,
  userDeploymentOf,
} from '@sim'
import { perResult } from '../per-result'
import {
  EMPTY_DRAWING,
  type TrackArea,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
} from './drawing'
import { stepBandPath, stepPath } from './paths'
import { isOnLambda } from './platform'
import { deploymentAt } from './readings'
import { niceCountCeiling, type ValueScale, valueScale, valueTicks } from './scales'
import { longestLevel } from './stretch'

const spansOf = perResult(capacitySpans)

const STROKE = 1.6
/** How the line of desired capacity is dashed, to tell it from the one that is required. */
export const DESIRED_DASH = '1.5 2.5'

interface CapacityPoint {
  readonly x: number
  readonly old: number
  readonly total: number
}

/** Spans closer together than this many pixels share their extremes. */
const THIN_PIXELS = 0.5

/** The points of the capacity curve: every change, or the lowest, highest and last of those within half a pixel. */
function capacityPoints(result: RunResult, frame: TrackFrame): CapacityPoint[] {
  const points: CapacityPoint[] = []
  let bucket: CapacityPoint[] = []
  for (const { fromMs, toMs, inServiceOld, inServiceNew } of spansOf(result)) {
    if (toMs <= frame.fromMs || fromMs >= frame.toMs) continue
    const x = frame.x(Math.max(fromMs, frame.fromMs))
    const first = bucket[0]
    if (first && x - first.x >= THIN_PIXELS) {
      points.push(...extremesOf(bucket))
      bucket = []
    }
    bucket.push({ x, old: inServiceOld, total: inServiceOld + inServiceNew })
  }
  points.push(...extremesOf(bucket))
  const last = points.at(-1)
  return last ? [...points, { ...last, x: frame.x(Math.min(frame.toMs, result.endedAtMs)) }] : []
}

function extremesOf(bucket: readonly CapacityPoint[]): readonly CapacityPoint[] {
  if (bucket.length <= 3) return bucket
  let low = 0
  let high = 0
  bucket.forEach(({ total }, index) => {
    if (total < (bucket[low]?.total ?? 0)) low = index
    if (total > (bucket[high]?.total ?? 0)) high = index
  })
  return bucket.filter((_, index) => index === low || index === high || index === bucket.length - 1)
}

interface RequiredPoint {
  readonly x: number
  readonly required: number
}

/** Minimum healthy hosts of the deployment under way; before the first one that of the first. */
function requiredAt(result: RunResult, tMs: Ms): number {
  return (deploymentAt(result, tMs) ?? userDeploymentOf(result))?.minimumHealthyCount ?? 0
}

/** Where the line "required" begins and changes. */
function requiredPoints(result: RunResult, frame: TrackFrame): RequiredPoint[] {
  const endMs = Math.min(frame.toMs, result.endedAtMs)
  const changes = groupDeploymentsOf(result)
    .map(({ createdAtMs }) => createdAtMs)
    .filter((at) => at > frame.fromMs && at < endMs)
  return [frame.fromMs, ...changes, endMs].map((tMs) => ({ x: frame.x(tMs), required: requiredAt(result, tMs) }))
}

/** A label on the scale for every level of the line "required". */
function requiredTicks(points: readonly RequiredPoint[], scale: ValueScale): TrackDrawing['ticks'] {
  const levels = [...new Set(points.map(({ required }) => required))].filter((required) => required > 0)
  return levels.map((required) => ({
    y: scale.y(required),
    label: `required ${formatCount(required)}`,
    role: 'warn',
    hasLine: false,
  }))
}

/** Counts each version where its count stands still for longest. */
function capacityNotes(points: readonly CapacityPoint[], scale: ValueScale): TrackNote[] {
  return [
    ...capacityNote(points, scale, 'v1', (point) => ({ count: point.old, below: 0 })),
    ...capacityNote(points, scale, 'v2', (point) => ({ count: point.total - point.old, below: point.old })),
  ]
}

function capacityNote(
  points: readonly CapacityPoint[],
  scale: ValueScale,
  role: 'v1' | 'v2',
  layer: (point: CapacityPoint) => { readonly count: number; readonly below: number },
): TrackNote[] {
  const stretch = longestLevel(points.map((point) => ({ x: point.x, value: layer(point).count })))
  const point = points[stretch?.index ?? -1]
  if (!stretch || !point) return []
  const { count, below } = layer(point)
  const text = `${formatCount(count)} on ${role}`
  return [{ x: stretch.x, y: scale.y(below + count / 2), text, role, place: 'inside' }]
}

interface DesiredPoint {
  readonly x: number
  readonly desired: number
}

/** Where the line "desired" begins and changes; none without scaling. */
function desiredPoints({ autoScaling, endedAtMs }: RunResult, frame: TrackFrame): DesiredPoint[] {
  if (autoScaling === null) return []
  const endMs = Math.max(frame.fromMs, Math.min(frame.toMs, endedAtMs))
  const { desiredCapacity } = autoScaling
  const changes = desiredCapacity.map(({ atMs }) => atMs).filter((atMs) => atMs > frame.fromMs && atMs < endMs)
  return [frame.fromMs, ...changes, endMs].map((tMs) => ({
    x: frame.x(tMs),
    desired: desiredCapacity.findLast(({ atMs }) => atMs <= tMs)?.value ?? 0,
  }))
}

/** How far the scale must reach: all instances that there are, and with scaling as many as there ever were or should be. */
function mostInstances(result: RunResult): number {
  const { autoScaling, instances } = result
  if (autoScaling === null) return instances.length
  const most = spansOf(result).reduce((max, span) => Math.max(max, span.inServiceOld + span.inServiceNew), 1)
  return autoScaling.desiredCapacity.reduce((max, { value }) => Math.max(max, value), most)
}

function desiredTicks(points: readonly DesiredPoint[], scale: ValueScale): TrackDrawing['ticks'] {
  const last = points.at(-1)
  if (last === undefined) return []
  return [{ y: scale.y(last.desired), label: `desired ${formatCount(last.desired)}`, role: 'ink', hasLine: false }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const points = capacityPoints(result, frame)
  const required = requiredPoints(result, frame)
  const desired = desiredPoints(result, frame)
  const scale = valueScale(niceCountCeiling(mostInstances(result)), frame.height)
  const band = (low: (p: CapacityPoint) => number, high: (p: CapacityPoint) => number): string =>
    stepBandPath(points.map((point) => ({ x: point.x, bottom: scale.y(low(point)), top: scale.y(high(point)) })))
  const none = (): number => 0
  const old = (point: CapacityPoint): number => point.old
  const total = (point: CapacityPoint): number => point.total
  const oldArea: TrackArea = { d: band(none, old), role: 'v1', texture: 'solid', strength: 1 }
  const newArea: TrackArea = { d: band(old, total), role: 'v2', texture: 'hatch', strength: 1 }
  const inService = stepPath(points.map((point) => ({ x: point.x, y: scale.y(point.total) })))
  // A stroke lower, so that both lines are seen where as many are in service as must be.
  const needed = stepPath(
    required.map((point) => ({ x: point.x, y: Math.min(frame.height, scale.y(point.required) + STROKE) })),
  )
  return {
    ...EMPTY_DRAWING,
    areas: [
      ...(points.some((point) => point.old > 0) ? [oldArea] : []),
      ...(points.some((point) => point.total > point.old) ? [newArea] : []),
    ],
    lines: [
      { d: inService, role: 'ink', width: STROKE, dash: null },
      ...(required.some((point) => point.required > 0)
        ? [{ d: needed, role: 'warn', width: STROKE, dash: '5 3' } as const]
        : []),
      ...(desired.length > 0 ? [desiredLine(desired, scale)] : []),
    ],
    ticks: [...valueTicks(scale, 0, '', true), ...requiredTicks(required, scale), ...desiredTicks(desired, scale)],
    notes: capacityNotes(points, scale),
  }
}

function desiredLine(points: readonly DesiredPoint[], scale: ValueScale): TrackDrawing['lines'][number] {
  const d = stepPath(points.map(({ x, desired }) => ({ x, y: scale.y(desired) })))
  return { d, role: 'ink', width: 1, dash: DESIRED_DASH }
}

function spanAt(result: RunResult, tMs: Ms): CapacitySpan | undefined {
  const span = spansOf(result).find(({ fromMs, toMs }) => tMs >= fromMs && tMs < toMs)
  return span ?? spansOf(result).at(-1)
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const at = spanAt(result, tMs)
  if (!at) return []
  const required = requiredAt(result, tMs)
  const total = at.inServiceOld + at.inServiceNew
  const counts: TrackReading[] = [
    { text: formatCount(at.inServiceOld), role: 'v1' },
    { text: `+ ${formatCount(at.inServiceNew)}`, role: 'v2' },
  ]
  if (result.deployments.length === 0 || required === 0) return counts
  const text = `required ${formatCount(required)}`
  return total < required ? [{ text, role: 'fail' }, ...counts] : [...counts, { text, role: 'quiet' }]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const inside = spansOf(result).filter((span) => span.fromMs < toMs && span.toMs > fromMs)
  const last = inside.at(-1) ?? spanAt(result, toMs)
  if (!last) return []
  const lowest = Math.min(...[last, ...inside].map(({ inServiceOld, inServiceNew }) => inServiceOld + inServiceNew))
  const end = `${formatCount(last.inServiceOld)} on v1 and ${formatCount(last.inServiceNew)} on v2 at its end`
  const required = formatCount(requiredAt(result, toMs))
  return [`at least ${formatCount(lowest)}`, ...(result.deployments.length === 0 ? [] : [`${required} required`]), end]
}

/** Instances in service (registered, healthy, serving) by version, against minimum healthy hosts. */
export const capacityTrack: TrackDefinition = {
  id: 'capacity',
  label: 'Healthy capacity',
  unit: 'instances in service',
  isScaleFromRun: false,
  applies: (result) => !isOnLambda(result),
  height: () => 93,
  draw,
  read,
  readSpan,
}
