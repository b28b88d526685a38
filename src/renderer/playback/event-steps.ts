import type { RunResult } from '@sim'

const moments = new WeakMap<RunResult, readonly number[]>()

/** The moments at which something happened, in order, each once. */
function eventMoments(result: RunResult): readonly number[] {
  const known = moments.get(result)
  if (known) return known
  const found = [...new Set(result.log.map(({ atMs }) => atMs))].sort((a, b) => a - b)
  moments.set(result, found)
  return found
}

/** The next moment of the log after `tMs`, or the last one before it; the end or the start of the run where there is none. */
export function eventStepMs(result: RunResult, tMs: number, direction: 1 | -1): number {
  const found = eventMoments(result)
  if (direction > 0) return found.find((atMs) => atMs > tMs) ?? result.endedAtMs
  return found.findLast((atMs) => atMs < tMs) ?? 0
}
