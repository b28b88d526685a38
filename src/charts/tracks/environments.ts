import { formatCount, type Ms, ROW_MS, type RunResult, type SeriesName } from '@sim'
import {
  EMPTY_DRAWING,
  type TrackArea,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackReading,
  type TrackRole,
  type TrackTexture,
} from './drawing'
import { stepBandPath, xInside } from './paths'
import { isOnLambda } from './platform'
import { highestIn, type RowSpan, rowAt, rowsBetween, rowsInFrame, spansToDraw } from './rows'
import { niceCountCeiling, valueScale, valueTicks } from './scales'

/** What the environments do, from the bottom of the stack to its top. */
const LAYERS = [
  { columns: ['environmentsBusyOld'], role: 'v1', texture: 'solid', strength: 1 },
  { columns: ['environmentsBusyNew'], role: 'v2', texture: 'hatch', strength: 1 },
  { columns: ['environmentsIdleOld', 'environmentsIdleNew'], role: 'quiet', texture: 'shade', strength: 1 },
] as const satisfies readonly {
  columns: readonly SeriesName[]
  role: TrackRole
  texture: TrackTexture
  strength: number
}[]

function layerCount(result: RunResult, layerIndex: number, row: number): number {
  const layer = LAYERS[layerIndex]
  return (layer?.columns ?? []).reduce((sum, column) => sum + (result.series.columns[column][row] ?? 0), 0)
}

function totalCount(result: RunResult, row: number): number {
  return LAYERS.reduce((sum, _, layerIndex) => sum + layerCount(result, layerIndex, row), 0)
}

/** The second of a span with the most environments: no peak is lost where a point stands for several seconds. */
function fullestRow(result: RunResult, { fromRow, toRow }: RowSpan): number {
  let fullest = fromRow
  for (let row = fromRow + 1; row < toRow; row++)
    if (totalCount(result, row) > totalCount(result, fullest)) fullest = row
  return fullest
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const rows = rowsInFrame(result, frame)
  const highest = highestIn(rows, (row) => totalCount(result, row))
  const scale = valueScale(niceCountCeiling(Number.isNaN(highest) ? 1 : highest), frame.height)
  const spans = spansToDraw(rows, frame.width)
  const points = spans.map((span) => ({
    x: xInside(frame, span.fromRow * ROW_MS),
    row: fullestRow(result, span),
  }))
  const last = points.at(-1)
  const all = last ? [...points, { ...last, x: xInside(frame, Math.min(frame.toMs, result.endedAtMs)) }] : []
  const below = (layerIndex: number, row: number): number =>
    LAYERS.slice(0, layerIndex).reduce((sum, _, index) => sum + layerCount(result, index, row), 0)
  const areas = LAYERS.flatMap(({ role, texture, strength }, layerIndex): TrackArea[] => {
    if (all.every(({ row }) => layerCount(result, layerIndex, row) === 0)) return []
    const band = all.map(({ x, row }) => ({
      x,
      bottom: scale.y(below(layerIndex, row)),
      top: scale.y(below(layerIndex + 1, row)),
    }))
    return [{ d: stepBandPath(band), role, texture, strength }]
  })
  return { ...EMPTY_DRAWING, areas, ticks: valueTicks(scale, frame.height, '', true) }
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const row = rowAt(result, tMs)
  if (row < 0) return []
  // With those that still initialise, as the header's concurrency counts them.
  const busy = layerCount(result, 0, row) + layerCount(result, 1, row)
  return [
    { text: `${formatCount(busy)} in use`, role: 'ink' },
    { text: `of ${formatCount(totalCount(result, row))}`, role: 'quiet' },
  ]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const rows = rowsBetween(result, fromMs, toMs)
  const highest = highestIn(rows, (row) => totalCount(result, row))
  const most = Number.isNaN(highest) ? [] : [`at most ${formatCount(highest)}`]
  return [...most, ...read(result, toMs).map(({ text }) => text)]
}

/** Execution environments of a Lambda function: busy with the old and the new version, and idle. */
export const environmentsTrack: TrackDefinition = {
  id: 'environments',
  label: 'Environments',
  unit: 'in use by version, idle',
  isScaleFromRun: true,
  applies: isOnLambda,
  height: () => 62,
  draw,
  read,
  readSpan,
}
