import type { FleetLabel } from '@sim'
import { type DensityLevel, densityLevel, type SpaceByLevel } from './density'
import type { SceneKind } from './scene-kind'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Room for one instance at a time: more than one when a later one follows on one that has gone. */
export interface Place {
  /** In the order in which they are launched. */
  readonly instanceIndexes: readonly number[]
  readonly zoneIndex: number
  readonly fleet: FleetLabel
}

/** What the layout must know of a fleet. `places` are those that are shown, in the order in which they fill their zone. */
export interface FleetShape {
  readonly kind: SceneKind
  readonly hasTestListener: boolean
  readonly zones: readonly string[]
  readonly places: readonly Place[]
}

/** The frame of a target group, a task set or a version. */
export interface Panel extends Box {
  readonly fleet: FleetLabel
}

/** Where an instance, or a tile of several, is drawn. */
export interface Slot {
  /** The instances of one place, one after the other (`occupantOf`); in a tile those of 25 places. */
  readonly instanceIndexes: readonly number[]
  readonly fleet: FleetLabel
  readonly zoneIndex: number
  /** Position in the whole grid, from 0. */
  readonly row: number
  readonly column: number
  /** Centre. */
  readonly x: number
  readonly y: number
}

export interface ZoneBand extends Box {
  readonly zoneIndex: number
  readonly label: string
}

export interface SceneLayout {
  readonly width: number
  readonly height: number
  readonly kind: SceneKind
  readonly level: DensityLevel
  /** Middle line of what flows from the clients to the target group. */
  readonly flowY: number
  /** Where the test listener stands; null without one. */
  readonly testFlowY: number | null
  /** Where the ribbon of the clients begins. */
  readonly ribbonX: number
  readonly ribbonWidthMax: number
  readonly balancer: Box
  /** One for each fleet, from top to bottom. */
  readonly panels: readonly Panel[]
  /** From the top of the first panel to the bottom of the last one. */
  readonly targetGroup: Box
  /** The line on which failed requests travel back to the clients. */
  readonly failureLaneY: number
  readonly zoneBands: readonly ZoneBand[]
  readonly slots: readonly Slot[]
  readonly rowCount: number
  readonly columnCount: number
  readonly pitchX: number
  readonly pitchY: number
  /** Diameter of the lifecycle ring; a glyph without a ring is smaller. */
  readonly ringDiameter: number
  /** Lines of live text that fit below the id: 0 to 2; only cells have text. */
  readonly liveLineCount: number
}

const HEADER_HEIGHT = 30
/** Room for the lifecycle events of a service, below its tasks. */
const HOOK_BAR_HEIGHT = 30
const TILE_SIZE = 25
const RING_DIAMETER_MAX: Readonly<Record<DensityLevel, number>> = { cell: 84, chip: 38, dot: 12, tile: 30 }
/** A dozen instances in three zones of the smallest design. */
const USUAL_RING_DIAMETER = 62
/** Least room between words and the ring of the next row, where there is any. */
const ROW_GAP = 5
const ID_HEIGHT = 16
const LIVE_LINE_HEIGHT = 13

/** Places everything of the scene for a size in pixels. Pure; the state of the fleet plays no part in it. */
export function sceneLayout(
  size: { readonly width: number; readonly height: number },
  fleet: FleetShape,
  previousLevel: DensityLevel | null,
): SceneLayout {
  const flow = flowLayout(size, fleet)
  const panels = panelsOf(flow.targetGroup, fleet.kind)
  const bands = fleet.kind === 'alias' ? [] : zoneBands(flow.targetGroup, size.height, fleet)
  return {
    ...size,
    ...flow,
    kind: fleet.kind,
    panels,
    zoneBands: bands,
    ...fleetLayout(size, fleet, panels, bands, previousLevel),
  }
}

