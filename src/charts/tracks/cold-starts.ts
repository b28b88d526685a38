import { formatCount, type Ms, ROW_MS, type RunResult } from '@sim'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
} from './drawing'
import { stepBandPath, xInside } from './paths'
import { isOnLambda } from './platform'
import { highestIn, rowAt, rowsBetween, rowsInFrame, spansToDraw, sumOver } from './rows'
import { niceCeiling, valueScale, valueTicks } from './scales'

const inRow =
  (result: RunResult) =>
  (row: number): number =>
    result.series.columns.coldStarts[row] ?? 0

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const rows = rowsInFrame(result, frame)
  const highest = highestIn(rows, inRow(result))
  if (!(highest > 0)) return { ...EMPTY_DRAWING, notes: [noneNote(frame)] }
  const scale = valueScale(Math.ceil(niceCeiling(highest)), frame.height)
  const points = spansToDraw(rows, frame.width).map((span) => ({
    x: xInside(frame, span.fromRow * ROW_MS),
    y: scale.y(highestIn(span, inRow(result))),
  }))
  const last = points.at(-1)
  const all = last ? [...points, { ...last, x: xInside(frame, Math.min(frame.toMs, result.endedAtMs)) }] : []
  const d = stepBandPath(all.map(({ x, y }) => ({ x, top: y, bottom: frame.height })))
  return {
    ...EMPTY_DRAWING,
    areas: [{ d, role: 'warn', texture: 'tint', strength: 1 }],
    ticks: valueTicks(scale, frame.height, '/s', true),
  }
}

function noneNote({ width, height }: TrackFrame): TrackNote {
  return { x: width / 2, y: height / 2, text: 'no cold start in this part of the run', role: 'quiet', place: 'near' }
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const now = inRow(result)(row)
  const total = sumOver({ fromRow: 0, toRow: row + 1 }, inRow(result))
  return [
    { text: `${formatCount(now)}/s`, role: now > 0 ? 'warn' : 'quiet' },
    { text: `${formatCount(total)} total`, role: 'quiet' },
  ]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  return [formatCount(sumOver(rowsBetween(result, fromMs, toMs), inRow(result)))]
}

/** New execution environments of a Lambda function per second; where a bar stands for several seconds, the highest. */
export const coldStartsTrack: TrackDefinition = {
  id: 'cold-starts',
  label: 'Cold starts',
  unit: 'per second',
  isScaleFromRun: true,
  applies: isOnLambda,
  height: () => 44,
  draw,
  read,
  readSpan,
}
