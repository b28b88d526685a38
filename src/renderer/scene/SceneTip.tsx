import { usePlayhead } from '../state/frame'
import { lookOf } from './draw-fleet'
import type { SceneLayout, Slot } from './layout'
import { occupantOf } from './occupant'
import { runIndexOf } from './run-index'

/** What the pointer is over, where the drawing is too small for words. */
export function SceneTip({ layout, slot }: { readonly layout: SceneLayout; readonly slot: Slot | null }) {
  const view = usePlayhead()
  if (!view || !slot || layout.level === 'cell') return null
  const instanceIndex = occupantOf(view.frame, slot)
  const look = lookOf(view.result, runIndexOf(view.result), view.frame, instanceIndex)
  const id = view.result.instances[instanceIndex]?.id
  if (!look || !id) return null
  return (
    <div className="scene-tip" aria-hidden="true" style={{ left: slot.x, top: slot.y + layout.ringDiameter / 2 + 4 }}>
      <span className="scene-tip-id">{id}</span>
      {look.liveText && <span>{look.liveText}</span>}
      {look.trouble && <span>{look.trouble}</span>}
    </div>
  )
}
