import type { Load } from '../scenario/schema'
import { cosineOfTurn } from './elementary'

type Point = { readonly atMs: number; readonly rps: number }

/** Offered requests per second at a time of the run (milliseconds from its start). */
export function offeredRps(load: Load, atMs: number): number {
  switch (load.kind) {
    case 'constant':
      return load.rps
    case 'steps':
    case 'recorded':
      return load.points[pointBefore(load.points, atMs)].rps
    case 'ramp':
      return onRamp(load.points, atMs)
    case 'daily': {
      const swing = (1 + cosineOfTurn((atMs - load.peakAtMs) / load.periodMs)) / 2
      return load.troughRps + (load.peakRps - load.troughRps) * swing
    }
  }
}

/** Index of the last point at or before `atMs`; the first point also holds before its time. */
function pointBefore(points: readonly Point[], atMs: number): number {
  let low = 0
  let high = points.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (points[middle].atMs <= atMs) low = middle
    else high = middle - 1
  }
  return low
}

function onRamp(points: readonly Point[], atMs: number): number {
  const index = pointBefore(points, atMs)
  const from = points[index]
  const to = points[index + 1]
  if (to === undefined || atMs <= from.atMs) return from.rps
  return from.rps + ((to.rps - from.rps) * (atMs - from.atMs)) / (to.atMs - from.atMs)
}

/** Samples of one cell: enough for a ramp to be met exactly and for a step inside a second to count by its share. */
const SAMPLES_PER_CELL = 10

/**
 * Mean microseconds between arrivals in each second of the run (Infinity for none), `cells.length` seconds from 0.
 * Inside a second the rate is held constant at the second's mean, so the expected number of arrivals is that of the load.
 */
export function fillArrivalGaps(cells: Float64Array, count: number, load: Load): void {
  const different = Math.min(count, steadySecondOf(load) + 1)
  for (let second = 0; second < different; second++) cells[second] = gapOfSecond(load, second)
  if (different > 0) cells.fill(cells[different - 1], different, count)
}

/** The first second from which on the rate never changes: a run without a set end may last a day, and most loads do not. */
function steadySecondOf(load: Load): number {
  if (load.kind === 'constant') return 0
  if (load.kind === 'daily') return Number.POSITIVE_INFINITY
  return Math.ceil(load.points[load.points.length - 1].atMs / 1000)
}

function gapOfSecond(load: Load, second: number): number {
  let sum = 0
  if (load.kind === 'constant') sum = load.rps * SAMPLES_PER_CELL
  else for (let part = 0; part < SAMPLES_PER_CELL; part++) sum += offeredRps(load, second * 1000 + part * 100 + 50)
  return sum > 0 ? (1_000_000 * SAMPLES_PER_CELL) / sum : Number.POSITIVE_INFINITY
}
