import { seriesCsv } from '@charts'
import { FAILURE_CAUSES, latencyPercentileUs, type RunResult, SERIES, summarize } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../support/bundled-runs'
import { platformRun } from '../support/platform-runs'
import { sampledRuns } from '../support/sampled-runs'

const RUNS = [...bundledRuns(), ...sampledRuns(30).map((result, index) => ({ name: `sample ${index}`, result }))]

type Row = ReadonlyMap<string, number>

/** The file as a spreadsheet would read it. */
function parse(csv: string): { readonly header: string[]; readonly rows: Row[] } {
  const [first = '', ...lines] = csv.split('\r\n').slice(0, -1)
  const header = first.split(',')
  return {
    header,
    rows: lines.map((line) => new Map(line.split(',').map((cell, index) => [header[index] ?? '', Number(cell)]))),
  }
}

const sumOf = (rows: readonly Row[], column: string): number =>
  rows.reduce((sum, row) => sum + (row.get(column) ?? 0), 0)
const failedIn = (rows: readonly Row[]): number =>
  FAILURE_CAUSES.reduce((sum, cause) => sum + sumOf(rows, `${cause}_requests`), 0)

/** Percentile in microseconds, as docs/csv.md tells a reader to compute it. */
function percentileUs(rows: readonly Row[], share: number): number | null {
  const columns = [...(rows[0]?.keys() ?? [])].filter((name) => name.startsWith('latency_us_'))
  const buckets = columns.map((name) => ({ lowUs: Number(name.slice('latency_us_'.length)), count: sumOf(rows, name) }))
  const total = buckets.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const answered = rows.filter((row) => columns.some((name) => (row.get(name) ?? 0) > 0))
  const shortestUs = Math.min(...answered.map((row) => row.get('latencyShortest_us') ?? 0))
  const longestUs = Math.max(...answered.map((row) => row.get('latencyLongest_us') ?? 0))
  let left = Math.ceil(share * total)
  for (const { lowUs, count } of buckets) {
    if (left <= count) {
      const widthUs = lowUs < 32 ? 1 : 2 ** (Math.floor(Math.log2(lowUs)) - 5)
      const insideUs = lowUs + Math.floor((widthUs * (2 * left - 1)) / (2 * count))
      return Math.min(Math.max(insideUs, shortestUs), longestUs)
    }
    left -= count
  }
  throw new Error('the rank lies beyond the last bucket')
}

function metric(result: RunResult, id: string): number | null {
  return summarize(result).metrics.find((found) => found.id === id)?.value ?? null
}

describe('seriesCsv', () => {
  it('names every series of the registry with its unit, after the time', () => {
    const [first] = RUNS
    if (!first) throw new Error('there are runs')
    const { header } = parse(seriesCsv(first.result))
    const series = SERIES.filter(({ platforms }) => platforms.includes('Server')).map(
      ({ name, unit }) => `${name}_${unit}`,
    )
    expect(header.slice(0, 2 + series.length)).toEqual(['from_ms', 'to_ms', ...series])
    const rest = header.slice(2 + series.length)
    expect(rest.slice(0, 2)).toEqual(['latencyShortest_us', 'latencyLongest_us'])
    expect(rest.slice(2).every((name) => /^latency_us_\d+$/.test(name))).toBe(true)
  })

  it('has the environments of a function, and no targets', () => {
    const { header } = parse(seriesCsv(platformRun('lambdaLinear')))
    expect(header).toEqual(expect.arrayContaining(['throttled_requests', 'coldStarts_environments']))
    expect(header.filter((name) => /Targets|inService|noRegistered/.test(name))).toEqual([])
  })

  it.each(RUNS)('is a full table of whole numbers that covers the run: $name', ({ result }) => {
    const csv = seriesCsv(result)
    expect(csv).toMatch(/^[\x20-\x7e]+\r\n(\d+(,\d+)*\r\n)*$/)
    const { header, rows } = parse(csv)
    expect(rows.every((row) => row.size === header.length)).toBe(true)
    expect(rows.map((row) => row.get('from_ms'))).toEqual(rows.map((_, index) => index * 1_000))
    expect(rows.at(-1)?.get('to_ms')).toBe(result.endedAtMs)
  })

  it.each(RUNS)('keeps the books in every row: $name', ({ result }) => {
    const { rows } = parse(seriesCsv(result))
    let inFlight = 0
    for (const row of rows) {
      const now = row.get('inFlight_requests') ?? 0
      expect(sumOf([row], 'arrived_requests')).toBe(sumOf([row], 'ok_requests') + failedIn([row]) + now - inFlight)
      inFlight = now
    }
  })

  it.each(RUNS)('lets a reader compute the metrics again: $name', ({ result }) => {
    const { rows } = parse(seriesCsv(result))
    expect(failedIn(rows)).toBe(metric(result, 'failedRequests') ?? 0)
    for (const percent of [50, 95, 99]) {
      const value = metric(result, `latencyMsP${percent}`)
      expect(percentileUs(rows, percent / 100)).toBe(value === null ? null : Math.round(value * 1_000))
    }
    const tenth = rows.slice(0, Math.ceil(rows.length / 10))
    expect(percentileUs(tenth, 0.99)).toBe(latencyPercentileUs(result, 990_000, 0, tenth.length))
  })
})
