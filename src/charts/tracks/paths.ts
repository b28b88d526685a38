import type { Ms, RunResult } from '@sim'
import { area, curveStepAfter, line } from 'd3-shape'
import type { TrackFrame } from './drawing'
import { ROW_MS, rowMiddleMs } from './rows'

/** Decimals of a path: a hundredth of a pixel is finer than any printer. */
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

/** One value per row, stretched to both edges of what the run covers inside the frame. */
export interface TimedRow {
  readonly x: number
  readonly row: number
}

function clamp(tMs: Ms, fromMs: Ms, toMs: Ms): Ms {
  return Math.min(toMs, Math.max(fromMs, tMs))
}

/** Positions of rates: the middle of each row, with the first and last value carried to the edges. */
export function ratePositions(result: RunResult, frame: TrackFrame, rows: readonly number[]): TimedRow[] {
  const first = rows[0]
  const last = rows[rows.length - 1]
  if (first === undefined || last === undefined) return []
  const endMs = Math.min(frame.toMs, result.endedAtMs)
  const at = (row: number, tMs: Ms): TimedRow => ({ row, x: frame.x(clamp(tMs, frame.fromMs, endMs)) })
  return [at(first, first * ROW_MS), ...rows.map((row) => at(row, rowMiddleMs(result, row))), at(last, endMs)]
}

/** Path data of a straight line from point to point, broken where a value is missing. */
export function linePath(points: readonly Point[]): string {
  return (
    line<Point>()
      .digits(PATH_DIGITS)
      .defined((point) => !Number.isNaN(point.y))
      .x((point) => point.x)
      .y((point) => point.y)(points) ?? ''
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
