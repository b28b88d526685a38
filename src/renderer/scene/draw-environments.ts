import type { EnvironmentCounts, FleetFrame, RevisionLabel, RunResult } from '@sim'
import { formatCount } from '../text/format'
import type { Ink, Shape } from './draw-list'
import { drawTitle } from './draw-panels'
import type { Panel, SceneLayout } from './layout'
import { arcPath } from './lifecycle-ring'

const PITCH_MAX = 22
const PITCH_MIN = 7
/** Of a pitch, the part that a cell fills: 15 px of 22. */
const CELL_SHARE = 0.68
const NUMBERS_WIDTH = 98
const HEAD_HEIGHT = 34

/** Environments of a version at a moment, and the most that it has had until then. */
export interface VersionEnvironments extends EnvironmentCounts {
  readonly most: number
}

/** The counts of both versions; null on a platform without execution environments. */
export function environmentsOf(
  result: RunResult,
  frame: FleetFrame,
): Record<RevisionLabel, VersionEnvironments> | null {
  if (frame.environments === null) return null
  const most = highestOf(result)
  const { old, new: next } = frame.environments
  return {
    old: { ...old, most: most.old[frame.rowIndex] ?? 0 },
    new: { ...next, most: most.new[frame.rowIndex] ?? 0 },
  }
}

const highest = new WeakMap<RunResult, Record<RevisionLabel, Uint32Array>>()

function highestOf(result: RunResult): Record<RevisionLabel, Uint32Array> {
  const known = highest.get(result)
  if (known) return known
  const { columns } = result.series
  const made = {
    old: runningMost(columns.environmentsBusyOld, columns.environmentsIdleOld),
    new: runningMost(columns.environmentsBusyNew, columns.environmentsIdleNew),
  }
  highest.set(result, made)
  return made
}

function runningMost(busy: Uint32Array, idle: Uint32Array): Uint32Array {
  let most = 0
  return busy.map((count, row) => {
    most = Math.max(most, count + (idle[row] ?? 0))
    return most
  })
}

/** How the cells of a panel are laid out. One cell is more than one environment only where they would not fit. */
export interface EnvironmentGrid {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly pitch: number
  readonly environmentsPerCell: number
}

/** The largest cells with which so many environments fit into a panel. */
export function environmentGrid({ x, y, width, height }: Panel, count: number): EnvironmentGrid {
  const room = { width: width - 26 - NUMBERS_WIDTH - 12, height: height - HEAD_HEIGHT - 8 }
  const at = (pitch: number) => {
    const columns = Math.max(1, Math.floor(room.width / pitch))
    return { columns, capacity: columns * Math.max(1, Math.floor(room.height / pitch)) }
  }
  let pitch = PITCH_MAX
  while (pitch > PITCH_MIN && at(pitch).capacity < count) pitch -= 1
  const { columns, capacity } = at(pitch)
  return {
    left: x + 26,
    top: y + HEAD_HEIGHT,
    columns,
    pitch,
    environmentsPerCell: Math.ceil(Math.max(1, count) / capacity),
  }
}

/** Everything in the panels of an alias: a cell for each execution environment, and their numbers. */
export function drawEnvironments(layout: SceneLayout, result: RunResult, frame: FleetFrame): Shape[] {
  const environments = environmentsOf(result, frame)
  if (environments === null) return []
  const most = highestOf(result)
  return layout.panels.flatMap((panel) => {
    const revision = panel.fleet === 'original' ? 'old' : 'new'
    // The size of the cells does not change while the run plays.
    const grid = environmentGrid(panel, most[revision].at(-1) ?? 0)
    return drawCells(grid, revision, environments[revision])
  })
}

/** Titles of the panels and the numbers at their right. */
export function drawEnvironmentWords(layout: SceneLayout, result: RunResult, frame: FleetFrame): Shape[] {
  const environments = environmentsOf(result, frame)
  if (environments === null) return []
  return [
    ...drawAliasWords(layout, result, frame),
    ...layout.panels.flatMap((panel) => {
      const revision = panel.fleet === 'original' ? 'old' : 'new'
      const grid = environmentGrid(panel, highestOf(result)[revision].at(-1) ?? 0)
      const scale = grid.environmentsPerCell > 1 ? `one cell is ${formatCount(grid.environmentsPerCell)}` : ''
      const title = {
        heading: versionName(result.scenario.revisions[revision].name),
        names: [result.scenario.lambda.functionName, scale].filter((part) => part !== '').join(' · '),
        ink: revision === 'old' ? ('v1-ink' as const) : ('v2-ink' as const),
      }
      return [...drawTitle(panel, title, ''), ...drawNumbers(panel, environments[revision])]
    }),
  ]
}

/** A bare version number stands after the word, as Lambda writes it. */
function versionName(name: string): string {
  return /^\d+$/.test(name) ? `Version ${name}` : name
}

