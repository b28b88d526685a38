import { scaleLinear } from 'd3-scale'
import { shortNumber } from '../numbers'
import type { TrackTick } from './drawing'

const NICE_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const

/**
 * The smallest pleasant number that is not below `value`: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. Found by
 * multiplication: a logarithm's last bit may differ between machines, and the chart is the same bytes everywhere.
 */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1
  let power = 1
  while (power * 10 < value) power *= 10
  while (power > value && power > 1e-9) power /= 10
  for (const step of NICE_STEPS) {
    // The tolerance takes in what dividing by ten has left behind.
    if (step * power >= value * (1 - 1e-12)) return Number((step * power).toPrecision(6))
  }
  return power * 10
}

/** A pleasant whole number above a count, with head room, for scales that count hosts. */
export function niceCountCeiling(count: number): number {
  return Math.max(2, Math.ceil(niceCeiling(count * 1.15)))
}

export interface ValueScale {
  readonly max: number
  /** Value to vertical position: 0 is at the bottom, `max` at the top; NaN, which stands for "no value", stays NaN. */
  readonly y: (value: number) => number
}

/** A scale from 0 at the bottom of the track to `max` at its top. */
export function valueScale(max: number, height: number): ValueScale {
  // Without a value there is no place: D3 would answer undefined, which the paths cannot tell from a number.
  return { max, y: scaleLinear([0, max], [height, 0]).clamp(true).unknown(Number.NaN) }
}

/** Height below which a track has room for one tick only. */
const TWO_TICKS_HEIGHT = 60

/** The top of the scale and, where there is room and it is a round number, its half. */
export function valueTicks(scale: ValueScale, height: number, suffix: string, wholeOnly = false): TrackTick[] {
  const half = scale.max / 2
  const hasHalf = height >= TWO_TICKS_HEIGHT && (!wholeOnly || Number.isInteger(half))
  return (hasHalf ? [scale.max, half] : [scale.max]).map((value) => ({
    y: scale.y(value),
    label: `${shortNumber(value)}${suffix}`,
    role: 'quiet',
    hasLine: true,
  }))
}
