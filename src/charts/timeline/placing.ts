import type { Box } from '../svg/text'
import type { TrackLine, TrackNote } from '../tracks/drawing'

export interface Spot {
  readonly x: number
  readonly y: number
}

/** What words must keep clear of, and what they had better. */
export interface Surroundings {
  /** No word leaves this. */
  readonly bounds: Box
  /** No word touches these. */
  readonly taken: readonly Box[]
  /** Curves of the track, point by point, in page coordinates. */
  readonly curves: readonly (readonly Spot[])[]
  /** Horizontal positions of the lines of numbered events. */
  readonly verticals: readonly number[]
}

/** Points of a path made of M, L and Z commands only, as all tracks draw them. */
export function pathPoints(line: TrackLine, left: number, top: number): Spot[] {
  return [...line.d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: left + Number(x), y: top + Number(y) }))
}

const STEP_X = 16
const STEP_Y = 7
const REACH_X = 320
const MARGIN = 3
const CROSSING_COST = 400
const VERTICAL_COST = 60
const RIGHT_GAP = 10
/** Words `near` a point are no further above or below it than this. */
const NEAR_Y = 12

/**
 * Finds room for words near the point they belong to: the cheapest place by distance and by what they cross; null when
 * there is none. `size` is that of the words; the result is their top left corner.
 */
export function placeNote(
  note: TrackNote & Spot,
  size: { width: number; height: number },
  around: Surroundings,
): Spot | null {
  let best: Spot | null = null
  let bestCost = Number.POSITIVE_INFINITY
  for (const spot of candidates(note, size, around.bounds)) {
    const box = { ...spot, ...size }
    const cost = costOf(note, box, around)
    if (cost < bestCost) {
      best = spot
      bestCost = cost
    }
  }
  return best
}

/** Places to try, as top left corners. */
function candidates(note: TrackNote & Spot, { width, height }: { width: number; height: number }, bounds: Box): Spot[] {
  const spots: Spot[] = []
  if (note.place === 'right') {
    const y = note.y - height / 2
    for (let dx = RIGHT_GAP; dx <= REACH_X; dx += STEP_X) spots.push({ x: note.x + dx, y })
    return [...spots, { x: note.x - RIGHT_GAP - width, y }]
  }
  for (let y = bounds.y; y + height <= bounds.y + bounds.height; y += STEP_Y)
    for (let dx = -REACH_X; dx <= REACH_X; dx += STEP_X) spots.push({ x: note.x - width / 2 + dx, y })
  // In the middle of a surface, or right above the point.
  const exact = note.place === 'inside' ? note.y - height / 2 : note.y - height - MARGIN
  for (let dx = -REACH_X; dx <= REACH_X; dx += STEP_X) spots.push({ x: note.x - width / 2 + dx, y: exact })
  return spots
}

function costOf(note: TrackNote & Spot, box: Box, around: Surroundings): number {
  if (!isInside(box, around.bounds) || around.taken.some((other) => overlaps(box, other, MARGIN))) {
    return Number.POSITIVE_INFINITY
  }
  const centreY = note.place === 'inside' || note.place === 'right' ? note.y : note.y - box.height / 2 - MARGIN
  const dx = Math.abs(box.x + box.width / 2 - note.x)
  const dy = Math.abs(box.y + box.height / 2 - centreY)
  const isCrossed = around.curves.some((curve) => crosses(curve, box))
  const mustBeClear = note.place === 'inside' || note.place === 'near'
  if ((isCrossed && mustBeClear) || (note.place === 'near' && dy > NEAR_Y)) return Number.POSITIVE_INFINITY
  const isUnder = note.place === 'above' && around.curves.some((curve) => highestIn(curve, box) < box.y + box.height)
  const verticals = around.verticals.filter((x) => x > box.x - MARGIN && x < box.x + box.width + MARGIN).length
  // Up and down costs more than sideways: words belong to the height of their curve.
  return dx + 4 * dy + (isCrossed || isUnder ? CROSSING_COST : 0) + verticals * VERTICAL_COST
}

function isInside(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  )
}

/** Whether two rectangles come closer than `gap`. */
export function overlaps(left: Box, right: Box, gap: number): boolean {
  return (
    left.x < right.x + right.width + gap &&
    right.x < left.x + left.width + gap &&
    left.y < right.y + right.height + gap &&
    right.y < left.y + left.height + gap
  )
}

/** Smallest y of a curve over the width of a box. */
function highestIn(curve: readonly Spot[], box: Box): number {
  let highest = Number.POSITIVE_INFINITY
  forEachSegment(curve, box, (low) => {
    highest = Math.min(highest, low)
  })
  return highest
}

function crosses(curve: readonly Spot[], box: Box): boolean {
  let isCrossed = false
  forEachSegment(curve, box, (low, high) => {
    if (low < box.y + box.height + 1 && high > box.y - 1) isCrossed = true
  })
  return isCrossed
}

/** Calls back with the vertical reach of every segment of a curve that passes over or under a box. */
function forEachSegment(curve: readonly Spot[], box: Box, visit: (low: number, high: number) => void): void {
  for (let index = 1; index < curve.length; index++) {
    const from = curve[index - 1]
    const to = curve[index]
    if (!from || !to || to.x < box.x || from.x > box.x + box.width) continue
    visit(Math.min(from.y, to.y), Math.max(from.y, to.y))
  }
}
