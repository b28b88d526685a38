import { counted, type Ms, type RunResult } from '@sim'
import { decimalNumber, rateNumber } from '../numbers'
import {
  EMPTY_DRAWING,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackNote,
  type TrackReading,
  type TrackRole,
  type TrackTexture,
} from './drawing'
import { highestSecondLine, highestSecondNote } from './highest-second'
import { bandPath, linePath, type Point, ratePositions, type TimedSpan } from './paths'
import {
  highestIn,
  isMerged,
  type RowSpan,
  rowAt,
  rowsBetween,
  rowsInFrame,
  spanOfRow,
  spanRate,
  spansToDraw,
  sumOver,
} from './rows'
import { niceCeiling, type ValueScale, valueScale, valueTicks } from './scales'
import { longestStretch } from './stretch'

/** Whom the requests went to, from the bottom of the stack to its top. */
const LAYERS = [
  { column: 'routedOld', role: 'v1', texture: 'solid', name: 'v1' },
  { column: 'routedNew', role: 'v2', texture: 'hatch', name: 'v2' },
  { column: 'routedNone', role: 'fail', texture: 'counterHatch', name: 'unserved' },
] as const satisfies readonly { column: string; role: TrackRole; texture: TrackTexture; name: string }[]

/** Requests per second of one layer over a span. */
function layerRps(result: RunResult, index: number, span: RowSpan): number {
  const layer = LAYERS[index]
  if (!layer) return 0
  const column = result.series.columns[layer.column]
  return spanRate(result, (row) => column[row] ?? 0, span)
}

function totalRps(result: RunResult, span: RowSpan): number {
  return LAYERS.reduce((sum, _, index) => sum + layerRps(result, index, span), 0)
}

/** The stack at one position: `edges[i]` is the bottom of layer i, `edges[i + 1]` its top, in requests per second. */
interface StackPoint {
  readonly x: number
  readonly edges: readonly number[]
}

function stackPoints(result: RunResult, positions: readonly TimedSpan[]): StackPoint[] {
  return positions.map(({ x, span }) => {
    const edges = [0]
    for (const index of LAYERS.keys()) edges.push((edges[index] ?? 0) + layerRps(result, index, span))
    return { x, edges }
  })
}

function thickness({ edges }: StackPoint, index: number): number {
  return (edges[index + 1] ?? 0) - (edges[index] ?? 0)
}

/** One layer of the stack as drawn; nothing for a layer that is empty throughout. */
function drawLayer(points: readonly StackPoint[], scale: ValueScale, index: number): Partial<TrackDrawing> {
  const layer = LAYERS[index]
  if (!layer || points.every((point) => thickness(point, index) === 0)) return {}
  const { role, texture } = layer
  const band = points.map(({ x, edges }) => ({
    x,
    bottom: scale.y(edges[index] ?? 0),
    top: scale.y(edges[index + 1] ?? 0),
  }))
  return {
    areas: [{ d: bandPath(band), role, texture, strength: 1 }],
    lines: [{ d: linePath(upperEdge(points, scale, index)), role, width: 1, dash: null }],
    notes: layerNote(points, scale, index),
  }
}

/** The upper edge of a layer, left out where the layer is empty at a point and at both of its neighbours. */
function upperEdge(points: readonly StackPoint[], scale: ValueScale, index: number): Point[] {
  const isThere = (point: StackPoint | undefined): boolean => point !== undefined && thickness(point, index) > 0
  return points.map((point, at) => {
    const isDrawn = isThere(point) || isThere(points[at - 1]) || isThere(points[at + 1])
    return { x: point.x, y: isDrawn ? scale.y(point.edges[index + 1] ?? 0) : Number.NaN }
  })
}

/** Names a layer where it is thick for longest. */
function layerNote(points: readonly StackPoint[], scale: ValueScale, index: number): TrackNote[] {
  const stretch = longestStretch(points.map((point) => ({ x: point.x, value: thickness(point, index) })))
  const point = points[stretch?.index ?? -1]
  const layer = LAYERS[index]
  if (!stretch || !point || !layer) return []
  const middle = ((point.edges[index] ?? 0) + (point.edges[index + 1] ?? 0)) / 2
  return [{ x: stretch.x, y: scale.y(middle), text: layer.name, role: layer.role, place: 'inside' }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const rows = rowsInFrame(result, frame)
  const spans = spansToDraw(rows, frame.width)
  const secondRps = (row: number): number => totalRps(result, spanOfRow(row))
  const scale = valueScale(niceCeiling(highestIn(rows, secondRps)), frame.height)
  const positions = ratePositions(result, frame, spans)
  const points = stackPoints(result, positions)
  const layers = LAYERS.map((_, index) => drawLayer(points, scale, index))
  const highest = positions.map(({ x, span }) => ({ x, y: scale.y(highestIn(span, secondRps)) }))
  return {
    ...EMPTY_DRAWING,
    areas: layers.flatMap(({ areas }) => areas ?? []),
    lines: [...layers.flatMap(({ lines }) => lines ?? []), ...(isMerged(spans) ? [highestSecondLine(highest)] : [])],
    ticks: valueTicks(scale, frame.height, '/s'),
    notes: [
      ...layers.flatMap(({ notes }) => notes ?? []),
      ...(isMerged(spans) ? highestSecondNote(highest, frame) : []),
    ],
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  const span = spanOfRow(row)
  const all: TrackReading = { text: `${rateNumber(totalRps(result, span))}/s`, role: 'ink' }
  const shares = shareReadings((index) => layerRps(result, index, span))
  const isFailure = ({ role }: TrackReading): boolean => role === 'fail'
  // The newest first: where there is no room for all, the rest is the version that everyone knows.
  return [...shares.filter(isFailure), all, ...shares.filter((share) => !isFailure(share)).reverse()]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const rows = rowsBetween(result, fromMs, toMs)
  const layerCount = (index: number): number => {
    const column = result.series.columns[LAYERS[index]?.column ?? 'routedNone']
    return sumOver(rows, (row) => column[row] ?? 0)
  }
  const total = LAYERS.reduce((sum, _, index) => sum + layerCount(index), 0)
  return [counted(total, 'request'), ...shareReadings(layerCount).map(({ text }) => text)]
}

/** The share of each layer that has one. A share that is not all, or not nothing, never reads as 100 or 0. */
function shareReadings(amount: (index: number) => number): TrackReading[] {
  const total = LAYERS.reduce((sum, _, index) => sum + amount(index), 0)
  return LAYERS.flatMap((layer, index): TrackReading[] => {
    const here = amount(index)
    if (here === 0) return []
    const percent = (here / total) * 100
    const shown = here === total ? '100' : percent < 1 ? '<1' : decimalNumber(Math.min(99, percent), 0)
    return [{ text: `${layer.name} ${shown}\u2009%`, role: layer.role }]
  })
}

/**
 * Offered requests per second, stacked by the version they were routed to; on top those that no application took. Where
 * a point stands for several seconds the stack is their mean, and a thin line shows the highest of them.
 */
export const requestsTrack: TrackDefinition = {
  id: 'requests',
  label: 'Requests',
  unit: 'per second, by version',
  isScaleFromRun: true,
  applies: () => true,
  height: () => 88,
  draw,
  read,
  readSpan,
}
