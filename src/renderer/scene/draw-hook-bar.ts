import { eventFramesAt, type FleetFrame, isRollback, type LifecycleEventFrame, type RunResult } from '@sim'
import type { Ink, Shape } from './draw-list'
import { panelOf, type SceneLayout } from './layout'

const GAP = 3
const INSET_LEFT = 24

/** The lifecycle events of an ECS service as one bar below its replacement task set; the running one is named. */
export function drawHookBar(layout: SceneLayout, result: RunResult, frame: FleetFrame): Shape[] {
  if (layout.kind !== 'task-sets') return []
  const events = eventsOfReplacement(result, frame)
  if (events.length === 0) return []
  const panel = panelOf(layout, 'replacement')
  const width = (panel.width - INSET_LEFT - 20 - GAP * (events.length - 1)) / events.length
  const y = panel.y + panel.height - 27
  return events.flatMap((event, index) => drawSegment(event, panel.x + INSET_LEFT + index * (width + GAP), y, width))
}

/**
 * The events of the deployment that brought the replacement, not of the rollback that takes it away; none once both the
 * deployment and its replacement are gone.
 */
function eventsOfReplacement({ deployments }: RunResult, frame: FleetFrame): readonly LifecycleEventFrame[] {
  const current = frame.deployment && deployments[frame.deployment.index]
  if (!current) return []
  const brought = isRollback(current) ? deployments.find(({ rollbackDeploymentId: id }) => id === current.id) : current
  const hasEnded = brought?.endedAtMs != null && brought.endedAtMs <= frame.atMs
  const isShown = frame.instances.some(({ fleet, exists }) => fleet === 'replacement' && exists)
  const service = brought?.targets.find(({ instanceIndex }) => instanceIndex === null)
  return service === undefined || (hasEnded && !isShown) ? [] : eventFramesAt(service, frame.atMs)
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
