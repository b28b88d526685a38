import { describe, expect, it } from 'vitest'
import { movedSlot, slotAt } from '../../../src/renderer/scene/grid-navigation'
import { sceneLayout } from '../../../src/renderer/scene/layout'

const indexes = Array.from({ length: 10 }, (_, index) => index)
// Two zones: six instances in the first, four in the second.
const layout = sceneLayout(
  { width: 896, height: 433 },
  {
    kind: 'one-fleet',
    hasTestListener: false,
    zones: ['a', 'b'],
    places: indexes.map((index) => ({ instanceIndexes: [index], zoneIndex: index < 6 ? 0 : 1, fleet: 'original' })),
  },
  null,
)
const slotOf = (instanceIndex: number) => {
  const slot = layout.slots.find((each) => each.instanceIndexes[0] === instanceIndex)
  if (!slot) throw new Error('no such slot')
  return slot
}
const first = slotOf(0)

describe('walking the grid', () => {
  it('goes along the row and over the edge of a zone', () => {
    const row = layout.slots.filter(({ row }) => row === first.row).sort((a, b) => a.column - b.column)
    let slot = first
    const walked = [slot]
    for (;;) {
      const next = movedSlot(layout, slot, 'ArrowRight', false) ?? slot
      if (next === slot) break
      walked.push(next)
      slot = next
    }
    expect(walked).toEqual(row)
    expect(new Set(walked.map(({ zoneIndex }) => zoneIndex))).toEqual(new Set([0, 1]))
  })

  it('goes down and comes back up', () => {
    const below = movedSlot(layout, first, 'ArrowDown', false) ?? first
    expect([below.row, below.column]).toEqual([first.row + 1, first.column])
    expect(movedSlot(layout, below, 'ArrowUp', false)).toBe(first)
    expect(movedSlot(layout, first, 'ArrowUp', false)).toBe(first)
  })

  it('finds the nearest one in a shorter row', () => {
    const lastRow = layout.slots.filter(({ row }) => row === layout.rowCount - 1)
    const above = layout.slots.filter(({ row }) => row === layout.rowCount - 2)
    for (const slot of above) expect(lastRow).toContain(movedSlot(layout, slot, 'ArrowDown', false))
  })

  it('knows both ends of a row and of the grid', () => {
    const row = layout.slots.filter((slot) => slot.row === first.row).sort((a, b) => a.column - b.column)
    expect(movedSlot(layout, first, 'End', false)).toBe(row.at(-1))
    expect(movedSlot(layout, slotOf(9), 'Home', true)).toBe(first)
    expect(movedSlot(layout, first, 'End', true)?.row).toBe(layout.rowCount - 1)
  })

  it('leaves other keys alone', () => {
    expect(movedSlot(layout, first, 'a', false)).toBeNull()
  })
})

describe('the slot under a point', () => {
  it('is the one whose place it is', () => {
    for (const slot of layout.slots) {
      expect(slotAt(layout, slot.x, slot.y)).toBe(slot)
      expect(slotAt(layout, slot.x + layout.pitchX * 0.4, slot.y - layout.pitchY * 0.4)).toBe(slot)
    }
    expect(slotAt(layout, 5, 5)).toBeNull()
  })
})
