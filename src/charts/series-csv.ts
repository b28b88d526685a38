import { LATENCY_BUCKET_COUNT, latencyBucketLowUs, ROW_MS, type RunResult, SERIES, type SeriesDefinition } from '@sim'
import { platformOf } from './tracks/platform'

/** RFC 4180: lines end in CR LF, the last one too. */
const LINE_END = '\r\n'

/** The latency buckets that at least one answer fell into, in order. */
function usedBuckets({ latency }: RunResult): number[] {
  const isUsed = new Uint8Array(LATENCY_BUCKET_COUNT)
  for (const bucket of latency.buckets) isUsed[bucket] = 1
  return Array.from(isUsed, (used, bucket) => (used === 1 ? bucket : -1)).filter((bucket) => bucket >= 0)
}

/** The series that mean anything on the platform of a run: a function has no targets, a fleet no environments. */
function seriesOf(result: RunResult): readonly SeriesDefinition[] {
  const platform = platformOf(result)
  return SERIES.filter(({ platforms }) => platforms.includes(platform))
}

function header(series: readonly SeriesDefinition[], buckets: readonly number[]): string[] {
  return [
    'from_ms',
    'to_ms',
    ...series.map(({ name, unit }) => `${name}_${unit}`),
    'latencyShortest_us',
    'latencyLongest_us',
    ...buckets.map((bucket) => `latency_us_${latencyBucketLowUs(bucket)}`),
  ]
}

/** Answers of one row in each used bucket; `columnOfBucket` is where a bucket stands. */
function latencyCells({ latency }: RunResult, row: number, columnOfBucket: Int32Array, width: number): number[] {
  const cells = new Array<number>(width).fill(0)
  const end = latency.offsets[row + 1] ?? 0
  for (let entry = latency.offsets[row] ?? 0; entry < end; entry++) {
    const column = columnOfBucket[latency.buckets[entry] ?? 0] ?? 0
    cells[column] = (cells[column] ?? 0) + (latency.counts[entry] ?? 0)
  }
  return cells
}

/**
 * The per-second table of a run as CSV (RFC 4180, whole numbers only, so nothing is ever quoted): the time a row covers in
 * milliseconds from the start, every measured series of its platform with its unit, then the shortest and longest latency answered within the row, then for every latency bucket in use
 * the number of answers in it, so that percentiles can be computed again. docs/csv.md describes it for users.
 */
export function seriesCsv(result: RunResult): string {
  const buckets = usedBuckets(result)
  const columnOfBucket = new Int32Array(LATENCY_BUCKET_COUNT)
  buckets.forEach((bucket, column) => {
    columnOfBucket[bucket] = column
  })
  const series = seriesOf(result)
  const columns = series.map(({ name }) => result.series.columns[name])
  const lines = [header(series, buckets).join(',')]
  for (let row = 0; row < result.series.rowCount; row++) {
    const toMs = Math.min((row + 1) * ROW_MS, result.endedAtMs)
    const values = columns.map((column) => column[row] ?? 0)
    const extremes = [result.latency.shortestUs[row] ?? 0, result.latency.longestUs[row] ?? 0]
    const cells = latencyCells(result, row, columnOfBucket, buckets.length)
    lines.push([row * ROW_MS, toMs, ...values, ...extremes, ...cells].join(','))
  }
  return lines.join(LINE_END) + LINE_END
}
