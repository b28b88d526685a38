import type { RunResult } from '@sim'

/**
 * Remembers what was computed from a recording for as long as the recording lives. A finished run never changes, and the
 * window asks for the same figures at every zoom and at every move of the playhead.
 */
export function perResult<T>(compute: (result: RunResult) => T): (result: RunResult) => T {
  const known = new WeakMap<RunResult, T>()
  return (result) => {
    const before = known.get(result)
    if (before !== undefined) return before
    const value = compute(result)
    known.set(result, value)
    return value
  }
}
