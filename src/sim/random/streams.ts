import { SFC32_WORDS, seedSfc32, sfc32 } from './sfc32'

/**
 * One stream per purpose, so that two strategies under one seed meet the same users and the same accidents, and so that
 * a fault in one place changes no draw elsewhere. The order is part of the engine's version: append, never insert.
 */
export const STREAMS = [
  'arrivals',
  'service',
  'errors',
  'routing',
  'hookDurations',
  'faults',
  'deploymentIds',
  'instanceIds',
  'weights',
  'init',
  'retries',
] as const
export type StreamName = (typeof STREAMS)[number]

export const RANDOM_WORDS = STREAMS.length * SFC32_WORDS

/** Where the stream's state begins in the generators' array. */
export const streamAt = (name: StreamName): number => STREAMS.indexOf(name) * SFC32_WORDS

/** Stream numbers from here on belong to places (`drawPpmAt`), up to LATER_STREAMS; streams that came later lie above. */
export const FIRST_PLACE = 11
const LATER_STREAMS = 0x80000000

/** Seeds every stream; `state` has RANDOM_WORDS words. */
export function seedStreams(state: Int32Array, seed: number): void {
  STREAMS.forEach((_, index) => {
    const number = index + 1 < FIRST_PLACE ? index + 1 : LATER_STREAMS + index
    seedSfc32(state, index * SFC32_WORDS, seed, number)
  })
}

/** A uniform integer from 0 to bound - 1 (bound up to 2^31), without bias: draws that would favour small values are repeated. */
export function drawInteger(state: Int32Array, at: number, bound: number): number {
  const limit = 4_294_967_296 - (4_294_967_296 % bound)
  for (;;) {
    const word = sfc32(state, at) >>> 0
    if (word < limit) return word % bound
  }
}
