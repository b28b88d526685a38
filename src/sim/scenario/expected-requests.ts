import type { Load } from './schema'

/**
 * Mean number of requests from 0 to `untilMs`. For a daily curve it is the most that a window of that length can hold
 * where the exact figure would need a cosine.
 */
export function expectedRequests(load: Load, untilMs: number): number {
  switch (load.kind) {
    case 'constant':
      return (load.rps * untilMs) / 1_000
    case 'daily': {
      const dayRequests = ((load.troughRps + load.peakRps) / 2) * Math.ceil(untilMs / load.periodMs) * load.periodMs
      return Math.min(load.peakRps * untilMs, dayRequests) / 1_000
    }
    case 'steps':
    case 'recorded':
      return pointRequests(load.points, untilMs, (from) => from.rps)
    case 'ramp':
      return pointRequests(load.points, untilMs, (from, to, endMs) => {
        if (to.atMs === from.atMs) return from.rps
        const endRps = from.rps + ((to.rps - from.rps) * (endMs - from.atMs)) / (to.atMs - from.atMs)
        return (from.rps + endRps) / 2
      })
  }
}

interface Point {
  readonly atMs: number
  readonly rps: number
}

/** Sums rate times time over the stretches between points; the first rate holds before them, the last one after them. */
function pointRequests(
  points: readonly Point[],
  untilMs: number,
  meanRps: (from: Point, to: Point, endMs: number) => number,
): number {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return 0
  let requests = first.rps * Math.min(first.atMs, untilMs)
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? first
    const endMs = Math.min(to.atMs, untilMs)
    if (endMs > from.atMs) requests += meanRps(from, to, endMs) * (endMs - from.atMs)
  }
  return (requests + last.rps * Math.max(0, untilMs - last.atMs)) / 1_000
}
