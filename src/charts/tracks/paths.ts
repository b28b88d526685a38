import { type Ms, ROW_MS, type RunResult } from '@sim'
import { area, curveStepAfter, line } from 'd3-shape'
import type { TrackFrame } from './drawing'
import { type RowSpan, spanMiddleMs } from './rows'

/** Decimals of a path: a tenth of a pixel is finer than any printer. */
const PATH_DIGITS = 1

export interface Point {
  readonly x: number
  /** NaN: no value, the path has a gap here. */
  readonly y: number
}

export interface BandPoint {
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** A span of rows with the horizontal position of its value. */
export interface TimedSpan {
  readonly x: number
  readonly span: RowSpan
}

/** The position of a time, or the edge of the frame that is nearest to it. */
export function xInside(frame: TrackFrame, tMs: Ms): number {
  return frame.x(Math.min(frame.toMs, Math.max(frame.fromMs, tMs)))
}

/** Positions of rates: the middle of each span, with the first and last value carried to the edges of the frame. */
export function ratePositions(result: RunResult, frame: TrackFrame, spans: readonly RowSpan[]): TimedSpan[] {
  const first = spans[0]
  const last = spans[spans.length - 1]
  if (first === undefined || last === undefined) return []
  const endMs = Math.min(frame.toMs, result.endedAtMs)
  const at = (span: RowSpan, tMs: Ms): TimedSpan => ({ span, x: xInside(frame, Math.min(tMs, endMs)) })
  return [
    at(first, first.fromRow * ROW_MS),
    ...spans.map((span) => at(span, spanMiddleMs(result, span))),
    at(last, endMs),
  ]
}

/** Half the width of what is drawn for a value alone between two gaps. */
const LONE_REACH = 1.5

/** A value alone between two gaps would be a line without length: it becomes a short one. */
function stretchLonePoints(points: readonly Point[]): Point[] {
  const hasValue = (point: Point | undefined): boolean => point !== undefined && !Number.isNaN(point.y)
  return points.flatMap((point, index) => {
    const isLone = hasValue(point) && !hasValue(points[index - 1]) && !hasValue(points[index + 1])
    if (!isLone) return [point]
    return [
      { x: point.x - LONE_REACH, y: point.y },
      { x: point.x + LONE_REACH, y: point.y },
    ]
  })
}

/** Path data of a straight line from point to point, broken where a value is missing. */
export function linePath(points: readonly Point[]): string {
  return (
    line<Point>()
      .digits(PATH_DIGITS)
      .defined((point) => !Number.isNaN(point.y))
      .x((point) => point.x)
      .y((point) => point.y)(stretchLonePoints(points)) ?? ''
  )
}

/** Path data of a value that holds until the next point. */
export function stepPath(points: readonly Point[]): string {
  return (
    line<Point>()
      .digits(PATH_DIGITS)
      .curve(curveStepAfter)
      .x((point) => point.x)
      .y((point) => point.y)(points) ?? ''
  )
}

/** Path data of the surface between two straight lines. */
export function bandPath(points: readonly BandPoint[]): string {
  return (
    area<BandPoint>()
      .digits(PATH_DIGITS)
      .defined((point) => !Number.isNaN(point.top))
      .x((point) => point.x)
      .y0((point) => point.bottom)
      .y1((point) => point.top)(points) ?? ''
  )
}

/** Path data of the surface between two values that hold until the next point. */
export function stepBandPath(points: readonly BandPoint[]): string {
  return (
    area<BandPoint>()
      .digits(PATH_DIGITS)
      .curve(curveStepAfter)
      .x((point) => point.x)
      .y0((point) => point.bottom)
      .y1((point) => point.top)(points) ?? ''
  )
}

/** Leaves out points in the middle of a level stretch: they would only make the file longer. */
export function withoutRepeats<T>(points: readonly T[], isSame: (left: T, right: T) => boolean): T[] {
  return points.filter((point, index) => {
    const before = points[index - 1]
    const after = points[index + 1]
    return before === undefined || after === undefined || !isSame(before, point) || !isSame(point, after)
  })
}
