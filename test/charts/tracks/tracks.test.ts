import { TRACKS, type TrackDrawing, type TrackFrame, trackSpans, tracksOf } from '@charts'
import { groupDeploymentsOf, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../support/bundled-runs'
import { sampledRuns } from '../../support/sampled-runs'

const RUNS = [...bundledRuns().map(({ result }) => result), ...sampledRuns(40)]

function frameOf(result: RunResult, width: number, height: number, from = 0, to = 1): TrackFrame {
  const fromMs = Math.floor(result.endedAtMs * from)
  const toMs = Math.max(fromMs + 1, Math.ceil(result.endedAtMs * to))
  return { x: (tMs) => ((tMs - fromMs) / (toMs - fromMs)) * width, width, height, fromMs, toMs }
}

/** Every coordinate pair of a path made of M, L and Z. */
function pathPairs(d: string): (readonly [number, number])[] {
  expect(d).toMatch(/^([MLZ]|-?[\d.]+|,)*$/)
  return [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
}

function pointsOf({ areas, lines, boxes, marks, notes, ticks, rows }: TrackDrawing): (readonly [number, number])[] {
  return [
    ...[...areas, ...lines].flatMap(({ d }) => pathPairs(d)),
    ...boxes.flatMap(({ x, y, width, height }) => [[x, y] as const, [x + width, y + height] as const]),
    ...[...marks, ...notes].map(({ x, y }) => [x, y] as const),
    ...[...ticks, ...rows].map(({ y }) => [0, y] as const),
  ]
}

/** Coordinates are printed to a tenth, and a lone value reaches a little to both sides. */
const SLACK = 2.1

function outside(drawing: TrackDrawing, { width, height }: TrackFrame): (readonly [number, number])[] {
  return pointsOf(drawing).filter(
    ([x, y]) => !(x >= -SLACK && x <= width + SLACK && y >= -SLACK && y <= height + SLACK),
  )
}

describe.each(TRACKS.map((track) => ({ id: track.id, track })))('the track $id', ({ track }) => {
  it('stays inside its frame, whole or zoomed, wide or narrow', () => {
    for (const result of RUNS) {
      for (const frame of [
        frameOf(result, 1_102, 88),
        frameOf(result, 600, 24, 0.3, 0.62),
        frameOf(result, 40, 40, 0.5, 0.501),
      ]) {
        expect(outside(track.draw(result, frame), frame)).toEqual([])
      }
    }
  })

  it('draws boxes that do not lie on each other in one row', () => {
    for (const result of RUNS) {
      const { boxes } = track.draw(result, frameOf(result, 1_102, 200))
      for (const box of boxes) {
        const middle = box.y + box.height / 2
        const clashes = boxes.filter(
          (other) =>
            other !== box &&
            Math.abs(other.y + other.height / 2 - middle) < 1 &&
            other.x < box.x + box.width - 2.5 &&
            box.x < other.x + other.width - 2.5,
        )
        expect(clashes.map(({ label }) => `${box.label} | ${label}`)).toEqual([])
      }
    }
  })

  it('reads something at every time of a run that it shows', () => {
    for (const result of RUNS) {
      if (!tracksOf(result).includes(track)) continue
      for (const share of [0, 0.25, 0.5, 1]) {
        const readings = track.read(result, Math.floor(result.endedAtMs * share))
        for (const { text } of readings) expect(text).not.toMatch(/NaN|undefined|Infinity|^$/)
      }
      expect(track.read(result, result.endedAtMs).length).toBeGreaterThan(0)
    }
  })
})

describe('tracksOf', () => {
  it('leaves out what a run without a deployment has nothing to show on', () => {
    const [result] = RUNS
    if (!result) throw new Error('there are runs')
    const without = { ...result, deployments: [], log: [] }
    expect(tracksOf(without).map(({ id }) => id)).toEqual(['requests', 'failures', 'latency', 'capacity'])
    expect(trackSpans(without, 0, 1_000).map(({ trackId }) => trackId)).toEqual(tracksOf(without).map(({ id }) => id))
  })
})

describe('what a track says first', () => {
  const run = (name: string): RunResult => {
    const found = bundledRuns().find((each) => each.name === name)
    if (!found) throw new Error(`there is no bundled scenario ${name}`)
    return found.result
  }
  const read = (result: RunResult, id: string, tMs: number): string[] =>
    TRACKS.find((track) => track.id === id)
      ?.read(result, tMs)
      .map(({ text }) => text) ?? []

  it('is what failed', () => {
    const outage = run('all-at-once-outage')
    expect(read(outage, 'requests', 60_000)[0]).toBe('unserved 100\u2009%')
    const rollback = run('validate-fails-rollback')
    expect(read(rollback, 'deployments', 60_000)[0]).toBe('InProgress')
    expect(read(rollback, 'deployments', rollback.endedAtMs)[0]).toBe('rollback Succeeded')
  })

  it('counts waves against the plan, and claims no plan for a rollback', () => {
    const rollback = run('validate-fails-rollback')
    expect(rollback.plan?.waveSizes).toEqual([4, 4, 1])
    expect(read(rollback, 'batches', 60_000)[0]).toBe('wave 1 of 3')
    expect(read(rollback, 'batches', (rollback.deployments[1]?.createdAtMs ?? 0) + 5_000)[0]).toBe('wave 1')
  })
})

describe('the words on a stretch of time', () => {
  it('leave nothing out that happened in it', () => {
    for (const { result } of bundledRuns()) {
      const failures = TRACKS.find(({ id }) => id === 'failures')
      const stepMs = 7_000
      let failed = 0
      for (let fromMs = 0; fromMs < result.endedAtMs; fromMs += stepMs) {
        const [words = ''] = failures?.readSpan(result, fromMs, fromMs + stepMs) ?? []
        failed += Number(words.replace(/\D/g, ''))
      }
      expect(failed).toBe(result.totals.failed)
    }
  })
})

describe('the marks of a deployment', () => {
  it('show a success as such, also where an instance failed in its last moment', () => {
    for (const result of RUNS) {
      const { marks } = TRACKS.find(({ id }) => id === 'deployments')?.draw(result, frameOf(result, 1_102, 40)) ?? {}
      const ends = groupDeploymentsOf(result).filter(({ endedAtMs }) => endedAtMs !== null)
      expect(marks?.filter(({ shape }) => ['dot', 'square', 'cross'].includes(shape)).length).toBe(ends.length)
      const isInLane = (shape: string): boolean => ['disc', 'diamond', 'act', 'notice'].includes(shape)
      const lane = marks?.filter(({ shape }) => isInLane(shape)) ?? []
      const gaps = lane.slice(1).map(({ x }, at) => x - (lane[at]?.x ?? 0))
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(0)
      // Circles are beginnings: of deployments of the group in their boxes, of others in the lane.
      for (const { y, shape } of marks?.filter((mark) => mark.shape !== 'circle') ?? [])
        expect(y > 26).toBe(isInLane(shape))
    }
  })
})
