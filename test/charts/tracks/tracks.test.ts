import { TRACKS, type TrackDrawing, type TrackFrame, trackReadings, tracksOf } from '@charts'
import type { RunResult } from '@sim'
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
    expect(trackReadings(without, 1_000).map(({ trackId }) => trackId)).toEqual(tracksOf(without).map(({ id }) => id))
  })
})
