import { expect, it } from 'vitest'
import { fillArrivalGaps, offeredRps } from '../../../src/sim/random/load'
import { fillQuantiles, meanMs, QUANTILE_TABLE_LENGTH, quantileOf } from '../../../src/sim/random/quantiles'
import type { Distribution } from '../../../src/sim/scenario/schema'

/** The table's answer for a uniform p, as a draw of 32 bits would ask it. */
function quantileAt(distribution: Distribution, p: number): number {
  const table = new Float64Array(QUANTILE_TABLE_LENGTH)
  fillQuantiles(table, 0, distribution, 1)
  return quantileOf(table, 0, Math.floor(p * 4_294_967_296) | 0)
}

it('exponential: quantiles and mean of the law', () => {
  const law: Distribution = { kind: 'exponential', meanMs: 50 }
  for (const p of [0.01, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.999_99])
    expect(quantileAt(law, p) / (-50 * Math.log(1 - p))).toBeCloseTo(1, 3)
  expect(meanMs(law)).toBeCloseTo(50, 2)
})

it('lognormal: the median and the 99th percentile that the scenario names, and the mean that follows', () => {
  const law: Distribution = { kind: 'lognormal', medianMs: 40, p99Ms: 220 }
  expect(quantileAt(law, 0.5)).toBeCloseTo(40, 2)
  expect(quantileAt(law, 0.99)).toBeCloseTo(220, 0)
  const sigma = Math.log(220 / 40) / 2.3263478740408408
  expect(meanMs(law) / (40 * Math.exp((sigma * sigma) / 2))).toBeCloseTo(1, 3)
})

it('constant and empirical: exactly what was written', () => {
  expect(quantileAt({ kind: 'constant', meanMs: 12.5 }, 0.77)).toBe(12.5)
  const law: Distribution = { kind: 'empirical', samplesMs: [30, 10, 20] }
  expect(quantileAt(law, 0)).toBe(10)
  expect(quantileAt(law, 0.5)).toBeCloseTo(20, 6)
  expect(quantileAt(law, 0.75)).toBeCloseTo(25, 2)
  expect(meanMs(law)).toBeCloseTo(20, 2)
})

it('every load names its rate at each time, and the gaps keep its expected number of arrivals', () => {
  const points = [
    { atMs: 0, rps: 10 },
    { atMs: 10_000, rps: 30 },
  ]
  expect(offeredRps({ kind: 'steps', points }, 9_999)).toBe(10)
  expect(offeredRps({ kind: 'steps', points }, 10_000)).toBe(30)
  expect(offeredRps({ kind: 'ramp', points }, 5_000)).toBe(20)
  expect(offeredRps({ kind: 'ramp', points }, 99_000)).toBe(30)
  const daily = { kind: 'daily', troughRps: 20, peakRps: 100, peakAtMs: 60_000, periodMs: 120_000 } as const
  expect(offeredRps(daily, 60_000)).toBeCloseTo(100, 9)
  expect(offeredRps(daily, 120_000)).toBeCloseTo(20, 9)
  expect(offeredRps(daily, 30_000)).toBeCloseTo(60, 9)

  const gaps = new Float64Array(10)
  fillArrivalGaps(gaps, 10, { kind: 'ramp', points })
  // The area under the ramp: 10 s at 20 requests a second on average.
  expect(gaps.reduce((sum, gap) => sum + 1e6 / gap, 0)).toBeCloseTo(200, 6)
  fillArrivalGaps(gaps, 1, { kind: 'constant', rps: 0 })
  expect(gaps[0]).toBe(Number.POSITIVE_INFINITY)
})