/** The cells of all panels: equally large, and in the same columns. */
function fleetLayout(
  size: { readonly width: number },
  fleet: FleetShape,
  panels: readonly Panel[],
  bands: readonly ZoneBand[],
  previousLevel: DensityLevel | null,
) {
  const footer = fleet.kind === 'task-sets' ? HOOK_BAR_HEIGHT : 0
  const area = { width: bands[0]?.width ?? 0, height: (panels[0]?.height ?? 0) - HEADER_HEIGHT - 10 - footer }
  const perPanel = panels.map((panel) => membersByZone(fleet, panel.fleet))
  const countMax = Math.max(1, ...perPanel.flatMap((perZone) => perZone.map((members) => members.length)))
  const level = densityLevel(spaceByLevel(area, countMax), previousLevel)
  const unitMax = level === 'tile' ? Math.ceil(countMax / TILE_SIZE) : countMax
  const columns = bestColumns(area, unitMax, level)
  const rowsPerPanel = Math.ceil(unitMax / columns)
  const pitchX = Math.min(area.width / columns, pitchMax(level))
  const roomY = area.height / rowsPerPanel
  const ringDiameter = Math.min(glyphSpace(level, pitchX, roomY), RING_DIAMETER_MAX[level] * growthOf(size.width))
  const pitchY = Math.min(roomY, pitchYMax(level, ringDiameter))
  const inset = HEADER_HEIGHT + blockInset(area.height, rowsPerPanel * pitchY, level)
  const lift = level === 'cell' ? textHeight(ringDiameter, pitchY) / 2 : 0
  const slots = panels.flatMap((panel, panelIndex) =>
    (perPanel[panelIndex] ?? []).flatMap((members, zoneIndex) => {
      const band = bands[zoneIndex]
      if (!band) return []
      const left = band.x + (band.width - columns * pitchX) / 2
      return unitsOf(members, level).map((instanceIndexes, unit) => ({
        instanceIndexes,
        fleet: panel.fleet,
        zoneIndex,
        row: panelIndex * rowsPerPanel + Math.floor(unit / columns),
        column: zoneIndex * columns + (unit % columns),
        x: left + ((unit % columns) + 0.5) * pitchX,
        y: panel.y + inset + (Math.floor(unit / columns) + 0.5) * pitchY - lift,
      }))
    }),
  )
  return {
    level,
    slots,
    rowCount: rowsPerPanel * panels.length,
    columnCount: columns * fleet.zones.length,
    pitchX,
    pitchY,
    ringDiameter,
    liveLineCount: level === 'cell' ? liveLineCount(ringDiameter, pitchY) : 0,
  }
}

interface FlowShare {
  /** Left edge of the panels, as a part of the width, and its bounds in pixels. */
  readonly left: number
  readonly leftMin: number
  readonly leftMax: number
  readonly balancerWidth: number
  readonly balancerHeight: number
  readonly balancerHeightMax: number
}

const INSTANCES_FLOW: FlowShare = {
  left: 0.402,
  leftMin: 270,
  leftMax: 440,
  balancerWidth: 47,
  balancerHeight: 0.48,
  balancerHeightMax: 250,
}
const FLOW_BY_KIND: Readonly<Record<SceneKind, FlowShare>> = {
  'one-fleet': INSTANCES_FLOW,
  'two-fleets': INSTANCES_FLOW,
  'task-sets': { ...INSTANCES_FLOW, balancerWidth: 74, balancerHeight: 0.62, balancerHeightMax: 290 },
  alias: { ...INSTANCES_FLOW, left: 0.44, leftMin: 290, leftMax: 480, balancerWidth: 70, balancerHeight: 0.54 },
}

/** Clients, balancer and the room of the target groups: the part that does not depend on the instances. */
function flowLayout(
  { width, height }: { readonly width: number; readonly height: number },
  { kind, hasTestListener }: FleetShape,
) {
  const share = FLOW_BY_KIND[kind]
  const left = Math.min(share.leftMax, Math.max(share.leftMin, width * share.left))
  const balancerHeight = Math.min(share.balancerHeightMax, height * share.balancerHeight)
  const middleY = height * (kind === 'task-sets' ? 0.5 : 0.483)
  const ribbonX = left * 0.292
  const top = middleY - balancerHeight / 2
  const flowY = hasTestListener ? top + balancerHeight * 0.32 : middleY
  return {
    flowY,
    testFlowY: hasTestListener ? top + balancerHeight * 0.78 : null,
    ribbonX,
    ribbonWidthMax: Math.min(78, height * (hasTestListener ? 0.125 : 0.143)),
    // Between the two listeners, or below the one.
    failureLaneY: hasTestListener ? top + balancerHeight * 0.575 : flowY + balancerHeight * 0.355,
    balancer: { x: left * 0.486, y: top, width: share.balancerWidth, height: balancerHeight },
    targetGroup: { x: left, y: 26.5, width: width - left - 20, height: height - 37.5 },
  }
}

const PANEL_GAP = 18

function panelsOf(area: Box, kind: SceneKind): Panel[] {
  const fleets: readonly FleetLabel[] = kind === 'one-fleet' ? ['original'] : ['original', 'replacement']
  const height = (area.height - PANEL_GAP * (fleets.length - 1)) / fleets.length
  return fleets.map((fleet, index) => ({ ...area, fleet, y: area.y + index * (height + PANEL_GAP), height }))
}

/** Where the traffic of a fleet lands: with one panel for both, that one. */
export function panelOf({ panels }: Pick<SceneLayout, 'panels'>, fleet: FleetLabel): Panel {
  const panel = panels.find((each) => each.fleet === fleet) ?? panels[0]
  if (!panel) throw new Error('A scene has at least one panel')
  return panel
}

