import { ALL_TRAFFIC, type Ms, type RunResult, rowIndexAt } from '@sim'
import { newShareInRow } from './traffic'

/** How long a change of the weights moves on the screen, real ms: t-4 of the design. */
const TWEEN_MS = 420

/**
 * Share of the new revision as the ribbons show it, 0 to 1: it moves from one weight to the next while the run plays.
 * A function of simulated time and speed alone. `speed` 0 stands for a picture at rest: the weight as it is.
 */
export function shownWeight({ traffic }: RunResult, tMs: Ms, speed: number): number {
  const track = traffic.weightNew
  const at = track.findLastIndex(({ atMs }) => atMs <= tMs)
  const now = track[at]
  const before = track[at - 1]
  if (!now || !before) return (now?.value ?? 0) / ALL_TRAFFIC
  const along = speed === 0 ? 1 : Math.min(1, (tMs - now.atMs) / (TWEEN_MS * speed))
  return (before.value + (now.value - before.value) * easeInOut(along)) / ALL_TRAFFIC
}

/**
 * Where requests are not divided by weights: the new revision's share of the second, 0 to 1, to which it moves from that of
 * the second before; null when no target took any. A function of simulated time and speed alone; `speed` 0 is at rest.
 */
export function shownShare(result: RunResult, tMs: Ms, speed: number): number | null {
  const row = rowIndexAt(result, tMs)
  const now = newShareInRow(result, row)
  const before = row > 0 ? newShareInRow(result, row - 1) : now
  if (now === null || before === null || speed === 0) return now
  const along = Math.min(1, (tMs - row * 1_000) / (TWEEN_MS * speed))
  return before + (now - before) * easeInOut(along)
}

/** Starts and ends slowly, as the design's easing for things that move. */
function easeInOut(along: number): number {
  return along * along * (3 - 2 * along)
}
