import type { TrackFrame, TrackLine, TrackNote } from './drawing'
import { linePath, type Point } from './paths'

/** The thin line over a curve of means: the highest second behind each point, so that no peak is lost. */
export function highestSecondLine(points: readonly Point[]): TrackLine {
  return { d: linePath(points), role: 'quiet', width: 0.8, dash: null }
}

/** Its name, where it is highest; nothing for a line that never leaves the ground. */
export function highestSecondNote(points: readonly Point[], frame: TrackFrame): TrackNote[] {
  const none: Point = { x: 0, y: frame.height }
  const top = points.reduce((best, point) => (point.y < best.y ? point : best), none)
  if (top === none) return []
  return [{ x: top.x, y: top.y, text: 'thin: highest second', role: 'quiet', place: 'above' }]
}
