/** The stops of the speed slider, and what the digits 1 to 9 set: simulated seconds per second. */
export const SPEED_STOPS: readonly number[] = [1, 2, 3, 5, 10, 20, 30, 50, 100]

/** Position of a speed on the slider, 0 to 1; the scale is logarithmic. */
export function speedPosition(speed: number): number {
  return Math.log(speed) / Math.log(stopAt(SPEED_STOPS.length - 1))
}

/** The stop that is nearest to a position on the slider. */
export function nearestStop(position: number): number {
  return SPEED_STOPS.reduce((best, stop) =>
    Math.abs(speedPosition(stop) - position) < Math.abs(speedPosition(best) - position) ? stop : best,
  )
}

/** The stop so many places after the one nearest to `speed`, or the last one on that side. */
export function neighbourStop(speed: number, steps: number): number {
  return stopAt(SPEED_STOPS.indexOf(nearestStop(speedPosition(speed))) + steps)
}

function stopAt(index: number): number {
  return SPEED_STOPS[Math.min(SPEED_STOPS.length - 1, Math.max(0, index))] ?? 1
}
