import { type FleetLabel, failedInRow, type RunResult, rowIndexAt } from '@sim'
import type { SceneLayout, Slot } from './layout'
import { isBehindCell, railStartX } from './rails'
import { MARK_COUNT_MAX, type MarkSet, type MarkTimes, marksNear, markTimes } from './request-marks'
import { failureLane, type Point, pointOnRibbon, type Ribbon, type Ribbons, ribbonsFor } from './ribbons'

export type MarkShape = 'client' | 'old' | 'new' | 'failed'

export interface PlacedMark extends Point {
  readonly shape: MarkShape
}

/** Where an instance's rail begins: what `railOf` needs of a slot. */
export type SlotOfInstance = (instanceIndex: number) => Slot | null

/** Golden ratio: successive multiples spread evenly over the width of a ribbon, and never by chance. */
const SPREAD = 0.618_033_988_749_895

/** All marks on the screen at `tMs`. A function of simulated time alone: going back shows the same picture again. */
export function marksAt(
  result: RunResult,
  set: MarkSet,
  layout: SceneLayout,
  ribbons: Ribbons,
  slotOf: SlotOfInstance,
  tMs: number,
): PlacedMark[] {
  const placed: PlacedMark[] = []
  for (const mark of marksNear(result, set, tMs)) {
    if (placed.length === MARK_COUNT_MAX) break
    const place = placeMark(result, set, layout, ribbons, slotOf, mark, tMs)
    if (place) placed.push(place)
  }
  const apart = withoutCoincidentCrosses(placed)
  const hasCross = apart.some(({ shape }) => shape === 'failed')
  return hasCross ? apart : [...apart, ...lonelyCross(result, layout, tMs)]
}

function withoutCoincidentCrosses(marks: readonly PlacedMark[]): PlacedMark[] {
  const taken = new Set<string>()
  return marks.filter(({ x, y, shape }) => {
    if (shape !== 'failed') return true
    const place = `${Math.round(x)} ${Math.round(y)}`
    const isFree = !taken.has(place)
    taken.add(place)
    return isFree
  })
}

/** A second with any failure shows at least one cross, even while those of the sample are still on their way out. */
function lonelyCross(result: RunResult, layout: SceneLayout, tMs: number): PlacedMark[] {
  if (failedInRow(result.series.columns, rowIndexAt(result, tMs)) === 0) return []
  const along = (tMs % 1_000) / 1_000
  const from = layout.balancer.x
  return [{ x: from + (layout.ribbonX - from) * along, y: layout.failureLaneY, shape: 'failed' }]
}

function placeMark(
  result: RunResult,
  set: MarkSet,
  layout: SceneLayout,
  ribbons: Ribbons,
  slotOf: SlotOfInstance,
  mark: number,
  tMs: number,
): PlacedMark | null {
  const times = markTimes(result, set.travel, mark)
  if (tMs < times.startMs || tMs >= times.endMs) return null
  const across = ((Math.abs(mark) * SPREAD) % 1) * 0.86 - 0.43
  const revision = result.sample.revision[mark] === 1 ? 'new' : 'old'
  const fleet = revision === 'new' ? 'replacement' : 'original'
  if (times.isFailed && tMs >= times.backMs) return placeOnTheWayBack(set, layout, fleet, times, tMs)
  if (tMs >= times.outEndMs) return null
  if (tMs < times.arrivedMs) {
    const along = (tMs - times.startMs) / set.travel.toBalancer
    return { ...pointOnRibbon(ribbons.clients, along, across), shape: 'client' }
  }
  const sinceMs = tMs - times.arrivedMs
  if (sinceMs < set.travel.toTargetGroup) {
    const ribbon = ribbonOf(layout, ribbons, revision)
    const shape = ribbon === ribbons.refused ? 'client' : revision
    return ribbon && { ...pointOnRibbon(ribbon, sinceMs / set.travel.toTargetGroup, across), shape }
  }
  // Among dots and tiles a mark could not be told from an instance: it ends at the edge.
  if (layout.level === 'dot' || layout.level === 'tile') return null
  const slot = slotOf(result.sample.instance[mark] ?? -1)
  if (!slot) return null
  const along = (sinceMs - set.travel.toTargetGroup) / set.travel.toInstance
  const railX = railStartX(layout)
  const x = railX + (slot.x - railX) * along
  return isBehindCell(layout, slot, x) ? null : { x, y: slot.y, shape: revision }
}

/**
 * A ribbon may be gone already while its last marks are under way: to a panel of its own they go where it was, to a shared
 * one on the other ribbon's path.
 */
function ribbonOf(layout: SceneLayout, ribbons: Ribbons, revision: 'old' | 'new'): Ribbon | null {
  const own = ribbons[revision]
  if (own || ribbons.refused) return own ?? ribbons.refused
  if (layout.panels.length > 1) return ribbonsFor(layout, revision === 'new' ? 1 : 0)[revision]
  return ribbons.old ?? ribbons.new
}

/** Crosses stand at least so far apart on their way back: in an outage they read as many, not as one bar. */
const CROSS_GAP = 13

function placeOnTheWayBack(
  set: MarkSet,
  layout: SceneLayout,
  fleet: FleetLabel,
  times: MarkTimes,
  tMs: number,
): PlacedMark | null {
  const { backToBalancer, backToClients } = set.travel
  const lane = failureLane(layout, fleet)
  const laneMs = times.reachesTarget ? backToBalancer : 0
  if (tMs - times.backMs < laneMs) {
    const along = alongLane(times.backMs, laneMs, lane.fromX - lane.toX, tMs)
    return along === null ? null : { ...pointOnRibbon(lane, along, 0), shape: 'failed' }
  }
  const from = layout.balancer.x
  const along = alongLane(times.backMs + laneMs, backToClients, from - layout.ribbonX, tMs)
  return along === null ? null : { x: from + (layout.ribbonX - from) * along, y: layout.failureLaneY, shape: 'failed' }
}

/**
 * How far a cross is, 0 to 1, on a stretch of `lengthPx` that takes `travelMs`; null before it sets out. Crosses set out at
 * fixed beats, never before they failed, so that those of one beat coincide.
 */
function alongLane(fromMs: number, travelMs: number, lengthPx: number, tMs: number): number | null {
  const beatMs = (travelMs * CROSS_GAP) / Math.max(CROSS_GAP, lengthPx)
  const along = (tMs - Math.ceil(fromMs / beatMs) * beatMs) / travelMs
  return along < 0 ? null : along
}
