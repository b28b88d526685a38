import {
  LATENCY_BUCKET_COUNT,
  latencyBucketLowUs,
  latencyBucketOf,
  latencyPercentileUs,
  type RunResult,
  runLatencyPercentileUs,
} from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tinyRun, tinySeries } from '../../support/tiny-run'

/** A run whose row k answered requests with the latencies of list k, all by the old revision. */
function runOf(rows: readonly (readonly number[])[]): RunResult {
  const offsets = [0]
  const buckets: number[] = []
  const counts: number[] = []
  const totalOld = new Uint32Array(LATENCY_BUCKET_COUNT)
  for (const latencies of rows) {
    const used = [...new Set(latencies.map(latencyBucketOf))].toSorted((a, b) => a - b)
    for (const bucket of used) {
      const count = latencies.filter((latencyUs) => latencyBucketOf(latencyUs) === bucket).length
      buckets.push(bucket)
      counts.push(count)
      totalOld[bucket] = (totalOld[bucket] ?? 0) + count
    }
    offsets.push(buckets.length)
  }
  return tinyRun({
    series: tinySeries(rows.length, {}),
    latency: {
      offsets: Uint32Array.from(offsets),
      buckets: Uint16Array.from(buckets),
      counts: Uint32Array.from(counts),
      shortestUs: Uint32Array.from(rows, (latencies) => Math.min(...(latencies.length === 0 ? [0] : latencies))),
      longestUs: Uint32Array.from(rows, (latencies) => Math.max(0, ...latencies)),
      totalOld,
      totalNew: new Uint32Array(LATENCY_BUCKET_COUNT),
    },
  })
}

const latencies = fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 1, maxLength: 40 })
const rows = fc.array(latencies, { minLength: 1, maxLength: 6 })
const ppm = fc.integer({ min: 1, max: 1_000_000 })

/** The rank by its definition, without the formula: the first value that enough values do not exceed. */
function nearestRank(values: readonly number[], parts: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.find((_, index) => (index + 1) * 1_000_000 >= values.length * parts) ?? Number.NaN
}

describe('latency buckets', () => {
  it('abut, and hold what lies between their bounds', () => {
    for (let bucket = 0; bucket < LATENCY_BUCKET_COUNT - 1; bucket++) {
      expect(latencyBucketLowUs(bucket + 1)).toBeGreaterThan(latencyBucketLowUs(bucket))
      expect(latencyBucketOf(latencyBucketLowUs(bucket))).toBe(bucket)
      expect(latencyBucketOf(latencyBucketLowUs(bucket + 1) - 1)).toBe(bucket)
    }
    expect(latencyBucketOf(0x7fffffff)).toBe(LATENCY_BUCKET_COUNT - 1)
  })

  it('are at most a 32nd of their latency wide', () => {
    fc.assert(
      fc.property(fc.integer({ min: 32, max: 200_000_000 }), (latencyUs) => {
        const bucket = latencyBucketOf(latencyUs)
        const widthUs = latencyBucketLowUs(bucket + 1) - latencyBucketLowUs(bucket)
        expect(widthUs * 32).toBeLessThanOrEqual(latencyUs)
      }),
    )
  })
})

describe('latencyPercentileUs', () => {
  it('is exact below 32 us, where buckets are one microsecond wide', () => {
    const run = runOf([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])
    expect(
      [1, 100_000, 100_001, 500_000, 990_000, 1_000_000].map((parts) => latencyPercentileUs(run, parts, 0, 1)),
    ).toEqual([1, 1, 2, 5, 10, 10])
  })

  it('spreads the answers of one bucket evenly over it', () => {
    // The bucket from 1024 to 1055 us is 32 us wide: four answers stand at an eighth, three, five and seven eighths.
    const run = runOf([[1_024, 1_024, 1_024, 1_055]])
    expect([250_000, 500_000, 750_000, 1_000_000].map((parts) => latencyPercentileUs(run, parts, 0, 1))).toEqual([
      1_028, 1_036, 1_044, 1_052,
    ])
  })

  it('lies in the bucket of the value that the nearest rank names', () => {
    fc.assert(
      fc.property(rows, ppm, (lists, parts) => {
        const found = latencyPercentileUs(runOf(lists), parts, 0, lists.length)
        expect(Number.isInteger(found)).toBe(true)
        expect(latencyBucketOf(found ?? -1)).toBe(latencyBucketOf(nearestRank(lists.flat(), parts)))
      }),
    )
  })

  it('looks at the rows asked for and no others', () => {
    fc.assert(
      fc.property(rows, ppm, fc.nat(6), fc.nat(6), (lists, parts, a, b) => {
        const [fromRow, toRow] = [Math.min(a, b), Math.max(a, b)]
        const alone = latencyPercentileUs(runOf([lists.slice(fromRow, toRow).flat()]), parts, 0, 1)
        expect(latencyPercentileUs(runOf(lists), parts, fromRow, toRow)).toBe(alone)
      }),
    )
  })

  it('never falls when the percentile rises', () => {
    fc.assert(
      fc.property(rows, ppm, ppm, (lists, a, b) => {
        const at = (parts: number) => latencyPercentileUs(runOf(lists), parts, 0, lists.length) ?? -1
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)))
      }),
    )
  })

  it('never leaves what was really answered: equal latencies are met exactly', () => {
    fc.assert(
      fc.property(rows, ppm, (lists, parts) => {
        const found = latencyPercentileUs(runOf(lists), parts, 0, lists.length) ?? -1
        expect(found).toBeGreaterThanOrEqual(Math.min(...lists.flat()))
        expect(found).toBeLessThanOrEqual(Math.max(...lists.flat()))
      }),
    )
    expect(latencyPercentileUs(runOf([[40_000, 40_000], [40_000]]), 990_000, 0, 2)).toBe(40_000)
  })

  it('is null without an answered request', () => {
    expect(latencyPercentileUs(runOf([[], []]), 500_000, 0, 2)).toBeNull()
    expect(latencyPercentileUs(runOf([[5]]), 500_000, 1, 1)).toBeNull()
    expect(runLatencyPercentileUs(runOf([[]]), 500_000)).toBeNull()
  })
})

describe('runLatencyPercentileUs', () => {
  it('is the percentile of all rows', () => {
    fc.assert(
      fc.property(rows, ppm, (lists, parts) => {
        const run = runOf(lists)
        expect(runLatencyPercentileUs(run, parts)).toBe(latencyPercentileUs(run, parts, 0, lists.length))
      }),
    )
  })
})
