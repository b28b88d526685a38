import { failedInRow, type RunResult, rowIndexAt } from '@sim'
import { describe, expect, it } from 'vitest'
import { fleetShape } from '../../../src/renderer/scene/fill-order'
import { sceneLayout } from '../../../src/renderer/scene/layout'
import { marksAt, type PlacedMark } from '../../../src/renderer/scene/mark-position'
import {
  MARK_COUNT_MAX,
  type MarkSet,
  markSetFor,
  marksNear,
  markTimes,
} from '../../../src/renderer/scene/request-marks'
import { ribbonsFor } from '../../../src/renderer/scene/ribbons'
import { trafficAt } from '../../../src/renderer/scene/traffic'
import { runOf, smallScenario } from '../support/runs'

const failing = runOf(
  smallScenario({
    name: 'Many failures',
    load: {
      kind: 'steps',
      points: [
        { atMs: 0, rps: 20 },
        { atMs: 30_000, rps: 400 },
        { atMs: 60_000, rps: 5 },
      ],
    },
    revisions: { old: { name: 'v1' }, new: { name: 'v2', errorRatePpm: 200_000 } },
  }),
)
const layout = sceneLayout({ width: 896, height: 433 }, fleetShape(failing, null), null)

function marksOf(result: RunResult, tMs: number, speed = 1): PlacedMark[] {
  const traffic = trafficAt(result, rowIndexAt(result, tMs))
  const ribbons = ribbonsFor(layout, traffic.newShare)
  const slotOf = (instance: number) => layout.slots.find((slot) => slot.instanceIndexes.includes(instance)) ?? null
  return marksAt(result, markSetFor(result, speed), layout, ribbons, slotOf, tMs)
}

/** Every mark that is ever shown, once. */
function allMarks(set: MarkSet): number[] {
  const seconds = Array.from({ length: Math.ceil(failing.endedAtMs / 1_000) + 1 }, (_, second) => second)
  return [...new Set(seconds.flatMap((second) => marksNear(failing, set, second * 1_000)))]
}

