import type { FleetFrame, RunResult } from '@sim'
import { type CellLook, cellLook, lookKey } from './cell-look'
import { drawCell } from './draw-cell'
import { crossPath, type Ink, type Shape } from './draw-list'
import { drawCellWords } from './draw-words'
import type { SceneLayout, Slot } from './layout'
import { shownIn } from './occupant'
import type { RunIndex } from './run-index'

/** An instance of the frame with its look; null where the frame does not know it. */
export function lookOf(result: RunResult, index: RunIndex, frame: FleetFrame, instanceIndex: number): CellLook | null {
  const instance = frame.instances[instanceIndex]
  return instance ? cellLook(result, index, frame, instance) : null
}

/** Everything that is drawn in a slot at the levels Cell and Chip. */
export function drawSlot(layout: SceneLayout, slot: Slot, look: CellLook, id: string, isSelected: boolean): Shape[] {
  const place = { x: slot.x, y: slot.y, ringDiameter: layout.ringDiameter }
  if (layout.level === 'chip') return drawCell(place, look)
  const { trouble, isFailedEvent } = look
  // The title of a task set says so of all its tasks.
  const liveText = layout.kind === 'task-sets' && look.liveText === 'no traffic' ? '' : look.liveText
  // A place that waits for its instance has no id yet, one that was left has none any more.
  const shownId = HAS_NO_ID.has(look.body) ? '' : id
  const words = { id: shownId, liveText, trouble, isFailedEvent, isSelected }
  const room = { ...place, width: layout.pitchX, liveLineCount: layout.liveLineCount, isLow: slot.column % 2 === 1 }
  const task = layout.kind === 'task-sets' ? drawTaskFrame(layout, slot, look, liveText !== '') : []
  return [...task, ...drawCell(place, look), ...drawCellWords(room, words)]
}

const HAS_NO_ID: ReadonlySet<CellLook['body']> = new Set(['queued', 'absent', 'terminated'])

/** A task is a box with its container inside. */
function drawTaskFrame(
  { ringDiameter, pitchX }: SceneLayout,
  { x, y }: Slot,
  { body }: CellLook,
  hasLiveText: boolean,
): Shape[] {
  if (HAS_NO_ID.has(body)) return []
  const width = Math.min(pitchX - 4, ringDiameter + 6)
  const top = y - ringDiameter / 2 + 4
  return [
    {
      kind: 'rect',
      x: x - width / 2,
      y: top,
      width,
      height: ringDiameter + (hasLiveText ? 28 : 14),
      radius: 8,
      fill: 'bg-az',
      stroke: 'line-2',
      strokeWidth: 1,
    },
  ]
}

/** Two slots with the same key are drawn alike. */
export function slotKey(look: CellLook, isSelected: boolean): string {
  return `${lookKey(look)}|${isSelected}`
}

/** The whole fleet at the levels Dot and Tile. */
export function drawSmallFleet(layout: SceneLayout, result: RunResult, index: RunIndex, frame: FleetFrame): Shape[] {
  return layout.slots.flatMap((slot) => {
    const looks = shownIn(layout, frame, slot).flatMap(
      (instanceIndex) => lookOf(result, index, frame, instanceIndex) ?? [],
    )
    if (layout.level === 'tile') return drawTile(layout, slot, looks)
    const look = looks[0]
    return look ? drawDot(layout, slot, look) : []
  })
}

/** Shape, outline or fill, and a cross: what is left of a state in a few pixels. */
function drawDot(layout: SceneLayout, slot: Slot, look: CellLook): Shape[] {
  const size = layout.ringDiameter
  const { x, y } = slot
  const cross = (reach: number, stroke: Ink): Shape => ({
    kind: 'path',
    d: crossPath(x, y, reach),
    stroke,
    strokeWidth: 1.8,
    isRoundCapped: true,
  })
  if (look.body === 'terminated' || look.body === 'absent') return []
  if (look.body === 'failed' || look.body === 'unhealthy') return [cross(Math.max(3.5, size * 0.36), 'fail')]
  const body = drawDotBody(layout, slot, look)
  return look.body === 'refusing' ? [...body, cross(Math.max(2, size * 0.22), 'bg-0')] : body
}

function drawDotBody(layout: SceneLayout, { x, y }: Slot, look: CellLook): Shape[] {
  const size = layout.ringDiameter
  const role = look.revision === 'new' ? 'v2' : 'v1'
  const isTakingTraffic = look.body === 'filled' || look.body === 'refusing'
  const paint = isTakingTraffic
    ? { fill: role, opacity: 1 }
    : look.body === 'draining'
      ? { fill: role, opacity: 0.38 }
      : { stroke: look.body === 'empty' || look.body === 'queued' ? 'line-3' : role, strokeWidth: 1.3 }
  if (look.revision === 'new') return [{ kind: 'circle', x, y, radius: size * 0.45, ...paint } as Shape]
  const side = size * 0.8
  return [
    {
      kind: 'rect',
      x: x - side / 2,
      y: y - side / 2,
      width: side,
      height: side,
      radius: size * 0.14,
      ...paint,
    } as Shape,
  ]
}

/** 25 instances: the share of v2 as the level of the hatch, failures counted in a badge, never averaged away. */
function drawTile(layout: SceneLayout, slot: Slot, looks: readonly CellLook[]): Shape[] {
  const size = layout.ringDiameter
  const [left, top] = [slot.x - size / 2, slot.y - size / 2]
  const newShare = looks.filter(({ revision }) => revision === 'new').length / Math.max(1, looks.length)
  const failureCount = looks.filter(({ isFailure }) => isFailure).length
  const level = size * newShare
  const shapes: Shape[] = []
  if (newShare < 1)
    shapes.push({ kind: 'rect', x: left, y: top, width: size, height: size - level, radius: 1.5, fill: 'v1' })
  if (newShare > 0) {
    shapes.push({
      kind: 'rect',
      x: left,
      y: top + size - level,
      width: size,
      height: level,
      radius: 1.5,
      fill: 'hatch-v2',
    })
  }
  return failureCount > 0 ? [...shapes, ...drawBadge(left + size - 3, top + 3, failureCount)] : shapes
}

function drawBadge(x: number, y: number, count: number): Shape[] {
  const width = count > 9 ? 17 : 12
  return [
    {
      kind: 'rect',
      x: x - width / 2,
      y: y - 6,
      width,
      height: 12,
      radius: 3,
      fill: 'fail',
      stroke: 'bg-az',
      strokeWidth: 1,
    },
    { kind: 'text', x, y: y + 3.6, text: String(count), size: 10, weight: 700, fill: 'on-fail', anchor: 'middle' },
  ]
}
