import type { Change, Ms, Track } from './types'

/** The change that holds at `tMs`: the last one not after it. Tracks start at 0, so there is always one. */
export function changeAt<T>(track: Track<T>, tMs: Ms): Change<T> {
  let low = 0
  let high = track.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (track[middle].atMs <= tMs) low = middle
    else high = middle - 1
  }
  return track[low]
}

/** How many of the sorted moments are not after `tMs`. */
export function momentCountUntil(moments: Float64Array, tMs: Ms): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (moments[middle] <= tMs) low = middle + 1
    else high = middle
  }
  return low
}

/** The moments sorted, each once. */
export function sortedMoments(moments: ArrayLike<Ms>): Float64Array {
  const sorted = Float64Array.from(moments).sort()
  return sorted.filter((atMs, index) => index === 0 || atMs !== sorted[index - 1])
}
