import { type FleetFrame, isShiftedByWeights, type RunResult } from '@sim'
import { prefersReducedMotion } from '../playback/clock'
import { player } from '../playback/player'
import { frameAt } from '../state/frame'
import { useStore } from '../state/store'
import { createCanvasSurface } from './canvas-surface'
import { drawEnvironments, drawEnvironmentWords } from './draw-environments'
import { drawSlot, drawSmallFleet, lookOf, slotKey } from './draw-fleet'
import { drawActiveFaults, drawClientWords, drawFlow, drawGround } from './draw-flow'
import { drawHookBar } from './draw-hook-bar'
import type { Shape } from './draw-list'
import { drawMarks, drawTexture } from './draw-marks'
import { drawPanelWords } from './draw-panels'
import { drawTestTraffic } from './draw-test-traffic'
import type { SceneLayout, Slot } from './layout'
import { marksAt } from './mark-position'
import { occupantOf } from './occupant'
import { drawRails } from './rails'
import { markSetFor, TEXTURE_SPEED } from './request-marks'
import { type Ribbons, ribbonsFor } from './ribbons'
import { runIndexOf } from './run-index'
import { shownShare, shownWeight } from './shown-weight'
import { createSvgSurface, type SvgSurface } from './svg-surface'
import { type Traffic, trafficAt } from './traffic'

/** The layers of the scene, from back to front. */
export interface SceneLayers {
  readonly ground: SVGGElement
  readonly flow: SVGGElement
  readonly marks: HTMLCanvasElement
  readonly fleet: HTMLCanvasElement
  readonly cells: SVGGElement
  readonly words: SVGGElement
}

export interface ScenePainter {
  /** Draws the moment `tMs`; called at every frame in which the playhead has moved. */
  paint(tMs: number): void
  /** Draws the last moment again: another selection, speed or theme. */
  repaint(): void
  select(instanceIndex: number | null): void
  forgetColours(): void
}

/** Chips are drawn as SVG up to this many; beyond it, and for dots and tiles, the fleet is one canvas. */
const SVG_SLOT_COUNT_MAX = 120
/** From this speed on cells snap from state to state. */
export const SNAP_SPEED = 20
export const SCENE_ID = 'scene'

/** Whether each slot is an element of its own, or the whole fleet one canvas. */
export function drawsSlotsAsSvg(layout: SceneLayout): boolean {
  return layout.level === 'cell' || (layout.level === 'chip' && layout.slots.length <= SVG_SLOT_COUNT_MAX)
}

