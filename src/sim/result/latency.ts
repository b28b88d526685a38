import type { LatencyTable, RevisionLabel, RunResult } from './types'

/** Buckets of a histogram: 32 to a doubling, one microsecond wide below 32 us. */
export const LATENCY_BUCKET_COUNT = 864

/** Bucket of a latency in whole microseconds; the last bucket takes everything longer. */
export function latencyBucketOf(latencyUs: number): number {
  if (latencyUs < 32) return latencyUs
  const exponent = 31 - Math.clz32(latencyUs)
  const bucket = ((exponent - 4) << 5) + ((latencyUs >>> (exponent - 5)) & 31)
  return bucket < LATENCY_BUCKET_COUNT ? bucket : LATENCY_BUCKET_COUNT - 1
}

/** Smallest latency of a bucket, microseconds. */
export function latencyBucketLowUs(bucket: number): number {
  if (bucket < 32) return bucket
  return (32 + (bucket & 31)) * (1 << ((bucket >> 5) - 1))
}

/**
 * Nearest-rank percentile (in parts per million, p99 is 990000) of the answered requests in rows `fromRow` up to but
 * not including `toRow`, in whole microseconds: straight inside a bucket (3 % wide), and never outside the shortest and
 * longest answer of those rows; null without an answered request.
 */
export function latencyPercentileUs(result: RunResult, ppm: number, fromRow: number, toRow: number): number | null {
  const percentileUs = percentileOfCountsUs(countsOfRows(result.latency, fromRow, toRow), ppm)
  return percentileUs === null ? null : clampToRows(result.latency, percentileUs, fromRow, toRow)
}

/** The same over the whole run. */
export function runLatencyPercentileUs(result: RunResult, ppm: number): number | null {
  return latencyPercentileUs(result, ppm, 0, result.series.rowCount)
}

/** The same for what one revision answered. */
export function revisionLatencyPercentileUs(result: RunResult, revision: RevisionLabel, ppm: number): number | null {
  const { latency, series } = result
  const percentileUs = percentileOfCountsUs(revision === 'old' ? latency.totalOld : latency.totalNew, ppm)
  return percentileUs === null ? null : clampToRows(latency, percentileUs, 0, series.rowCount)
}

function clampToRows(
  { offsets, shortestUs, longestUs }: LatencyTable,
  us: number,
  fromRow: number,
  toRow: number,
): number {
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  for (let row = Math.max(0, fromRow); row < Math.min(toRow, shortestUs.length); row++) {
    if (offsets[row] === offsets[row + 1]) continue
    shortest = Math.min(shortest, shortestUs[row])
    longest = Math.max(longest, longestUs[row])
  }
  return Math.min(Math.max(us, shortest), longest)
}

function countsOfRows({ offsets, buckets, counts }: LatencyTable, fromRow: number, toRow: number): Uint32Array {
  const sums = new Uint32Array(LATENCY_BUCKET_COUNT)
  const lastRow = offsets.length - 1
  const end = offsets[Math.max(0, Math.min(toRow, lastRow))] ?? 0
  for (let entry = offsets[Math.max(0, Math.min(fromRow, lastRow))] ?? 0; entry < end; entry++) {
    sums[buckets[entry]] += counts[entry]
  }
  return sums
}

/**
 * Nearest rank on a dense histogram: the smallest latency that at least `ppm` millionths of the answers do not exceed.
 * The answers of one bucket are taken as spread evenly over it, each in the middle of its share.
 */
function percentileOfCountsUs(counts: ArrayLike<number>, ppm: number): number | null {
  const total = sumOf(counts)
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil((total * ppm) / 1_000_000))
  let below = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket]
    if (below + count >= rank) return insideBucketUs(bucket, rank - below, count)
    below += count
  }
  throw new Error(`percentileOfCountsUs: rank ${rank} of ${total} was not found`)
}

/** Where the `rank`-th (from 1) of `count` evenly spread answers of a bucket lies, rounded down to a microsecond. */
function insideBucketUs(bucket: number, rank: number, count: number): number {
  const lowUs = latencyBucketLowUs(bucket)
  const widthUs = latencyBucketLowUs(bucket + 1) - lowUs
  return lowUs + Math.floor((widthUs * (2 * rank - 1)) / (2 * count))
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < counts.length; index++) sum += counts[index]
  return sum
}
