import { describe, expect, it } from 'vitest'
import { sceneLayout } from '../../../src/renderer/scene/layout'
import { pointOnRibbon, ribbonPath, ribbonsFor } from '../../../src/renderer/scene/ribbons'
import { countOver, trafficAt } from '../../../src/renderer/scene/traffic'
import { runOf, smallScenario } from '../support/runs'

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
    const traffic = trafficAt(runOf(smallScenario()), 0, 0)
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

describe('counting over a stretch of time', () => {
  it('takes the part of a row that is inside', () => {
    const column = Uint32Array.of(10, 20, 40)
    expect(countOver(column, 0, 3_000)).toBe(70)
    expect(countOver(column, 500, 1_500)).toBe(15)
    expect(countOver(column, -4_000, 1_000)).toBe(10)
    expect(countOver(column, 2_500, 9_000)).toBe(20)
  })
})
