import { describe, expect, it } from 'vitest'
import { drawClientWords, drawFlow } from '../../../src/renderer/scene/draw-flow'
import { fleetShape } from '../../../src/renderer/scene/fill-order'
import { sceneLayout } from '../../../src/renderer/scene/layout'
import { marksAt } from '../../../src/renderer/scene/mark-position'
import { markSetFor } from '../../../src/renderer/scene/request-marks'
import { pointOnRibbon, ribbonPath, ribbonsFor } from '../../../src/renderer/scene/ribbons'
import { shownShare } from '../../../src/renderer/scene/shown-weight'
import { trafficAt } from '../../../src/renderer/scene/traffic'
import { allAtOnceLambdaScenario, blueGreenScenario, runOf, smallScenario } from '../support/runs'

const layout = sceneLayout(
  { width: 896, height: 433 },
  {
    kind: 'one-fleet',
    hasTestListener: false,
    zones: ['a'],
    places: [{ instanceIndexes: [0], zoneIndex: 0, fleet: 'original' }],
  },
  null,
)

describe('the ribbons', () => {
  it('are as thick as their share', () => {
    const { old, new: next } = ribbonsFor(layout, 0.25)
    expect((next?.fromThickness ?? 0) / (old?.fromThickness ?? 1)).toBeCloseTo(1 / 3)
  })

  it('keep a version with any traffic at all visible, and leave one without any out', () => {
    expect(ribbonsFor(layout, 0.001).new?.fromThickness).toBe(7)
    expect(ribbonsFor(layout, 0.999).old?.fromThickness).toBe(7)
    expect(ribbonsFor(layout, 0).new).toBeNull()
    expect(ribbonsFor(layout, 1).old).toBeNull()
    expect(ribbonsFor(layout, null)).toMatchObject({ old: null, new: null })
  })

  it('never cross: v1 is above v2 all the way', () => {
    for (let share = 0.02; share < 1; share += 0.02) {
      const { old, new: next } = ribbonsFor(layout, share)
      if (!old || !next) throw new Error('both versions take traffic')
      for (let along = 0; along <= 1; along += 0.1) {
        expect(pointOnRibbon(old, along, 0.5).y).toBeLessThan(pointOnRibbon(next, along, -0.5).y)
      }
    }
  })

  it('show where requests are sent although every one is refused', () => {
    expect(ribbonsFor(layout, null, true)).toMatchObject({ old: null, new: null })
    expect(ribbonsFor(layout, null, true).refused).not.toBeNull()
    expect(ribbonsFor(layout, 0.5, false).refused).toBeNull()
  })

  it('flow from the first moment of a run on', () => {
    const traffic = trafficAt(runOf(smallScenario()), 0)
    expect(traffic.arrivedRps).toBeGreaterThan(0)
    expect(traffic.newShare).toBe(0)
  })

  it('run between balancer and target group, and their points lie inside', () => {
    const { old } = ribbonsFor(layout, 0)
    if (!old) throw new Error('v1 takes all traffic')
    expect(pointOnRibbon(old, 0, 0)).toEqual({ x: layout.balancer.x + layout.balancer.width, y: old.fromY })
    expect(pointOnRibbon(old, 1, 0)).toEqual({ x: layout.targetGroup.x, y: old.toY })
    expect(ribbonPath(old)).toMatch(/^M[\d.]+ [\d.]+C/)
  })
})

describe('the share of the new version', () => {
  const result = runOf(blueGreenScenario())
  const { routedOld, routedNew } = result.series.columns

  it('is that of the second, as the track has it, and not a mean over the wave before', () => {
    const shares = Array.from({ length: result.series.rowCount }, (_, row) => trafficAt(result, row).newShare)
    expect(shares.some((share) => share !== null && share > 0 && share < 1)).toBe(true)
    shares.forEach((share, row) => {
      const [old, next] = [routedOld[row] ?? 0, routedNew[row] ?? 0]
      expect(share).toBe(old + next === 0 ? null : next / (old + next))
    })
  })

  it('moves there from the second before while the run plays, and is there at rest', () => {
    const row = routedNew.findIndex((count) => count > 0)
    const share = trafficAt(result, row).newShare ?? Number.NaN
    const from = row * 1_000
    expect(shownShare(result, from + 1, 0)).toBe(share)
    expect(shownShare(result, from + 1, 1)).toBeLessThan(share / 100)
    expect(shownShare(result, from + 210, 1)).toBeCloseTo(share / 2)
    expect(shownShare(result, from + 420, 1)).toBe(share)
  })
})

describe('what a function turns away', () => {
  const result = runOf(allAtOnceLambdaScenario())
  const alias = sceneLayout({ width: 896, height: 433 }, fleetShape(result, null), null)
  const row = result.series.columns.throttled.findIndex((count) => count > 0)
  const traffic = trafficAt(result, row)

  it('comes back from the alias, not from a version that it never reached', () => {
    expect(traffic.throttledRps).toBeGreaterThan(0)
    expect(traffic).toMatchObject({ hasRecentFailures: true, hasFailuresOld: false, hasFailuresNew: false })
    const lanes = drawFlow(alias, ribbonsFor(alias, 1), traffic, 1)
    const starts = lanes.flatMap((shape) =>
      shape.kind === 'path' && shape.stroke === 'fail' ? Number(/^M([\d.]+)/.exec(shape.d)?.[1]) : [],
    )
    expect(starts.length).toBeGreaterThan(0)
    for (const x of starts) expect(x).toBeLessThanOrEqual(alias.balancer.x)
  })

  it('is called throttled', () => {
    const words = drawClientWords(alias, traffic).flatMap((shape) => (shape.kind === 'text' ? shape.text : []))
    expect(words).toContainEqual(expect.stringContaining('throttled'))
  })
})

describe('marks under way when their ribbon ends', () => {
  it('go to the panel that they were sent to', () => {
    const result = runOf(allAtOnceLambdaScenario())
    const alias = sceneLayout({ width: 896, height: 433 }, fleetShape(result, null), null)
    const flipMs = result.deployments[0]?.createdAtMs ?? Number.NaN
    const edge = alias.balancer.x + alias.balancer.width
    const marks = [50, 200, 350, 500].flatMap((afterMs) =>
      marksAt(result, markSetFor(result, 1), alias, ribbonsFor(alias, 1), () => null, flipMs + afterMs),
    )
    const old = marks.filter(({ shape, x }) => shape === 'old' && x > edge)
    expect(old.length).toBeGreaterThan(0)
    // The panel of the old version is above the alias's lane, that of the new one below.
    for (const { y } of old) expect(y).toBeLessThanOrEqual(alias.flowY + alias.ribbonWidthMax / 2)
  })
})
