import {
  ALL_TRAFFIC,
  type Change,
  formatWeight,
  isShiftedByWeights,
  type Ms,
  newRevisionShare,
  type RunResult,
  shiftsOf,
  userDeploymentOf,
} from '@sim'
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
import { type ValueScale, valueScale, valueTicks } from './scales'
import { longestLevel } from './stretch'

const STROKE = 1.6

interface WeightPoint {
  readonly x: number
  /** Share of the new revision, percent. */
  readonly percent: number
}

function weightAt(result: RunResult, tMs: Ms): number {
  const change = newRevisionShare(result).findLast(({ atMs }: Change<number>) => atMs <= tMs)
  return change?.value ?? 0
}

/** The weight at the left edge, every change inside the frame, and the right edge. */
function weightPoints(result: RunResult, frame: TrackFrame): WeightPoint[] {
  const endMs = Math.min(frame.toMs, result.endedAtMs)
  const times = newRevisionShare(result)
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs > frame.fromMs && atMs < endMs)
  return [frame.fromMs, ...times, Math.max(frame.fromMs, endMs)].map((tMs) => ({
    x: frame.x(tMs),
    percent: weightAt(result, tMs) / 100,
  }))
}

/** Names the first share that is neither nothing nor everything, where it holds for longest. */
function shareNotes(points: readonly WeightPoint[], scale: ValueScale): TrackNote[] {
  const stretch = longestLevel(points.map(({ x, percent }) => ({ x, value: percent === 100 ? 0 : percent })))
  const point = points[stretch?.index ?? -1]
  if (!stretch || !point) return []
  const text = `${formatWeight(point.percent * 100)} to v2`
  return [{ x: stretch.x, y: scale.y(point.percent), text, role: 'v2', place: 'above' }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const points = weightPoints(result, frame)
  const scale = valueScale(100, frame.height)
  const band = (low: (point: WeightPoint) => number, high: (point: WeightPoint) => number): string =>
    stepBandPath(points.map((point) => ({ x: point.x, bottom: scale.y(low(point)), top: scale.y(high(point)) })))
  const newArea: TrackArea = {
    d: band(
      () => 0,
      ({ percent }) => percent,
    ),
    role: 'v2',
    texture: 'hatch',
    strength: 1,
  }
  const oldArea: TrackArea = {
    d: band(
      ({ percent }) => percent,
      () => 100,
    ),
    role: 'v1',
    texture: 'solid',
    strength: 1,
  }
  const line = stepPath(points.map(({ x, percent }) => ({ x, y: scale.y(percent) })))
  return {
    ...EMPTY_DRAWING,
    areas: [
      ...(points.some(({ percent }) => percent < 100) ? [oldArea] : []),
      ...(points.some(({ percent }) => percent > 0) ? [newArea] : []),
    ],
    lines: [{ d: line, role: 'v2', width: STROKE, dash: null }],
    ticks: valueTicks(scale, frame.height, ' %', true),
    notes: shareNotes(points, scale),
  }
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const weightNew = weightAt(result, tMs)
  const names = shortNames(result)
  return [
    { text: `${names.old} ${formatWeight(ALL_TRAFFIC - weightNew)}`, role: 'v1' },
    { text: `${names.new} ${formatWeight(weightNew)}`, role: 'v2' },
  ]
}

/** What both revisions are called in the room of a reading: version numbers as they are, longer names as v1 and v2. */
function shortNames({ scenario: { revisions } }: RunResult): { readonly old: string; readonly new: string } {
  const isShort = [revisions.old, revisions.new].every(({ name }) => name.length <= SHORT_NAME_LENGTH)
  return isShort ? { old: revisions.old.name, new: revisions.new.name } : { old: 'v1', new: 'v2' }
}

const SHORT_NAME_LENGTH = 4

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const deployment = userDeploymentOf(result)
  const shifts = deployment === null ? [] : shiftsOf(result, deployment)
  const count = shifts.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).length
  const changed = count === 0 ? [] : [count === 1 ? '1 shift' : `${count} shifts`]
  return [...changed, ...read(result, toMs).map(({ text }) => text)]
}

/** How production traffic is divided by weights: the share of the new revision rises from below. */
export const weightTrack: TrackDefinition = {
  id: 'weight',
  label: 'Traffic weight',
  unit: '% of the requests',
  isScaleFromRun: false,
  applies: isShiftedByWeights,
  height: () => 70,
  draw,
  read,
  readSpan,
}
