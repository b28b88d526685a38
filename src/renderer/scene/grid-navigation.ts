import type { SceneLayout, Slot } from './layout'

/**
 * The slot that a key leads to: arrows to the next one in that direction (over gaps, and over the edge of a zone), Home and
 * End to the ends of the row, with Ctrl to those of the grid. Null: the key is not one of these. At an edge, the slot itself.
 */
export function movedSlot(layout: SceneLayout, from: Slot, key: string, isCtrl: boolean): Slot | null {
  const { slots } = layout
  const row = slots.filter((slot) => slot.row === from.row)
  switch (key) {
    case 'ArrowLeft':
      return (
        nearest(
          row.filter((slot) => slot.column < from.column),
          from,
        ) ?? from
      )
    case 'ArrowRight':
      return (
        nearest(
          row.filter((slot) => slot.column > from.column),
          from,
        ) ?? from
      )
    case 'ArrowUp':
      return (
        nearest(
          slots.filter((slot) => slot.row < from.row),
          from,
        ) ?? from
      )
    case 'ArrowDown':
      return (
        nearest(
          slots.filter((slot) => slot.row > from.row),
          from,
        ) ?? from
      )
    case 'Home':
      return firstOf(isCtrl ? slots : row, -1) ?? from
    case 'End':
      return firstOf(isCtrl ? slots : row, 1) ?? from
    default:
      return null
  }
}

/** The slot whose place holds a point of the scene; null where there is none. */
export function slotAt(layout: SceneLayout, x: number, y: number): Slot | null {
  const isInside = (slot: Slot) =>
    Math.abs(slot.x - x) <= layout.pitchX / 2 && Math.abs(slot.y - y) <= layout.pitchY / 2
  return layout.slots.find(isInside) ?? null
}

/** The nearest row counts first, then the nearest column. */
function nearest(candidates: readonly Slot[], from: Slot): Slot | null {
  let best: Slot | null = null
  for (const slot of candidates) if (!best || distance(slot, from) < distance(best, from)) best = slot
  return best
}

function distance(slot: Slot, from: Slot): number {
  return Math.abs(slot.row - from.row) * 10_000 + Math.abs(slot.column - from.column)
}

function firstOf(slots: readonly Slot[], direction: 1 | -1): Slot | null {
  let best: Slot | null = null
  for (const slot of slots) {
    const order = best ? (slot.row - best.row) * 10_000 + slot.column - best.column : direction
    if (order * direction > 0) best = slot
  }
  return best
}
