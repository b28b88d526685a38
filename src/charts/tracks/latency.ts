import { latencyPercentileUs, type Ms, type RunResult } from '@sim'
import { latencyNumber } from '../numbers'
import { perResult } from '../per-result'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
  type TrackTick,
} from './drawing'
import { highestSecondLine, highestSecondNote } from './highest-second'
import { type BandPoint, bandPath, linePath, type Point, ratePositions } from './paths'
import { highestIn, isMerged, type RowSpan, rowAt, rowsBetween, rowsInFrame, spansToDraw } from './rows'
import { niceCeiling, valueScale, valueTicks } from './scales'

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

const P50_PPM = 500_000
const P99_PPM = 990_000
const p50Of = percentiles(P50_PPM)
const p99Of = percentiles(P99_PPM)

/** The percentile of all answers of a span, in milliseconds; NaN without an answer. */
function spanPercentileMs(result: RunResult, ppm: number, { fromRow, toRow }: RowSpan): number {
  return (latencyPercentileUs(result, ppm, fromRow, toRow) ?? Number.NaN) / 1_000
}

/** A name for a line at the end of it, beside the scale, where no other line can be meant. */
function nameOf(points: readonly Point[], label: string): TrackTick[] {
  const last = points.findLast(({ y }) => !Number.isNaN(y))
  return last ? [{ y: last.y, label, role: 'ink', hasLine: false }] : []
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const rows = rowsInFrame(result, frame)
  const secondMs = (row: number): number => (p99Of(result)[row] ?? Number.NaN) / 1_000
  const maxMs = highestIn(rows, secondMs)
  if (!(maxMs > 0)) return { ...EMPTY_DRAWING, notes: [nothingNote(frame)] }
  const scale = valueScale(niceCeiling(maxMs * 1.05), frame.height)
  const spans = spansToDraw(rows, frame.width)
  const positions = ratePositions(result, frame, spans)
  const curve = (valueMs: (span: RowSpan) => number): Point[] =>
    positions.map(({ x, span }) => ({ x, y: scale.y(valueMs(span)) }))
  const p99 = curve((span) => spanPercentileMs(result, P99_PPM, span))
  const p50 = curve((span) => spanPercentileMs(result, P50_PPM, span))
  const highest = isMerged(spans) ? curve((span) => highestIn(span, secondMs)) : null
  return {
    ...EMPTY_DRAWING,
    areas: [{ d: bandPath(p99.map(under(frame))), role: 'quiet', texture: 'shade', strength: 1 }],
    lines: [
      ...(highest ? [highestSecondLine(highest)] : []),
      { d: linePath(p99), role: 'ink', width: 1.6, dash: null },
      { d: linePath(p50), role: 'ink', width: 1.2, dash: '4 3' },
    ],
    ticks: [...nameOf(p50, 'p50'), ...nameOf(p99, 'p99'), ...valueTicks(scale, frame.height, '')],
    notes: highest ? highestSecondNote(highest, frame) : [],
  }
}

function nothingNote({ width, height }: TrackFrame): TrackNote {
  return { x: width / 2, y: height / 2, text: 'no answered request', role: 'quiet', place: 'near' }
}

/** The space between a point and the bottom of the track. */
function under({ height }: TrackFrame): (point: Point) => BandPoint {
  return ({ x, y }) => ({ x, top: y, bottom: height })
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const p50 = p50Of(result)[row]
  const p99 = p99Of(result)[row]
  if (p50 === undefined || p99 === undefined || Number.isNaN(p99)) return [{ text: 'no answer', role: 'quiet' }]
  return [
    { text: `p99 ${latencyNumber(p99)}${THIN_SPACE}ms`, role: 'ink' },
    { text: `p50 ${latencyNumber(p50)}`, role: 'quiet' },
  ]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const { fromRow, toRow } = rowsBetween(result, fromMs, toMs)
  const p50 = latencyPercentileUs(result, P50_PPM, fromRow, toRow)
  const p99 = latencyPercentileUs(result, P99_PPM, fromRow, toRow)
  if (p50 === null || p99 === null) return ['no answer']
  return [`p99 ${latencyNumber(p99)}${THIN_SPACE}ms`, `p50 ${latencyNumber(p50)}${THIN_SPACE}ms`]
}

/**
 * Latency of the requests that an application answered, median and 99th percentile of each second. Where a point stands
 * for several seconds it is the percentile of all of their answers (a mean of percentiles would be none), and a thin
 * line shows the second with the highest p99.
 */
export const latencyTrack: TrackDefinition = {
  id: 'latency',
  label: 'Latency',
  unit: 'ms, p50 dashed',
  readingSpan: 'in 1 s',
  isScaleFromRun: true,
  applies: () => true,
  height: () => 85,
  draw,
  read,
  readSpan,
}
