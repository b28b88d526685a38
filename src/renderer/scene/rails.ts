import type { FleetFrame, RunResult } from '@sim'
import { bodySize } from './draw-cell'
import { coordinate, type Shape } from './draw-list'
import type { SceneLayout, Slot } from './layout'
import { occupantOf } from './occupant'
import { routingOf } from './routing'

/** Where the rail of a row begins: at the inner side of the target group's edge. */
export function railStartX(layout: SceneLayout): number {
  return layout.targetGroup.x + 9
}

/** Lines between the cells of a row, as far as its last instance that takes traffic: what the balancer sends runs there. */
export function drawRails(layout: SceneLayout, result: RunResult, frame: FleetFrame): Shape[] {
  if (layout.level !== 'cell' && layout.level !== 'chip') return []
  const { takers } = routingOf(result, frame)
  const paths = { old: '', new: '' }
  const reach = cellReach(layout)
  for (const row of rowsOf(layout)) {
    const revisionAt = (slot: Slot) => {
      const instance = frame.instances[occupantOf(frame, slot)]
      return instance && takers.has(instance.index) ? instance.revision : null
    }
    row.forEach((slot, position) => {
      // The rail has the colour of the next instance that takes what runs on it.
      const revision = row
        .slice(position)
        .map(revisionAt)
        .find((each) => each !== null)
      const before = row[position - 1]
      const [fromX, toX] = [before ? before.x + reach : railStartX(layout), slot.x - reach]
      if (revision && toX > fromX) {
        paths[revision] += `M${coordinate(fromX)} ${coordinate(slot.y)}H${coordinate(toX)}`
      }
    })
  }
  return [
    { kind: 'path', d: paths.old, stroke: 'v1', strokeWidth: 1.3, opacity: 0.45 },
    { kind: 'path', d: paths.new, stroke: 'v2', strokeWidth: 1.3, opacity: 0.45 },
  ]
}

/** Whether a mark at `x` on the rail of a slot's row is behind a cell: it is hidden there, so that no cell seems to take it. */
export function isBehindCell(layout: SceneLayout, { row }: Slot, x: number): boolean {
  const reach = cellReach(layout)
  return (rowsOf(layout)[row] ?? []).some((slot) => Math.abs(slot.x - x) < reach)
}

/** Half of the width that a cell keeps clear of rails and marks. */
function cellReach(layout: SceneLayout): number {
  const body = bodySize({ x: 0, y: 0, ringDiameter: layout.ringDiameter }) / 2
  return layout.level === 'cell' ? Math.max(body + 8, layout.ringDiameter / 2 + 2) : body + 3
}

const rows = new WeakMap<SceneLayout, readonly (readonly Slot[])[]>()

function rowsOf(layout: SceneLayout): readonly (readonly Slot[])[] {
  const known = rows.get(layout)
  if (known) return known
  const made: Slot[][] = Array.from({ length: layout.rowCount }, () => [])
  for (const slot of layout.slots) made[slot.row]?.push(slot)
  rows.set(layout, made)
  return made
}
