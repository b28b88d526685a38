import type { RunResult } from '@sim'
import { wholeNumber } from '../numbers'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
} from './drawing'
import { gaugePositions, stepBandPath, stepPath, type TimedRow, withoutRepeats } from './paths'
import { gaugeRowAt, rowsInFrame, rowsToDraw } from './rows'
import { niceCountCeiling, type ValueScale, valueScale, valueTicks } from './scales'

interface Capacity {
  readonly old: number
  readonly total: number
  readonly required: number
}

function capacityIn(result: RunResult, row: number): Capacity {
  const { inServiceOld, inServiceNew, minimumHealthy } = result.series.columns
  const old = inServiceOld[row] ?? 0
  return { old, total: old + (inServiceNew[row] ?? 0), required: minimumHealthy[row] ?? 0 }
}

function isSameCapacity(left: Capacity, right: Capacity): boolean {
  return left.old === right.old && left.total === right.total && left.required === right.required
}

interface CapacityPoint extends Capacity {
  readonly x: number
}

function capacityPoints(result: RunResult, frame: TrackFrame): CapacityPoint[] {
  const { fromRow, toRow } = rowsInFrame(result, frame)
  // The gauge of the row before the frame still holds at its left edge.
  const rows = rowsToDraw(Math.max(0, fromRow - 1), toRow, frame.width, (row) => capacityIn(result, row).total)
  const points = gaugePositions(result, frame, rows).map(({ x, row }: TimedRow) => ({ x, ...capacityIn(result, row) }))
  return withoutRepeats(points, isSameCapacity)
}

/** Where the line "required" stands most of the way, for its label on the scale. */
function requiredTicks(points: readonly CapacityPoint[], scale: ValueScale): TrackDrawing['ticks'] {
  const levels = [...new Set(points.map(({ required }) => required))].filter((required) => required > 0)
  return levels.map((required) => ({
    y: scale.y(required),
    label: `required ${wholeNumber(required)}`,
    role: 'warn',
    hasLine: false,
  }))
}

/** Names each version where most of its instances are in service. */
function capacityNotes(points: readonly CapacityPoint[], scale: ValueScale): TrackNote[] {
  const notes: TrackNote[] = []
  const add = (count: (point: CapacityPoint) => number, floor: (point: CapacityPoint) => number, role: 'v1' | 'v2') => {
    let best = points[0]
    for (const point of points) if (best && count(point) > count(best)) best = point
    if (!best || count(best) === 0) return
    const text = `${wholeNumber(count(best))} on ${role}`
    notes.push({ x: best.x, y: scale.y(floor(best) + count(best) / 2), text, role })
  }
  add(
    (point) => point.old,
    () => 0,
    'v1',
  )
  add(
    (point) => point.total - point.old,
    (point) => point.old,
    'v2',
  )
  return notes
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const points = capacityPoints(result, frame)
  const scale = valueScale(niceCountCeiling(result.instances.length), frame.height)
  const bands = (low: (p: CapacityPoint) => number, high: (p: CapacityPoint) => number): string =>
    stepBandPath(points.map((point) => ({ x: point.x, bottom: scale.y(low(point)), top: scale.y(high(point)) })))
  const steps = (value: (p: CapacityPoint) => number): string =>
    stepPath(points.map((point) => ({ x: point.x, y: scale.y(value(point)) })))
  const none = (): number => 0
  const hasNew = points.some((point) => point.total > point.old)
  const hasRequired = points.some((point) => point.required > 0)
  return {
    ...EMPTY_DRAWING,
    areas: [
      { d: bands(none, (point) => point.old), role: 'v1', texture: 'solid', strength: 1 },
      ...(hasNew
        ? [
            {
              d: bands(
                (point) => point.old,
                (point) => point.total,
              ),
              role: 'v2',
              texture: 'hatch',
              strength: 1,
            } as const,
          ]
        : []),
    ],
    lines: [
      { d: steps((point) => point.total), role: 'ink', width: 1.6, dash: null },
      ...(hasRequired ? [{ d: steps((point) => point.required), role: 'warn', width: 1.6, dash: '5 3' } as const] : []),
    ],
    ticks: [...valueTicks(scale, 0, '', true), ...requiredTicks(points, scale)],
    notes: capacityNotes(points, scale),
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = gaugeRowAt(result, tMs)
  if (row < 0) return []
  const { old, total, required } = capacityIn(result, row)
  return [
    { text: wholeNumber(old), role: 'v1' },
    { text: `+ ${wholeNumber(total - old)}`, role: 'v2' },
    { text: `of ${wholeNumber(required)} required`, role: total < required ? 'fail' : 'quiet' },
  ]
}

/** Instances in service (registered, healthy, serving) by version, against minimum healthy hosts. */
export const capacityTrack: TrackDefinition = {
  id: 'capacity',
  label: 'Healthy capacity',
  unit: 'instances in service',
  height: () => 93,
  draw,
  read,
}
