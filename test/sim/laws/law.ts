import type { Change, RunResult } from '@sim'

/** Something that holds in every recording, whatever was simulated. */
export interface Law {
  /** A sentence. */
  readonly name: string
  /** Where the recording breaks it, a sentence for each place; nothing when it holds. */
  broken(run: RunResult): Iterable<string>
}

/** The value of a track at a time: what changes at a millisecond has changed before any request of that millisecond. */
export function valueAt<T>(track: readonly Change<T>[], atMs: number): T {
  let low = 0
  let high = track.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((track[middle]?.atMs ?? 0) <= atMs) low = middle
    else high = middle - 1
  }
  const change = track[low]
  if (change === undefined) throw new Error('A track is empty.')
  return change.value
}

/** When a row of the per-second table ends: on its second, the last one with the run. */
export const rowEndMs = (run: RunResult, row: number): number => Math.min((row + 1) * 1000, run.endedAtMs)

/** The row in which something at a time of the run is counted: row k holds (k s, (k+1) s], and row 0 the very start. */
export const rowOfUs = (atUs: number): number => Math.max(0, Math.ceil(atUs / 1_000_000) - 1)

/** A cell of a column, 0 outside of it. */
export const cell = (column: ArrayLike<number>, row: number): number => column[row] ?? 0

/** One request of the sample. */
export interface SampledRequest {
  readonly arrivedUs: number
  readonly endedUs: number
  /** -1: none. */
  readonly instance: number
  /** 0 is ok, otherwise 1 + index in FAILURE_CAUSES. */
  readonly cause: number
  /** 0 old, 1 new, 2 none. */
  readonly revision: number
}

export function* sampledRequests({ sample }: RunResult): Generator<SampledRequest> {
  for (let row = 0; row < sample.endedUs.length; row++)
    yield {
      arrivedUs: cell(sample.arrivedUs, row),
      endedUs: cell(sample.endedUs, row),
      instance: cell(sample.instance, row),
      cause: cell(sample.cause, row),
      revision: cell(sample.revision, row),
    }
}

/** A value that is there by the rules of the recording; throws otherwise, which no law should hide. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`The recording lacks ${what}.`)
  return value
}