function zoneBands(targetGroup: Box, height: number, fleet: FleetShape): ZoneBand[] {
  const gap = 6
  const zoneCount = Math.max(1, fleet.zones.length)
  const left = targetGroup.x + 20
  const width = (targetGroup.x + targetGroup.width - 4 - left - gap * (zoneCount - 1)) / zoneCount
  return fleet.zones.map((label, zoneIndex) => ({
    zoneIndex,
    label,
    x: left + zoneIndex * (width + gap),
    y: 5,
    width,
    height: height - 12,
  }))
}

function membersByZone({ zones, places, kind }: FleetShape, fleet: FleetLabel): Place[][] {
  const members: Place[][] = zones.map(() => [])
  for (const place of places) if (kind === 'one-fleet' || place.fleet === fleet) members[place.zoneIndex]?.push(place)
  return members
}

/** What a slot holds: one place, or 25 neighbours in a tile. */
function unitsOf(members: readonly Place[], level: DensityLevel): number[][] {
  const size = level === 'tile' ? TILE_SIZE : 1
  return Array.from({ length: Math.ceil(members.length / size) }, (_, unit) =>
    members.slice(unit * size, (unit + 1) * size).flatMap(({ instanceIndexes }) => instanceIndexes),
  )
}

function spaceByLevel(area: { width: number; height: number }, count: number): SpaceByLevel {
  const spaceOf = (level: DensityLevel) => {
    const columns = bestColumns(area, count, level)
    const rows = Math.ceil(count / columns)
    const [pitchX, pitchY] = [area.width / columns, area.height / rows]
    return level === 'cell' ? glyphSpace('cell', pitchX, pitchY) : Math.min(pitchX, pitchY)
  }
  return { cell: spaceOf('cell'), chip: spaceOf('chip'), dot: spaceOf('dot'), tile: Number.POSITIVE_INFINITY }
}

/** The number of columns in a zone that leaves the largest glyphs. */
function bestColumns(area: { width: number; height: number }, count: number, level: DensityLevel): number {
  let best = 1
  let bestSpace = Number.NEGATIVE_INFINITY
  for (let columns = 1; columns <= count; columns += 1) {
    const pitchY = area.height / Math.ceil(count / columns)
    const space = Math.min(glyphSpace(level, area.width / columns, pitchY), RING_DIAMETER_MAX[level])
    if (space >= bestSpace) {
      best = columns
      bestSpace = space
    }
    if (area.width / columns < pitchY / 4) break
  }
  return best
}

/** Pixels that the glyph may have when its slot has so many. */
function glyphSpace(level: DensityLevel, pitchX: number, pitchY: number): number {
  if (level === 'cell') return Math.min(pitchX - 15, cellRoomY(pitchY))
  if (level === 'chip') return Math.min(pitchX, pitchY) - 3
  if (level === 'dot') return Math.min(pitchX, pitchY) * 0.66
  return Math.min(pitchX, pitchY) - 2
}

/** A cell of the usual size leaves room for one line of live text; it grows beyond that only beside a second one. */
function cellRoomY(pitchY: number): number {
  const besideOneLine = pitchY - ID_HEIGHT - LIVE_LINE_HEIGHT
  return Math.max(Math.min(USUAL_RING_DIAMETER, besideOneLine), besideOneLine - LIVE_LINE_HEIGHT - ROW_GAP)
}

/** Slots do not drift apart in a large window: a rollout must read as one front. */
function pitchMax(level: DensityLevel): number {
  return { cell: 130, chip: 48, dot: 21, tile: 34 }[level]
}

/** Rows stand as close as their words allow: a rollout must read as a front that moves down. */
function pitchYMax(level: DensityLevel, ringDiameter: number): number {
  if (level === 'cell') return ringDiameter + ID_HEIGHT + 2 * LIVE_LINE_HEIGHT + ROW_GAP
  return pitchMax(level) * 1.45
}

/** Small marks start at the top, as a page does; a few cells stand in the middle. */
function blockInset(areaHeight: number, blockHeight: number, level: DensityLevel): number {
  const rest = Math.max(0, areaHeight - blockHeight)
  return level === 'cell' ? rest / 2 : Math.min(rest / 2, 8)
}

function liveLineCount(ringDiameter: number, pitchY: number): number {
  const room = pitchY - ringDiameter - ID_HEIGHT
  return Math.max(0, Math.min(2, Math.floor(room / LIVE_LINE_HEIGHT)))
}

/** Height of the words below a cell. */
export function textHeight(ringDiameter: number, pitchY: number): number {
  return ID_HEIGHT + liveLineCount(ringDiameter, pitchY) * LIVE_LINE_HEIGHT
}

/** Cells grow up to a quarter in very wide windows; text does not. */
function growthOf(width: number): number {
  return Math.min(1.25, Math.max(1, width / 1_250))
}
