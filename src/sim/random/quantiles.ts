import type { Distribution } from '../scenario/schema'
import { exponential, naturalLog, normalQuantile } from './elementary'

/**
 * A law as two tables of quantiles: 4096 cells over (0, 1), and 4096 more over the last cell, whose tail would otherwise
 * be cut. One draw of 32 bits gives one variate of any law by linear interpolation: compared runs stay in step.
 */
const CELLS = 4096
export const QUANTILE_TABLE_LENGTH = 2 * (CELLS + 1)

/** The 99th percentile of the standard normal law. */
const NORMAL_P99 = 2.3263478740408408

/** Quantile function of the law in milliseconds, for 0 <= p < 1 (p = 0 is the smallest value). */
function quantileMs(distribution: Distribution): (p: number) => number {
  switch (distribution.kind) {
    case 'constant':
      return () => distribution.meanMs
    case 'exponential':
      return (p) => -naturalLog(1 - p) * distribution.meanMs
    case 'lognormal': {
      const sigma = naturalLog(distribution.p99Ms / distribution.medianMs) / NORMAL_P99
      return (p) => (p === 0 ? 0 : distribution.medianMs * exponential(sigma * normalQuantile(p)))
    }
    case 'empirical': {
      const sorted = distribution.samplesMs.toSorted((a, b) => a - b)
      return (p) => {
        const position = p * (sorted.length - 1)
        const index = Math.floor(position)
        const next = sorted[Math.min(index + 1, sorted.length - 1)]
        return sorted[index] + (next - sorted[index]) * (position - index)
      }
    }
  }
}

/** Writes the tables of a law to `table[at ...]`, in units of 1 / `unitsPerMs` milliseconds (1000: microseconds). */
export function fillQuantiles(table: Float64Array, at: number, distribution: Distribution, unitsPerMs: number): void {
  const quantile = quantileMs(distribution)
  // The very end of the tail is half a fine cell short of 1: an unbounded law has no largest value.
  const last = 1 - 0.5 / (CELLS * CELLS)
  for (let cell = 0; cell <= CELLS; cell++) {
    table[at + cell] = quantile(Math.min(cell / CELLS, last)) * unitsPerMs
    table[at + CELLS + 1 + cell] = quantile(Math.min((CELLS - 1 + cell / CELLS) / CELLS, last)) * unitsPerMs
  }
}

/** The variate for 32 random bits (signed or not), in the table's units. */
export function quantileOf(table: Float64Array, at: number, word: number): number {
  const cell = word >>> 20
  if (cell < CELLS - 1) {
    const low = table[at + cell]
    return low + (table[at + cell + 1] - low) * ((word & 0xfffff) * 9.5367431640625e-7)
  }
  const fine = at + CELLS + 1 + ((word >>> 8) & 0xfff)
  const low = table[fine]
  return low + (table[fine + 1] - low) * ((word & 0xff) * 0.00390625)
}

/** Mean of the law that the tables draw from, in milliseconds: what capacity planning should expect. */
export function meanMs(distribution: Distribution): number {
  const table = new Float64Array(QUANTILE_TABLE_LENGTH)
  fillQuantiles(table, 0, distribution, 1)
  let sum = 0
  for (let cell = 0; cell < CELLS - 1; cell++) sum += (table[cell] + table[cell + 1]) / 2
  let tail = 0
  for (let cell = CELLS + 1; cell < 2 * CELLS + 1; cell++) tail += (table[cell] + table[cell + 1]) / 2
  return (sum + tail / CELLS) / CELLS
}