/** Paints one run in one layout. React is not asked: the painter writes into the layers itself. */
export function createScenePainter(layers: SceneLayers, result: RunResult, layout: SceneLayout): ScenePainter {
  const index = runIndexOf(result)
  const flow = createSvgSurface(emptied(layers.flow), SCENE_ID)
  const words = createSvgSurface(emptied(layers.words), SCENE_ID)
  const marks = createCanvasSurface(layers.marks)
  const fleet = createCanvasSurface(layers.fleet)
  const cells = createCellLayer(emptied(layers.cells))
  const slots = slotsByInstance(layout)
  let selected: number | null = null
  let paintedMs = 0
  let fleetIsValidUntilMs = Number.NEGATIVE_INFINITY
  let fleetPaintedMs = 0
  let wordsMs = Number.NaN
  let environmentsRow = -1
  let chipKeys: (string | null)[] = []

  createSvgSurface(emptied(layers.ground), SCENE_ID).paint(drawGround(layout, result))
  marks.resize(layout.width, layout.height)
  fleet.resize(layout.width, layout.height)

  function paintCells(frame: FleetFrame): void {
    layout.slots.forEach((slot, position) => {
      const instanceIndex = occupantOf(frame, slot)
      const look = lookOf(result, index, frame, instanceIndex)
      const id = result.instances[instanceIndex]?.id ?? ''
      const isSelected = instanceIndex === selected
      if (!look) return
      const key = `${instanceIndex}|${slotKey(look, isSelected)}`
      cells.paint(position, key, look.isFailure, () => drawSlot(layout, slot, look, id, isSelected))
    })
  }

  /** Dots and tiles show no progress: they change only when the frame does. */
  function paintSmallFleet(frame: FleetFrame, tMs: number): void {
    if (tMs >= fleetPaintedMs && tMs < fleetIsValidUntilMs) return
    fleetPaintedMs = tMs
    fleetIsValidUntilMs = frame.nextChangeMs
    fleet.paint(drawSmallFleet(layout, result, index, frame))
  }

  /** Their numbers are those of a second of the run. */
  function paintEnvironments(frame: FleetFrame): void {
    if (frame.rowIndex === environmentsRow) return
    environmentsRow = frame.rowIndex
    fleet.paint(drawEnvironments(layout, result, frame))
  }

  /** Many chips: only those that have changed are drawn again. */
  function paintChips(frame: FleetFrame): void {
    layout.slots.forEach((slot, position) => {
      const look = lookOf(result, index, frame, occupantOf(frame, slot))
      const key = look && slotKey(look, false)
      if (!look || key === chipKeys[position]) return
      chipKeys[position] = key
      const part = {
        x: slot.x - layout.pitchX / 2,
        y: slot.y - layout.pitchY / 2,
        width: layout.pitchX,
        height: layout.pitchY,
      }
      fleet.paintPart(part, drawSlot(layout, slot, look, '', false))
    })
  }

  function paintFleet(frame: FleetFrame, tMs: number): void {
    if (layout.kind === 'alias') paintEnvironments(frame)
    else if (drawsSlotsAsSvg(layout)) paintCells(frame)
    else if (layout.level === 'chip') paintChips(frame)
    else paintSmallFleet(frame, tMs)
  }

  function paintMarks(ribbons: Ribbons, traffic: Traffic, tMs: number): void {
    const speed = player.speed()
    if (prefersReducedMotion()) marks.paint([])
    else if (speed >= TEXTURE_SPEED && player.isPlaying())
      marks.paint(drawTexture(layout, ribbons, traffic.hasRecentFailures, tMs / speed))
    else {
      const set = markSetFor(result, speed)
      marks.paint(drawMarks(marksAt(result, set, layout, ribbons, (instance) => slots.get(instance) ?? null, tMs)))
    }
  }

  function paintWords(tMs: number): void {
    if (tMs === wordsMs) return
    wordsMs = tMs
    const frame = frameAt(result, tMs)
    const traffic = trafficAt(result, frame.rowIndex)
    words.paint([
      ...drawClientWords(layout, traffic),
      ...(layout.kind === 'alias'
        ? drawEnvironmentWords(layout, result, frame)
        : drawPanelWords(layout, result, frame, traffic)),
      ...drawHookBar(layout, result, frame),
      ...drawActiveFaults(layout, result, tMs),
    ])
  }

  function paint(tMs: number): void {
    paintedMs = tMs
    const stateMs = player.speed() >= SNAP_SPEED ? steppedMs(tMs) : tMs
    const frame = frameAt(result, stateMs)
    const traffic = trafficAt(result, frame.rowIndex)
    const newShare = isShiftedByWeights(result) ? frame.weightNew / 10_000 : traffic.newShare
    const isMoving = player.isPlaying() && player.speed() < SNAP_SPEED && !prefersReducedMotion()
    const speed = isMoving ? player.speed() : 0
    const ribbonShare = isShiftedByWeights(result) ? shownWeight(result, tMs, speed) : shownShare(result, tMs, speed)
    const ribbons = ribbonsFor(layout, ribbonShare, traffic.isAllRefused)
    flow.paint([
      ...drawRails(layout, result, frame),
      ...drawFlow(layout, ribbons, traffic, newShare),
      ...drawTestTraffic(layout, result, frame, prefersReducedMotion() ? 0 : tMs / player.speed()),
    ])
    paintWords(steppedMs(tMs))
    paintFleet(frame, stateMs)
    paintMarks(ribbons, traffic, tMs)
  }

  return {
    paint,
    repaint: () => paint(paintedMs),
    select: (instanceIndex) => {
      selected = instanceIndex
    },
    forgetColours: () => {
      marks.forgetColours()
      fleet.forgetColours()
      fleetIsValidUntilMs = Number.NEGATIVE_INFINITY
      environmentsRow = -1
      chipKeys = []
    },
  }
}

/** While it plays, the step of the header and the inspector, so that all of them tell of the same moment; at rest exact. */
function steppedMs(tMs: number): number {
  return player.isPlaying() ? Math.min(useStore.getState().playheadMs, player.durationMs()) : tMs
}

function slotsByInstance(layout: SceneLayout): Map<number, Slot> {
  return new Map(layout.slots.flatMap((slot) => slot.instanceIndexes.map((instanceIndex) => [instanceIndex, slot])))
}

function emptied<E extends Element>(element: E): E {
  element.replaceChildren()
  return element
}

interface CellLayer {
  /** `draw` is asked only when `key` is not the one drawn last at this position. */
  paint(position: number, key: string, isFailure: boolean, draw: () => readonly Shape[]): void
}

interface DrawnCell {
  readonly group: SVGGElement
  readonly surface: SvgSurface
  key: string
  isFailure: boolean
}

/** One group for each slot. The newest failure draws attention to itself, once, and takes it from the one before. */
function createCellLayer(parent: SVGGElement): CellLayer {
  const drawn: DrawnCell[] = []
  let attention: SVGGElement | null = null

  function cellAt(position: number): DrawnCell {
    const known = drawn[position]
    if (known) return known
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    group.setAttribute('class', 'scene-cell')
    parent.append(group)
    const cell = { group, surface: createSvgSurface(group, SCENE_ID), key: '', isFailure: false }
    drawn[position] = cell
    return cell
  }

  function drawAttention(group: SVGGElement): void {
    attention?.classList.remove('is-struck')
    group.classList.add('is-struck')
    attention = group
  }

  return {
    paint: (position, key, isFailure, draw) => {
      const cell = cellAt(position)
      if (cell.key === key) return
      cell.surface.paint(draw())
      if (isFailure && !cell.isFailure && cell.key !== '') drawAttention(cell.group)
      cell.key = key
      cell.isFailure = isFailure
    },
  }
}
