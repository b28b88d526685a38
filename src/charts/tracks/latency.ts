import { latencyPercentileUs, type RunResult } from '@sim'
import { latencyNumber } from '../numbers'
import { perResult } from '../per-result'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
} from './drawing'
import { bandPath, linePath, type Point, ratePositions } from './paths'
import { rowAt, rowsInFrame, rowsToDraw } from './rows'
import { niceCeiling, type ValueScale, valueScale, valueTicks } from './scales'

const THIN_SPACE = '\u2009'

/** Percentile of the answered requests of every second of the run, in microseconds; NaN without an answer. */
function percentiles(ppm: number): (result: RunResult) => Float64Array {
  return perResult((result) =>
    Float64Array.from(
      { length: result.series.rowCount },
      (_, row) => latencyPercentileUs(result, ppm, row, row + 1) ?? Number.NaN,
    ),
  )
}

const p50Of = percentiles(500_000)
const p99Of = percentiles(990_000)

function largest(values: Float64Array, fromRow: number, toRow: number): number {
  let max = 0
  for (let row = fromRow; row < toRow; row++) max = Math.max(max, values[row] || 0)
  return max
}

/** The line of one percentile, pixel by pixel. */
function curve(result: RunResult, frame: TrackFrame, values: Float64Array, scale: ValueScale): Point[] {
  const { fromRow, toRow } = rowsInFrame(result, frame)
  const valueUs = (row: number): number => values[row] ?? Number.NaN
  const rows = rowsToDraw(fromRow, toRow, frame.width, valueUs)
  return ratePositions(result, frame, rows).map(({ x, row }) => ({ x, y: scale.y(valueUs(row) / 1_000) }))
}

/** A name for a line, near its left end, above its highest point thereabouts. */
function nameOf(points: readonly Point[], text: string, frame: TrackFrame): TrackNote[] {
  const from = frame.width * 0.08
  const near = points.filter(({ x, y }) => x >= from - 20 && x <= from + 30 && !Number.isNaN(y))
  const anchor = near[0] ?? points.find(({ y }) => !Number.isNaN(y))
  if (!anchor) return []
  return [{ x: anchor.x, y: Math.min(anchor.y, ...near.map(({ y }) => y)), text, role: 'ink', place: 'near' }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const { fromRow, toRow } = rowsInFrame(result, frame)
  const maxMs = largest(p99Of(result), fromRow, toRow) / 1_000
  if (maxMs === 0) return EMPTY_DRAWING
  const scale = valueScale(niceCeiling(maxMs * 1.05), frame.height)
  const high = curve(result, frame, p99Of(result), scale)
  const middle = curve(result, frame, p50Of(result), scale)
  const under = high.map(({ x, y }) => ({ x, top: y, bottom: frame.height }))
  return {
    ...EMPTY_DRAWING,
    areas: [{ d: bandPath(under), role: 'quiet', texture: 'shade', strength: 1 }],
    lines: [
      { d: linePath(high), role: 'ink', width: 1.6, dash: null },
      { d: linePath(middle), role: 'ink', width: 1.2, dash: '4 3' },
    ],
    ticks: valueTicks(scale, frame.height, ''),
    notes: [...nameOf(high, 'p99', frame), ...nameOf(middle, 'p50', frame)],
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const p50 = p50Of(result)[row]
  const p99 = p99Of(result)[row]
  if (p50 === undefined || p99 === undefined || Number.isNaN(p99)) return [{ text: 'no answer', role: 'quiet' }]
  return [
    { text: `p50 ${latencyNumber(p50)}`, role: 'quiet' },
    { text: `p99 ${latencyNumber(p99)}${THIN_SPACE}ms`, role: 'ink' },
  ]
}

/** Latency of the requests that an application answered, median and 99th percentile of each second. */
export const latencyTrack: TrackDefinition = {
  id: 'latency',
  label: 'Latency',
  unit: 'ms, p50 dashed',
  height: () => 85,
  draw,
  read,
}
