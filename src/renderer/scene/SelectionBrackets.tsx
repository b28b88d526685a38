import { useStore } from '../state/store'
import { coordinate } from './draw-list'
import type { SceneLayout } from './layout'

/** Four corners around the selected instance; they close in when it is picked. */
export function SelectionBrackets({ layout }: { readonly layout: SceneLayout }) {
  const selected = useStore((state) => state.selectedInstance)
  const slot = selected === null ? undefined : layout.slots.find((each) => each.instanceIndexes.includes(selected))
  if (!slot) return null
  if (layout.kind === 'task-sets' && layout.level === 'cell') {
    // Around the frame of the task, which is wider than it is high above its centre.
    const side = Math.min(layout.pitchX - 4, layout.ringDiameter + 6) / 2 + 4
    const [top, bottom] = [slot.y - layout.ringDiameter / 2, slot.y + layout.ringDiameter / 2 + 22]
    return (
      <path key={selected} className="scene-brackets" d={bracketsPath(slot.x - side, top, slot.x + side, bottom)} />
    )
  }
  const half = layout.ringDiameter / 2 + (layout.level === 'cell' ? 7 : 3)
  const bottom = half + (layout.level === 'cell' ? 15 + layout.liveLineCount * 13 : 0)
  const d = bracketsPath(slot.x - half, slot.y - half, slot.x + half, slot.y + bottom)
  return <path key={selected} className="scene-brackets" d={d} />
}

function bracketsPath(left: number, top: number, right: number, bottom: number): string {
  const arm = Math.min(8, (right - left) / 3)
  const [x0, y0, x1, y1] = [coordinate(left), coordinate(top), coordinate(right), coordinate(bottom)]
  const [a, b] = [coordinate(arm), coordinate(-arm)]
  return `M${x0} ${y0}m0 ${a}v${b}h${a}M${x1} ${y0}m${b} 0h${a}v${a}M${x1} ${y1}m0 ${b}v${a}h${b}M${x0} ${y1}m${a} 0h${b}v${b}`
}
