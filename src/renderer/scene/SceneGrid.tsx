import type { FleetFrame, RunResult } from '@sim'
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useState } from 'react'
import { usePlayhead } from '../state/frame'
import { useStore } from '../state/store'
import { cellName } from './cell-look'
import { lookOf } from './draw-fleet'
import type { SceneFocus } from './fill-order'
import { movedSlot, slotAt } from './grid-navigation'
import { type SceneLayout, type Slot, textHeight } from './layout'
import { occupantOf, shownIn } from './occupant'
import { runIndexOf } from './run-index'
import { drawsSlotsAsSvg } from './scene-painter'

interface SceneGridProps {
  readonly layout: SceneLayout
  readonly focus: SceneFocus | null
  readonly onZoomIn: (instanceIndex: number) => void
  readonly onZoomOut: () => void
  readonly onHover: (slot: Slot | null) => void
}

/**
 * The fleet for keyboard and assistive technology: a grid with one tab stop over the drawn cells. Arrows walk, Enter
 * inspects, Escape gives the arrows back to time. Where the fleet is one canvas, only the active cell is in the document.
 */
export function SceneGrid({ layout, focus, onZoomIn, onZoomOut, onHover }: SceneGridProps) {
  const view = usePlayhead()
  const selected = useStore((state) => state.selectedInstance)
  const select = useStore((state) => state.select)
  const [activeInstance, setActiveInstance] = useState<number | null>(null)
  if (!view || layout.slots.length === 0) return null

  const active = slotOf(layout, activeInstance) ?? slotOf(layout, selected) ?? layout.slots[0]
  if (!active) return null
  const { result, frame } = view

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (!active) return
    const instanceIndex = occupantOf(frame, active)
    const next = movedSlot(layout, active, event.key, event.ctrlKey || event.metaKey)
    if (next) setActiveInstance(next.instanceIndexes[0] ?? null)
    else if (event.key === 'Enter' && event.shiftKey) onZoomIn(instanceIndex)
    else if (event.key === 'Backspace') onZoomOut()
    else if (event.key === 'Enter') select(selected === instanceIndex ? null : instanceIndex)
    else if (event.key === 'Escape') {
      select(null)
      event.currentTarget.blur()
    } else return
    event.preventDefault()
  }

  const isCanvas = !drawsSlotsAsSvg(layout)
  const shown = isCanvas ? [active] : layout.slots

  function pick(instanceIndex: number): void {
    setActiveInstance(instanceIndex)
    select(instanceIndex)
  }

  /** On a canvas there is nothing to hit: the slot is the one whose place it is. */
  const slotUnder = (event: PointerEvent<HTMLDivElement> | MouseEvent<HTMLDivElement>): Slot | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return slotAt(layout, event.clientX - box.left, event.clientY - box.top)
  }
  const onCanvas = {
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => onHover(slotUnder(event)),
    onClick: (event: MouseEvent<HTMLDivElement>) => {
      const slot = slotUnder(event)
      if (slot) pick(occupantOf(frame, slot))
    },
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid over a drawing; the roles are those of a grid.
    <div
      className={isCanvas ? 'scene-grid is-canvas' : 'scene-grid'}
      role="grid"
      aria-label={gridLabel(result, layout, focus)}
      aria-rowcount={layout.rowCount}
      aria-colcount={layout.columnCount}
      aria-activedescendant={cellId(active)}
      aria-describedby="scene-grid-help"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onHover(null)}
      {...(isCanvas && onCanvas)}
    >
      {rowsOf(shown).map((row) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell.
        <div key={row[0]?.row} role="row" aria-rowindex={(row[0]?.row ?? 0) + 1} className="scene-grid-row">
          {row.map((slot) => (
            <GridCell
              key={cellId(slot)}
              slot={slot}
              width={layout.pitchX}
              height={cellHeight(layout)}
              lift={cellLift(layout)}
              occupant={occupantOf(frame, slot)}
              name={slotName(result, layout, frame, slot)}
              isActive={slot === active}
              isSelected={selected !== null && slot.instanceIndexes.includes(selected)}
              onSelect={() => pick(occupantOf(frame, slot))}
              onHover={onHover}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface GridCellProps {
  readonly slot: Slot
  readonly width: number
  readonly height: number
  /** From the top of the cell to the centre of what is drawn; its words are below. */
  readonly lift: number
  /** Who is picked by a click. */
  readonly occupant: number
  readonly name: string
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onHover: (slot: Slot) => void
}

const GridCell = memo(
  function GridCell({ slot, width, height, lift, name, isActive, isSelected, onSelect, onHover }: GridCellProps) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: see the grid.
      // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell.
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid does the same.
      <div
        id={cellId(slot)}
        role="gridcell"
        className={isActive ? 'scene-grid-cell is-active' : 'scene-grid-cell'}
        aria-colindex={slot.column + 1}
        aria-selected={isSelected}
        aria-label={name}
        style={{ left: slot.x - width / 2, top: slot.y - lift, width, height }}
        onClick={onSelect}
        onPointerEnter={() => onHover(slot)}
      />
    )
  },
  // The handlers depend on the occupant alone: they never make a cell look or read differently.
  (before, after) =>
    before.slot === after.slot &&
    before.occupant === after.occupant &&
    before.name === after.name &&
    before.isActive === after.isActive &&
    before.isSelected === after.isSelected,
)

/** Glyph and words, with a rim around them that no outline cuts. */
function cellHeight(layout: SceneLayout): number {
  if (layout.level !== 'cell') return layout.pitchY
  return Math.min(layout.pitchY, layout.ringDiameter + textHeight(layout.ringDiameter, layout.pitchY) + 4)
}

function cellLift(layout: SceneLayout): number {
  return layout.level === 'cell' ? layout.ringDiameter / 2 + 2 : layout.pitchY / 2
}

function slotOf(layout: SceneLayout, instanceIndex: number | null): Slot | null {
  if (instanceIndex === null) return null
  return layout.slots.find((slot) => slot.instanceIndexes.includes(instanceIndex)) ?? null
}

function cellId(slot: Slot): string {
  return `scene-cell-${slot.instanceIndexes[0]}`
}

function rowsOf(slots: readonly Slot[]): Slot[][] {
  const rows = new Map<number, Slot[]>()
  for (const slot of slots) rows.set(slot.row, [...(rows.get(slot.row) ?? []), slot])
  return [...rows.values()].map((row) => row.sort((a, b) => a.column - b.column))
}

function gridLabel(result: RunResult, layout: SceneLayout, focus: SceneFocus | null): string {
  const zones = result.scenario.fleet.zones
  const fleets = layout.panels.length > 1 ? 'Two fleets' : 'Fleet'
  const noun = layout.kind === 'task-sets' ? 'tasks' : 'instances'
  if (!focus) return `${fleets}, ${result.instances.length} ${noun} in ${zones.length} zones`
  const wave = focus.waveIndex === null ? '' : `, wave ${focus.waveIndex + 1}`
  return `Fleet, zone ${zones[focus.zoneIndex] ?? ''}${wave}`
}

function slotName(result: RunResult, layout: SceneLayout, frame: FleetFrame, slot: Slot): string {
  const index = runIndexOf(result)
  const shown = shownIn(layout, frame, slot)
  if (layout.level !== 'tile') {
    const instance = frame.instances[shown[0] ?? -1]
    const look = lookOf(result, index, frame, shown[0] ?? -1)
    return instance && look ? fleetPrefix(layout, slot) + cellName(result, instance, look) : ''
  }
  const looks = shown.flatMap((each) => lookOf(result, index, frame, each) ?? [])
  const newCount = looks.filter(({ revision }) => revision === 'new').length
  const failureCount = looks.filter(({ isFailure }) => isFailure).length
  return `${fleetPrefix(layout, slot)}${looks.length} instances, ${newCount} on version 2, ${failureCount} failed`
}

/** Which panel a cell is in, where there are two. */
function fleetPrefix({ kind }: SceneLayout, { fleet }: Slot): string {
  if (kind === 'one-fleet') return ''
  if (kind === 'task-sets') return fleet === 'original' ? 'Primary task set, ' : 'Replacement task set, '
  return fleet === 'original' ? 'Blue, ' : 'Green, '
}