describe('the request marks', () => {
  it('are never more than 120, at any moment and speed', () => {
    for (const speed of [1, 2, 5, 30]) {
      for (let tMs = 0; tMs <= failing.endedAtMs; tMs += 430) {
        expect(marksOf(failing, tMs, speed).length).toBeLessThanOrEqual(MARK_COUNT_MAX)
      }
    }
  })

  it('fill the picture: the busiest moment shows two fifths of what may be shown, beside what is behind cells', () => {
    const counts = Array.from({ length: 200 }, (_, at) => marksOf(failing, 30_000 + at * 150).length)
    expect(Math.max(...counts)).toBeGreaterThan(MARK_COUNT_MAX * 0.4)
  })

  it('reconcile with the totals: answered marks times their number is what was answered, give or take one mark', () => {
    for (const speed of [1, 5]) {
      const set = markSetFor(failing, speed)
      const sampled = allMarks(set).filter((mark) => mark >= 0)
      const ok = sampled.filter((mark) => failing.sample.cause[mark] === 0).length
      const failed = sampled.length - ok
      expect(Math.abs(ok * set.requestsPerMark - failing.totals.ok)).toBeLessThanOrEqual(set.requestsPerMark)
      expect(Math.abs(failed * set.requestsPerMark - failing.totals.failed)).toBeLessThanOrEqual(set.requestsPerMark)
    }
  })

  it('reconcile with the series second by second, over any stretch', () => {
    const set = markSetFor(failing, 1)
    const marks = allMarks(set)
    const ends = marks.map((mark) => (mark < 0 ? Number.NaN : (failing.sample.endedUs[mark] ?? 0) / 1_000))
    const { ok } = failing.series.columns
    for (let row = 0; row + 10 <= failing.series.rowCount; row += 7) {
      const counted = Array.from(ok.subarray(row, row + 10)).reduce((sum, count) => sum + count, 0)
      const isOk = (at: number) => failing.sample.cause[marks[at] ?? 0] === 0
      const ended = ends.filter((endMs, at) => endMs > row * 1_000 && endMs <= (row + 10) * 1_000 && isOk(at)).length
      expect(Math.abs(ended * set.requestsPerMark - counted)).toBeLessThanOrEqual(set.requestsPerMark)
    }
  })

  it('show a cross at every moment of a second in which a request failed', () => {
    let failingMoments = 0
    for (let tMs = 500; tMs <= failing.endedAtMs; tMs += 250) {
      if (failedInRow(failing.series.columns, rowIndexAt(failing, tMs)) === 0) continue
      failingMoments += 1
      expect(marksOf(failing, tMs).some(({ shape }) => shape === 'failed')).toBe(true)
    }
    expect(failingMoments).toBeGreaterThan(20)
  })

  it('show no cross before anything has failed', () => {
    const firstFailedRow = Array.from({ length: failing.series.rowCount }, (_, row) => row).find(
      (row) => failedInRow(failing.series.columns, row) > 0,
    )
    for (let tMs = 0; tMs < (firstFailedRow ?? 0) * 1_000; tMs += 500) {
      expect(marksOf(failing, tMs).some(({ shape }) => shape === 'failed')).toBe(false)
    }
  })

  it('never pile up: crosses keep their distance on the way back', () => {
    for (let tMs = 30_000; tMs <= 60_000; tMs += 130) {
      const xs = marksOf(failing, tMs).flatMap(({ shape, x }) => (shape === 'failed' && x < layout.balancer.x ? x : []))
      xs.sort((a, b) => a - b)
      const gaps = xs.slice(1).map((x, at) => x - (xs[at] ?? 0))
      expect(Math.min(99, ...gaps)).toBeGreaterThan(9)
    }
  })

  it('are hidden behind the cells that they pass', () => {
    let railCount = 0
    for (let tMs = 0; tMs <= failing.endedAtMs; tMs += 310) {
      for (const { x, y } of marksOf(failing, tMs)) {
        if (x <= layout.targetGroup.x + 9) continue
        railCount += 1
        const distances = layout.slots.filter((slot) => slot.y === y).map((slot) => Math.abs(slot.x - x))
        expect(Math.min(...distances)).toBeGreaterThanOrEqual(layout.ringDiameter / 2)
      }
    }
    expect(railCount).toBeGreaterThan(20)
  })

  it('hold everything that is under way, though only the part of the sample around a moment is looked at', () => {
    for (const speed of [1, 5]) {
      const set = markSetFor(failing, speed)
      const marks = allMarks(set)
      for (let tMs = 0; tMs <= failing.endedAtMs; tMs += 1_730) {
        const near = new Set(marksNear(failing, set, tMs))
        const isUnderWay = (mark: number) => {
          const { startMs, outEndMs, backMs, endMs } = markTimes(failing, set.travel, mark)
          return (tMs >= startMs && tMs < outEndMs) || (tMs >= backMs && tMs < endMs)
        }
        expect(marks.filter((mark) => isUnderWay(mark) && !near.has(mark))).toEqual([])
      }
    }
  })

  it('are where they were when the playhead comes back', () => {
    const before = marksOf(failing, 41_234)
    marksOf(failing, 80_000)
    marksOf(failing, 3_000)
    expect(marksOf(failing, 41_234)).toEqual(before)
  })

  it('move without jumps while they are on one stretch of their way', () => {
    const set = markSetFor(failing, 1)
    const mark = allMarks(set).find((each) => each >= 0 && failing.sample.cause[each] === 0) ?? 0
    const { startMs, arrivedMs } = markTimes(failing, set.travel, mark)
    const xs = Array.from({ length: 40 }, (_, step) => startMs + ((arrivedMs - startMs) * step) / 40)
      .map((tMs) => marksOf(failing, tMs).find(({ shape }) => shape === 'client')?.x ?? 0)
      .filter((x) => x > 0)
    for (const x of xs) {
      expect(x).toBeGreaterThanOrEqual(layout.ribbonX - 1)
      expect(x).toBeLessThanOrEqual(layout.balancer.x + 1)
    }
  })

  it('go to v1 as squares and to v2 as circles, according to where they were routed', () => {
    const shapesAt = (tMs: number) => new Set(marksOf(failing, tMs).map(({ shape }) => shape))
    expect(shapesAt(4_000)).toContain('old')
    expect(shapesAt(4_000)).not.toContain('new')
    expect(shapesAt(failing.endedAtMs - 2_000)).toContain('new')
    expect(shapesAt(failing.endedAtMs - 2_000)).not.toContain('old')
  })
})
