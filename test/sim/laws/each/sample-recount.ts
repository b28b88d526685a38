import { FAILURE_CAUSES, LATENCY_BUCKET_COUNT, latencyBucketLowUs, type RunResult } from '@sim'
import { cell, type Law, rowOfUs, type SampledRequest, sampledRequests } from '../law'

export const sampleRecount: Law = {
  name: 'the sample is every stride-th finished request: counted again, it gives the table and the latencies',
  *broken(run) {
    const { sample, totals } = run
    const failed = sample.cause.reduce((count, cause) => count + Number(cause !== 0), 0)
    const ok = sample.cause.length - failed
    if (ok !== Math.floor(totals.ok / sample.stride) || failed !== Math.floor(totals.failed / sample.stride))
      yield `${ok} ok and ${failed} failed requests were sampled of ${totals.ok} and ${totals.failed}, one in ${sample.stride}`
    yield* inOrder(run)
    if (sample.stride === 1) yield* recounted(run)
  },
}

function* inOrder(run: RunResult): Generator<string> {
  let beforeUs = 0
  for (const { arrivedUs, endedUs } of sampledRequests(run)) {
    if (!Number.isInteger(arrivedUs) || !Number.isInteger(endedUs))
      yield `${arrivedUs} to ${endedUs}: no whole microseconds`
    if (arrivedUs < 0 || endedUs < arrivedUs || endedUs > run.endedAtMs * 1000)
      yield `${arrivedUs} to ${endedUs} us lies outside of the run`
    if (endedUs < beforeUs) yield `${endedUs} us comes after ${beforeUs} us`
    beforeUs = endedUs
  }
}

function* recounted(run: RunResult): Generator<string> {
  const { series, latency } = run
  const outcomes = ['ok', ...FAILURE_CAUSES] as const
  const counts = outcomes.map(() => new Uint32Array(series.rowCount))
  const histogram = new Uint32Array(series.rowCount * LATENCY_BUCKET_COUNT)
  for (const request of sampledRequests(run)) {
    const row = rowOfUs(request.endedUs)
    const column = counts[request.cause]
    if (column !== undefined) column[row] = cell(column, row) + 1
    if (request.cause > 1) continue
    const at = row * LATENCY_BUCKET_COUNT + bucketOf(request)
    histogram[at] = cell(histogram, at) + 1
  }
  for (const [index, outcome] of outcomes.entries())
    for (let row = 0; row < series.rowCount; row++)
      if (cell(counts[index] ?? [], row) !== cell(series.columns[outcome], row))
        yield `row ${row}: ${cell(counts[index] ?? [], row)} of the sample are ${outcome}, ${cell(series.columns[outcome], row)} of the table`
  for (let row = 0; row < series.rowCount; row++)
    for (let entry = cell(latency.offsets, row); entry < cell(latency.offsets, row + 1); entry++)
      if (cell(histogram, row * LATENCY_BUCKET_COUNT + cell(latency.buckets, entry)) !== cell(latency.counts, entry))
        yield `row ${row}, bucket ${cell(latency.buckets, entry)}: the sample has other latencies than the table`
}

/** The bucket by search over the bounds, not by the engine's bit arithmetic. */
function bucketOf({ arrivedUs, endedUs }: SampledRequest): number {
  let low = 0
  let high = LATENCY_BUCKET_COUNT - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (latencyBucketLowUs(middle) <= endedUs - arrivedUs) low = middle
    else high = middle - 1
  }
  return low
}
