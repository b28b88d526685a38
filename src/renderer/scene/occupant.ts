import type { FleetFrame } from '@sim'
import type { SceneLayout, Slot } from './layout'

/** The instance that has a place at a moment: the last one launched there, or the first that will be; -1 in an empty slot. */
export function occupantOf({ instances }: FleetFrame, { instanceIndexes }: Slot): number {
  const launched = instanceIndexes.findLast((index) => instances[index] && instances[index].lifecycle !== 'NotLaunched')
  return launched ?? instanceIndexes[0] ?? -1
}

/** The instances that a slot shows at a moment: one, or in a tile all that there are. */
export function shownIn(layout: SceneLayout, frame: FleetFrame, slot: Slot): readonly number[] {
  if (layout.level !== 'tile') return [occupantOf(frame, slot)]
  return slot.instanceIndexes.filter((index) => frame.instances[index]?.exists)
}
