import type { FleetFrame, LifecycleEventFrame } from '@sim'
import type { Ink, Shape } from './draw-list'
import { panelOf, type SceneLayout } from './layout'

const GAP = 3
const INSET_LEFT = 24

/** The lifecycle events of an ECS service as one bar below its replacement task set; the running one is named. */
export function drawHookBar(layout: SceneLayout, { deployment }: FleetFrame): Shape[] {
  const events = deployment?.serviceEvents ?? []
  if (layout.kind !== 'task-sets' || events.length === 0) return []
  const panel = panelOf(layout, 'replacement')
  const width = (panel.width - INSET_LEFT - 20 - GAP * (events.length - 1)) / events.length
  const y = panel.y + panel.height - 27
  return events.flatMap((event, index) => drawSegment(event, panel.x + INSET_LEFT + index * (width + GAP), y, width))
}

function drawSegment(event: LifecycleEventFrame, x: number, y: number, width: number): Shape[] {
  const bar = (fill: Ink, length: number): Shape => ({ kind: 'rect', x, y, width: length, height: 5, radius: 2, fill })
  const name = (fill: Ink): Shape => ({
    kind: 'text',
    x: x + width / 2,
    y: y + 18,
    text: event.name,
    size: 10,
    font: 'mono',
    fill,
    anchor: 'middle',
    halo: 'bg-0',
  })
  if (event.status === 'Succeeded') return [bar('v2', width)]
  if (event.status === 'Failed') return [bar('fail', width), name('fail-ink')]
  if (event.status !== 'InProgress') return [bar('line-2', width)]
  return [bar('line-2', width), bar('ink-1', width * Math.max(0.06, Math.min(1, event.progress))), name('ink-1')]
}
