import type { RunResult } from '@sim'

/** The buffers of a recording, each once: they change hands instead of being copied. */
export function transferablesOf(result: RunResult): ArrayBuffer[] {
  const { series, latency, sample } = result
  const arrays: ArrayBufferView[] = [
    ...Object.values(series.columns),
    latency.offsets,
    latency.buckets,
    latency.counts,
    latency.shortestUs,
    latency.longestUs,
    latency.totalOld,
    latency.totalNew,
    sample.arrivedUs,
    sample.endedUs,
    sample.instance,
    sample.cause,
    sample.revision,
  ]
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer)
  return [...new Set(buffers)]
}
