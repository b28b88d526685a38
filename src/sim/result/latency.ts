import type { RunResult } from './types'

/** Buckets of a histogram: 32 to a doubling, one microsecond wide below 32 us. */
export const LATENCY_BUCKET_COUNT = 768

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
 * not including `toRow`, in whole microseconds, straight inside a bucket; null without an answered request.
 */
export function latencyPercentileUs(_result: RunResult, _ppm: number, _fromRow: number, _toRow: number): number | null {
  throw new Error('latencyPercentileUs: under construction')
}
