import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fleetShape, waveOfInstances } from '../../../src/renderer/scene/fill-order'
import { type FleetShape, type Place, sceneLayout } from '../../../src/renderer/scene/layout'
import { runOf, smallScenario } from '../support/runs'

const DESIGN_SIZE = { width: 896, height: 433 }

function evenFleet(instanceCount: number, zoneCount: number): FleetShape {
  const indexes = Array.from({ length: instanceCount }, (_, index) => index)
  return {
    zones: Array.from({ length: zoneCount }, (_, zone) => `us-east-1${String.fromCharCode(97 + zone)}`),
    kind: 'one-fleet',
    hasTestListener: false,
    places: indexes.map((index) => ({ instanceIndexes: [index], zoneIndex: index % zoneCount, fleet: 'original' })),
  }
}

describe('the layout of the scene', () => {
  it('draws as much as there is room for', () => {
    const levels = [12, 60, 1_000].map((count) => sceneLayout(DESIGN_SIZE, evenFleet(count, 3), null).level)
    expect(levels).toEqual(['cell', 'chip', 'dot'])
    expect(sceneLayout({ width: 500, height: 240 }, evenFleet(2_000, 3), null).level).toBe('tile')
  })

  it('places every instance once, inside its zone and the target group, and clear of its neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 560, max: 1_600 }),
        fc.integer({ min: 260, max: 900 }),
        (instanceCount, zoneCount, width, height) => {
          const layout = sceneLayout({ width, height }, evenFleet(instanceCount, zoneCount), null)
          const placed = layout.slots.flatMap(({ instanceIndexes }) => instanceIndexes).sort((a, b) => a - b)
          expect(placed).toEqual(Array.from({ length: instanceCount }, (_, index) => index))
          const half = layout.ringDiameter / 2
          const { y: top, height: tall } = layout.targetGroup
          const outside = layout.slots.filter((slot) => {
            const band = layout.zoneBands[slot.zoneIndex] ?? { x: 0, width: 0 }
            const isInBand = slot.x - half >= band.x - 1 && slot.x + half <= band.x + band.width + 1
            return !isInBand || slot.y - half < top || slot.y + half > top + tall
          })
          expect(outside).toEqual([])
          expect(layout.ringDiameter).toBeLessThanOrEqual(Math.min(layout.pitchX, layout.pitchY))
        },
      ),
      { numRuns: 120 },
    )
  })

  it('numbers rows and columns without gaps in a zone', () => {
    const layout = sceneLayout(DESIGN_SIZE, evenFleet(12, 3), null)
    const keys = new Set(layout.slots.map(({ row, column }) => `${row} ${column}`))
    expect(keys.size).toBe(12)
    expect(Math.max(...layout.slots.map(({ row }) => row))).toBe(layout.rowCount - 1)
    expect(Math.max(...layout.slots.map(({ column }) => column))).toBe(layout.columnCount - 1)
  })

  it('has place for an empty fleet', () => {
    expect(sceneLayout(DESIGN_SIZE, evenFleet(0, 2), null).slots).toEqual([])
  })

  it('lets a few cells grow, and keeps their rows together', () => {
    const few = sceneLayout(DESIGN_SIZE, evenFleet(5, 3), null)
    expect(few.ringDiameter).toBe(84)
    const eight = sceneLayout(DESIGN_SIZE, evenFleet(8, 3), null)
    expect(eight.ringDiameter).toBeGreaterThan(62)
    expect(eight.liveLineCount).toBe(2)
    const dozen = sceneLayout(DESIGN_SIZE, evenFleet(12, 3), null)
    expect([dozen.rowCount, dozen.columnCount]).toEqual([2, 6])
    expect(dozen.pitchY).toBeLessThan(115)
    expect(dozen.liveLineCount).toBe(2)
  })

  it('puts 25 instances into a tile', () => {
    const layout = sceneLayout({ width: 500, height: 240 }, evenFleet(2_000, 1), null)
    expect(layout.slots.map(({ instanceIndexes }) => instanceIndexes.length)).toEqual(Array(80).fill(25))
  })
})

describe('the order in which instances fill a zone', () => {
  const result = runOf(smallScenario())
  const waves = waveOfInstances(result)
  const waveOf = ({ instanceIndexes: [index] }: Place) => waves[index ?? -1] ?? 99

  it('is by wave of the first deployment, so that a rollout moves down as one front', () => {
    const { places } = fleetShape(result, null)
    for (const zone of [0, 1]) {
      const inZone = places.flatMap((place) => (place.zoneIndex === zone ? waveOf(place) : []))
      expect(inZone).toEqual([...inZone].sort((a, b) => a - b))
    }
    expect(new Set(waves).size).toBe(3)
  })

  it('leaves a zone, or a wave of it, when the scene is zoomed', () => {
    const zone = fleetShape(result, { zoneIndex: 1, waveIndex: null })
    const zonesOf = zone.places.map(({ instanceIndexes: [index] }) => result.instances[index ?? -1]?.zoneIndex)
    expect(zonesOf).toEqual([1, 1, 1])
    const wave = fleetShape(result, { zoneIndex: 1, waveIndex: 0 })
    expect(wave.places.map(waveOf)).toEqual(wave.places.map(() => 0))
    expect(wave.places.length).toBeGreaterThan(0)
    expect(wave.zones).toEqual(['us-east-1b'])
  })
})