/** What the alias says: its name, and the weight of the additional version as the API writes it, 0 to 1. */
function drawAliasWords({ balancer }: SceneLayout, { scenario }: RunResult, { weightNew }: FleetFrame): Shape[] {
  const x = balancer.x + balancer.width / 2
  const word = (y: number, text: string, fill: Ink, size: number): Shape => ({
    kind: 'text',
    x,
    y,
    text,
    size,
    font: 'mono',
    fill,
    anchor: 'middle',
  })
  const name = word(balancer.y + 42, scenario.lambda.alias, 'ink-1', 11)
  if (weightNew <= 0 || weightNew >= 10_000) return [name]
  const bottom = balancer.y + balancer.height
  return [
    name,
    word(bottom - 28, 'additional', 'ink-3', 10),
    word(bottom - 14, `${scenario.revisions.new.name} = ${weightNew / 10_000}`, 'v2-ink', 10),
  ]
}

function drawNumbers({ x, y, width, height }: Panel, counts: VersionEnvironments): Shape[] {
  const left = x + width - NUMBERS_WIDTH + 16
  const step = Math.min(48, (height - 20) / 3)
  const isLow = step < STEP_OF_TWO_LINES
  const rows: readonly (readonly [number, string, Ink])[] = [
    [counts.busy - counts.initialising, 'busy', 'ink-1'],
    [counts.idle, 'warm, idle', 'ink-1'],
    [counts.initialising, 'cold start', counts.initialising > 0 ? 'warn' : 'ink-3'],
  ]
  return [
    {
      kind: 'path',
      d: `M${x + width - NUMBERS_WIDTH} ${y + 14}V${y + height - 14}`,
      stroke: 'line-1',
      strokeWidth: 1,
    },
    ...rows.flatMap(([count, label, fill], row): Shape[] => {
      const top = y + (isLow ? 22 : 28) + row * step
      const [number, word] = isLow ? [13, { x: left + 27, y: top }] : [18, { x: left, y: top + 15 }]
      const name = isLow ? label.replace('warm, ', '') : label
      return [
        { kind: 'text', x: isLow ? left - 8 : left, y: top, text: formatCount(count), size: number, weight: 600, fill },
        { kind: 'text', ...word, text: name, size: isLow ? 11 : 11.5, fill: 'ink-3' },
      ]
    }),
  ]
}

/** In a lower panel the word stands beside its number instead of below it. */
const STEP_OF_TWO_LINES = 40

type CellState = 'busy' | 'initialising' | 'idle' | 'reclaimed'

/** Busy ones first, then those that start, then the idle ones, then what there was. */
function drawCells(grid: EnvironmentGrid, revision: RevisionLabel, counts: VersionEnvironments): Shape[] {
  const per = grid.environmentsPerCell
  const serving = counts.busy - counts.initialising
  const bounds = [serving, counts.busy, counts.busy + counts.idle, counts.most].map((count) => Math.ceil(count / per))
  const [busyEnd = 0, startingEnd = 0, idleEnd = 0, end = 0] = bounds
  return Array.from({ length: end }, (_, cell) => {
    const state: CellState =
      cell < busyEnd ? 'busy' : cell < startingEnd ? 'initialising' : cell < idleEnd ? 'idle' : 'reclaimed'
    const x = grid.left + ((cell % grid.columns) + 0.5) * grid.pitch
    const y = grid.top + (Math.floor(cell / grid.columns) + 0.5) * grid.pitch
    return drawEnvironment(x, y, grid.pitch * CELL_SHARE, revision, state, cell)
  }).flat()
}

function drawEnvironment(
  x: number,
  y: number,
  size: number,
  revision: RevisionLabel,
  state: CellState,
  cell: number,
): Shape[] {
  const role = revision === 'old' ? 'v1' : 'v2'
  const tint = revision === 'old' ? 'v1-bg' : 'v2-bg'
  if (state === 'reclaimed') return [{ kind: 'circle', x, y, radius: 1.2, fill: 'ink-4' }]
  if (state === 'initialising') return drawColdStart(x, y, size, role, cell)
  const paint = state === 'busy' ? { fill: role } : { fill: tint, stroke: role, strokeWidth: 1.2 }
  if (revision === 'new') return [{ kind: 'circle', x, y, radius: size / 2, ...paint } as Shape]
  const radius = size * 0.2
  return [{ kind: 'rect', x: x - size / 2, y: y - size / 2, width: size, height: size, radius, ...paint } as Shape]
}

/** An arc of ink around a dotted core. How far each one is, the counts do not say: arcs only start at different places. */
function drawColdStart(x: number, y: number, size: number, role: 'v1' | 'v2', cell: number): Shape[] {
  const startDegrees = (cell * 137) % 360
  return [
    { kind: 'circle', x, y, radius: size * 0.26, stroke: role, strokeWidth: 1, dash: '1.5 1.5' },
    {
      kind: 'path',
      d: arcPath(x, y, size / 2 - 0.5, startDegrees, startDegrees + 240),
      stroke: 'ink-1',
      strokeWidth: Math.max(1, size * 0.13),
      isRoundCapped: true,
    },
  ]
}
