import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { player } from '../../../src/renderer/playback/player'
import {
  panBy,
  setTimelineHeight,
  showRange,
  showWholeRun,
  useTimelineView,
  visibleRange,
  zoomAround,
  zoomStep,
} from '../../../src/renderer/timeline/view'

const DURATION_MS = 480_000
const range = () => visibleRange(useTimelineView.getState().range, DURATION_MS)
beforeEach(() => {
  player.setDuration(DURATION_MS)
  player.seek(0)
})
afterEach(showWholeRun)

describe('the visible part of the run', () => {
  it('is the whole run at first', () => {
    expect(range()).toEqual({ fromMs: 0, toMs: DURATION_MS })
  })

  it('zooms around a moment, which keeps its place on the screen', () => {
    zoomAround(120_000, 4)
    const { fromMs, toMs } = range()
    expect(toMs - fromMs).toBeCloseTo(DURATION_MS / 4)
    expect((120_000 - fromMs) / (toMs - fromMs)).toBeCloseTo(0.25)
  })

  it('never leaves the run, and ends at two seconds', () => {
    for (let step = 0; step < 40; step += 1) zoomAround(479_000, 2)
    expect(range().toMs - range().fromMs).toBe(2_000)
    expect(range().toMs).toBeLessThanOrEqual(DURATION_MS)
    for (let step = 0; step < 40; step += 1) zoomAround(479_000, 0.5)
    expect(useTimelineView.getState().range).toBeNull()
  })

  it('zooms by keyboard around the playhead, or the middle where the playhead is out of view', () => {
    player.seek(60_000)
    zoomStep(1)
    const near = range()
    expect((60_000 - near.fromMs) / (near.toMs - near.fromMs)).toBeCloseTo(60_000 / DURATION_MS)
    showRange(300_000, 320_000)
    const before = range()
    zoomStep(1)
    const after = range()
    expect((after.fromMs + after.toMs) / 2).toBeCloseTo((before.fromMs + before.toMs) / 2)
    expect(after.toMs - after.fromMs).toBeLessThan(before.toMs - before.fromMs)
  })

  it('pans inside the run', () => {
    zoomAround(240_000, 4)
    const before = range()
    panBy(10_000)
    expect(range()).toEqual({ fromMs: before.fromMs + 10_000, toMs: before.toMs + 10_000 })
    panBy(1e9)
    expect(range().toMs).toBe(DURATION_MS)
  })

  it('fits a stretch with air on both sides', () => {
    showRange(100_000, 140_000)
    expect(range()).toEqual({ fromMs: 90_000, toMs: 150_000 })
  })

  it('is clamped when another run is shorter', () => {
    showRange(400_000, 440_000)
    const { fromMs, toMs } = visibleRange(useTimelineView.getState().range, 100_000)
    expect(fromMs).toBeGreaterThanOrEqual(0)
    expect(toMs).toBe(100_000)
  })
})

describe('the height of the timeline', () => {
  afterEach(() => setTimelineHeight(null))

  it('stays within its bounds and is remembered', () => {
    setTimelineHeight(10_000)
    expect(useTimelineView.getState().height).toBe(560)
    setTimelineHeight(1)
    expect(useTimelineView.getState().height).toBe(120)
    expect(localStorage.getItem('fleetshift.timelineHeight')).toBe('120')
    setTimelineHeight(null)
    expect(useTimelineView.getState().height).toBeNull()
  })
})
