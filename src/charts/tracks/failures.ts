import { failedInRow, formatCount, type Ms, type RunResult, ratePerSecond } from '@sim'
import { rateNumber } from '../numbers'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
} from './drawing'
import { bandPath, linePath, ratePositions, withoutRepeats, xInside } from './paths'
import { type RowSpan, rowAt, rowsBetween, rowsInFrame, rowsToDraw, spanMiddleMs, spanOfRow, sumOver } from './rows'
import { niceCeiling, valueScale, valueTicks } from './scales'

function failedRps(result: RunResult, row: number): number {
  return ratePerSecond(result, (at) => failedInRow(result.series.columns, at), row)
}

/** The first row with the highest failure rate; null when nothing failed. */
function peakRow(result: RunResult, { fromRow, toRow }: RowSpan): number | null {
  let peak: number | null = null
  for (let row = fromRow; row < toRow; row++)
    if (failedRps(result, row) > (peak === null ? 0 : failedRps(result, peak))) peak = row
  return peak
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const rows = rowsInFrame(result, frame)
  const rps = (row: number): number => failedRps(result, row)
  const peak = peakRow(result, rows)
  const scale = valueScale(niceCeiling(peak === null ? 1 : rps(peak) * 1.1), frame.height)
  const positions = withoutRepeats(
    ratePositions(result, frame, rowsToDraw(rows, frame.width, rps).map(spanOfRow)).map(({ x, span }) => ({
      x,
      y: scale.y(rps(span.fromRow)),
    })),
    (left, right) => left.y === right.y,
  )
  const band = bandPath(positions.map(({ x, y }) => ({ x, top: y, bottom: frame.height })))
  const curve = { d: linePath(positions), role: peak === null ? 'quiet' : 'fail', width: 1.6, dash: null } as const
  return {
    ...EMPTY_DRAWING,
    areas: peak === null ? [] : [{ d: band, role: 'fail', texture: 'counterHatch', strength: 1 }],
    lines: positions.length > 0 ? [curve] : [],
    ticks: peak === null ? [] : valueTicks(scale, frame.height, '/s'),
    notes: [peakNote(result, frame, peak, scale.y)],
  }
}

/** What the curve comes to: its peak and the sum of the whole run. */
function peakNote(result: RunResult, frame: TrackFrame, peak: number | null, y: (rps: number) => number): TrackNote {
  if (peak === null) {
    const text = result.totals.failed === 0 ? 'no failed request' : 'no failed request in this part of the run'
    return { x: frame.width / 2, y: frame.height / 2, text, role: 'quiet', place: 'near' }
  }
  const rps = failedRps(result, peak)
  const text = `peak ${rateNumber(rps)}/s, ${formatCount(result.totals.failed)} in total`
  return { x: xInside(frame, spanMiddleMs(result, spanOfRow(peak))), y: y(rps), text, role: 'fail', place: 'above' }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const rps = failedRps(result, row)
  return [{ text: `${rateNumber(rps)}/s`, role: rps > 0 ? 'fail' : 'quiet' }]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const rows = rowsBetween(result, fromMs, toMs)
  const failed = sumOver(rows, (row) => failedInRow(result.series.columns, row))
  const peak = peakRow(result, rows)
  if (peak === null) return ['0']
  return [`${formatCount(failed)} failed`, `at most ${rateNumber(failedRps(result, peak))}/s`]
}

/** Failed requests per second, of every cause, at the second in which they ended. */
export const failuresTrack: TrackDefinition = {
  id: 'failures',
  label: 'Failed requests',
  unit: 'per second',
  isScaleFromRun: true,
  applies: () => true,
  height: ({ totals }) => (totals.failed === 0 ? 40 : 97),
  draw,
  read,
  readSpan,
}
