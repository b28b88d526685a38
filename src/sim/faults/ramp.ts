import type { Ms } from '../result/types'

/** How often the effects of a fault that changes while it lasts are looked at again. */
export const STEP_MS = 1_000

/**
 * How much of a ramp is reached, from 0 to 1, in the step that begins so long after its start: the mean over the step, so
 * that the steps add up to the straight line.
 */
export function rampShare(rampMs: Ms, elapsedMs: Ms): number {
  if (elapsedMs >= rampMs) return 1
  const reachedMs = rampMs - elapsedMs
  if (reachedMs >= STEP_MS) return (elapsedMs + STEP_MS / 2) / rampMs
  return 1 - (reachedMs * reachedMs) / (2 * rampMs * STEP_MS)
}
