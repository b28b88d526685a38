import { scaleLinear } from 'd3-scale'

/** Where times lie on the screen: the one x scale that every track, the ruler and the playhead share. */
export interface TimeAxis {
  readonly fromMs: number
  readonly toMs: number
  readonly width: number
  x(tMs: number): number
  /** The time at a position, a whole millisecond inside the axis. */
  tMs(x: number): number
}

export function timeAxis(fromMs: number, toMs: number, width: number): TimeAxis {
  const scale = scaleLinear([fromMs, toMs], [0, width])
  return {
    fromMs,
    toMs,
    width,
    x: scale,
    tMs: (x) => Math.round(scale.invert(Math.min(width, Math.max(0, x)))),
  }
}

export interface RulerTick {
  readonly tMs: number
  readonly isMajor: boolean
}

/** Steps a person counts in, in seconds. */
const STEPS_S: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600]
const LABEL_ROOM = 62

/** Ticks of the ruler: labelled ones as close as their words allow, and a short one half way between. */
export function rulerTicks(axis: TimeAxis): RulerTick[] {
  const spanMs = axis.toMs - axis.fromMs
  const stepMs = 1_000 * (STEPS_S.find((step) => (step * 1_000 * axis.width) / spanMs >= LABEL_ROOM) ?? 43_200)
  const halfMs = stepMs / 2
  const ticks: RulerTick[] = []
  for (let tMs = Math.ceil(axis.fromMs / halfMs) * halfMs; tMs <= axis.toMs; tMs += halfMs) {
    ticks.push({ tMs, isMajor: tMs % stepMs === 0 })
  }
  return ticks
}
