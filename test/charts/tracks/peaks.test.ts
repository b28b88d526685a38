import { TRACKS, type TrackDrawing } from '@charts'
import { LATENCY_BUCKET_COUNT, latencyBucketOf, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../support/bundled-runs'
import { tinyRun, tinySeries } from '../../support/tiny-run'

const DAY_S = 86_400

/** A day of ten requests a second with one second that is unlike all others. */
function dayWithOneOddSecond(oddRow: number): RunResult {
  const flat = (value: number, odd: number) => Array.from({ length: DAY_S }, (_, row) => (row === oddRow ? odd : value))
  const series = tinySeries(DAY_S, {
    arrived: flat(10, 700),
    routedOld: flat(10, 700),
    ok: flat(10, 660),
    refused: flat(0, 40),
  })
  const counts = Uint32Array.from(flat(10, 10))
  const buckets = Uint16Array.from(flat(latencyBucketOf(20_000), latencyBucketOf(900_000)))
  const offsets = Uint32Array.from({ length: DAY_S + 1 }, (_, row) => row)
  const shortestUs = Uint32Array.from(flat(20_000, 900_000))
  const longestUs = Uint32Array.from(flat(20_400, 910_000))
  const dense = new Uint32Array(LATENCY_BUCKET_COUNT)
  const totals = {
    arrived: 864_690,
    ok: 864_650,
    failed: 40,
    inFlight: 0,
    failedByCause: {
      versionError: 0,
      refused: 40,
      noRegisteredTarget: 0,
      timedOut: 0,
      cutByDraining: 0,
      queueFull: 0,
      throttled: 0,
    },
    byRevision: { old: 864_690, new: 0, none: 0 },
  }
  return tinyRun({
    endedAtMs: DAY_S * 1_000,
    series,
    totals,
    latency: { offsets, buckets, counts, shortestUs, longestUs, totalOld: dense, totalNew: dense },
  })
}

function draw(result: RunResult, trackId: string): TrackDrawing {
  const track = TRACKS.find(({ id }) => id === trackId)
  if (!track) throw new Error(`there is no track ${trackId}`)
  const width = 1_000
  return track.draw(result, {
    x: (tMs) => (tMs / result.endedAtMs) * width,
    width,
    height: 100,
    fromMs: 0,
    toMs: result.endedAtMs,
  })
}

/** The point of a line that is highest on the page. */
function top(d: string): { x: number; y: number } {
  const points = [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
  return points.reduce((best, point) => (point.y < best.y ? point : best))
}

const ODD_ROW = 61_234
const ODD_X = ((ODD_ROW + 0.5) / DAY_S) * 1_000

describe('one odd second of a day on a thousand pixels', () => {
  const result = dayWithOneOddSecond(ODD_ROW)

  it('is the peak of the failed requests, at its place and with its number', () => {
    const { lines, notes } = draw(result, 'failures')
    expect(lines.length).toBe(1)
    expect(Math.abs(top(lines[0]?.d ?? '').x - ODD_X)).toBeLessThan(1)
    expect(notes.map(({ text }) => text)).toEqual(['peak 40/s, 40 in total'])
  })

  it.each(['requests', 'latency'])('is the top of the thin line over the %s', (trackId) => {
    const { lines, notes } = draw(result, trackId)
    const thin = lines.find(({ width }) => width < 1)
    expect(Math.abs(top(thin?.d ?? '').x - ODD_X)).toBeLessThan(2)
    expect(notes.map(({ text }) => text)).toContain('thin: highest second')
  })

  it('does not move the mean rate to where no request was', () => {
    const { lines, ticks } = draw(result, 'requests')
    const mean = lines.find(({ role }) => role === 'v1')
    // Ten a second on a scale up to 800, but for the bucket that holds the odd second.
    expect(ticks[0]?.label).toBe('800/s')
    const levels = [...(mean?.d ?? '').matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y))
    expect(levels.filter((y) => y !== 98.8).length).toBeLessThanOrEqual(1)
  })
})

describe('a last second that is cut short', () => {
  it('is taken together with the one before it, so that a rate stays a rate', () => {
    const series = tinySeries(3, { arrived: [100, 100, 1], routedOld: [100, 100, 1] })
    const result = tinyRun({ endedAtMs: 2_010, series })
    expect(TRACKS.find(({ id }) => id === 'requests')?.read(result, 2_010)[0]?.text).toBe('100/s')
  })
})

describe('seconds in which nothing was answered', () => {
  const outage = bundledRuns().find(({ name }) => name === 'all-at-once-outage')?.result

  it('are a gap in the latency, and what was answered after them is drawn again', () => {
    if (!outage) throw new Error('the bundled outage is gone')
    const { lines, areas } = draw(outage, 'latency')
    for (const { d } of [...areas, ...lines]) {
      const xs = [...d.matchAll(/(-?[\d.]+),/g)].map(([, x]) => Number(x))
      expect(d.match(/M/g)?.length).toBeGreaterThan(1)
      expect(Math.max(...xs)).toBe(1_000)
    }
  })
})
