import type { RunResult } from '@sim'
import { decimalNumber, rateNumber } from '../numbers'
import {
  EMPTY_DRAWING,
  type TrackArea,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
  type TrackRole,
  type TrackTexture,
} from './drawing'
import { bandPath, linePath, type Point, ratePositions, type TimedRow } from './paths'
import { ratePerSecond, rowAt, rowsInFrame, rowsToDraw } from './rows'
import { niceCeiling, type ValueScale, valueScale, valueTicks } from './scales'
import { longestStretch } from './stretch'

/** Whom the requests went to, from the bottom of the stack to its top. */
const LAYERS = [
  { column: 'routedOld', role: 'v1', texture: 'solid', name: 'v1' },
  { column: 'routedNew', role: 'v2', texture: 'hatch', name: 'v2' },
  { column: 'routedNone', role: 'fail', texture: 'counterHatch', name: 'unserved' },
] as const satisfies readonly { column: string; role: TrackRole; texture: TrackTexture; name: string }[]

type LayerIndex = 0 | 1 | 2

/** Requests per second of one layer in a row. */
function layerRps(result: RunResult, index: number, row: number): number {
  const layer = LAYERS[index]
  if (!layer) return 0
  const column = result.series.columns[layer.column]
  return ratePerSecond(result, (at) => column[at] ?? 0, row)
}

/** Requests per second up to the top of a layer; -1 is the bottom of the stack. */
function stackedRps(result: RunResult, index: number, row: number): number {
  let sum = 0
  for (let layer = 0; layer <= index; layer++) sum += layerRps(result, layer, row)
  return sum
}

const TOP = LAYERS.length - 1

function peakRps(result: RunResult, fromRow: number, toRow: number): number {
  let peak = 0
  for (let row = fromRow; row < toRow; row++) peak = Math.max(peak, stackedRps(result, TOP, row))
  return peak
}

function layerArea(result: RunResult, positions: readonly TimedRow[], scale: ValueScale, index: number): TrackArea {
  const layer = LAYERS[index as LayerIndex]
  const points = positions.map(({ x, row }) => ({
    x,
    bottom: scale.y(stackedRps(result, index - 1, row)),
    top: scale.y(stackedRps(result, index, row)),
  }))
  return { d: bandPath(points), role: layer.role, texture: layer.texture, strength: 1 }
}

/** The upper edge of a layer, where the layer is there at all. */
function layerTop(result: RunResult, positions: readonly TimedRow[], scale: ValueScale, index: number): Point[] {
  return positions.map(({ x, row }) => {
    const isThere = layerRps(result, index, row) > 0
    return { x, y: isThere ? scale.y(stackedRps(result, index, row)) : Number.NaN }
  })
}

/** Names each layer where it is thick for longest. */
function layerNotes(result: RunResult, positions: readonly TimedRow[], scale: ValueScale): TrackNote[] {
  return LAYERS.flatMap((layer, index): TrackNote[] => {
    const stretch = longestStretch(positions.map(({ x, row }) => ({ x, value: layerRps(result, index, row) })))
    const position = positions[stretch?.index ?? -1]
    if (!stretch || !position) return []
    const middle = (stackedRps(result, index - 1, position.row) + stackedRps(result, index, position.row)) / 2
    return [{ x: stretch.x, y: scale.y(middle), text: layer.name, role: layer.role, place: 'inside' }]
  })
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const { fromRow, toRow } = rowsInFrame(result, frame)
  const total = (row: number): number => stackedRps(result, TOP, row)
  const rows = rowsToDraw(fromRow, toRow, frame.width, total)
  const positions = ratePositions(result, frame, rows)
  const scale = valueScale(niceCeiling(peakRps(result, fromRow, toRow)), frame.height)
  const used = LAYERS.map((_, index) => index).filter((index) => rows.some((row) => layerRps(result, index, row) > 0))
  return {
    ...EMPTY_DRAWING,
    areas: used.map((index) => layerArea(result, positions, scale, index)),
    lines: used.map((index) => ({
      d: linePath(layerTop(result, positions, scale, index)),
      role: LAYERS[index as LayerIndex].role,
      width: 1,
      dash: null,
    })),
    ticks: valueTicks(scale, frame.height, '/s'),
    notes: layerNotes(result, positions, scale),
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const total = stackedRps(result, TOP, row)
  const all: TrackReading = { text: `${rateNumber(total)}/s`, role: 'ink' }
  const shares = LAYERS.flatMap((layer, index): TrackReading[] => {
    const rps = layerRps(result, index, row)
    return rps > 0 ? [{ text: `${layer.name} ${decimalNumber((rps / total) * 100, 0)}\u2009%`, role: layer.role }] : []
  })
  return [all, ...shares]
}

/** Offered requests per second, stacked by the version they were routed to; on top those that no application took. */
export const requestsTrack: TrackDefinition = {
  id: 'requests',
  label: 'Requests',
  unit: 'per second, by version',
  height: () => 88,
  draw,
  read,
}
