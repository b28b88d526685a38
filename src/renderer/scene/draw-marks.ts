import { crossPath, type Shape } from './draw-list'
import type { SceneLayout } from './layout'
import type { PlacedMark } from './mark-position'
import { pointOnRibbon, type Ribbon, type Ribbons, ribbonPath } from './ribbons'

/** Request marks as shapes: before the balancer a square, to v1 a square, to v2 a circle, failed a cross. */
export function drawMarks(marks: readonly PlacedMark[]): Shape[] {
  return marks.map(({ x, y, shape }): Shape => {
    if (shape === 'failed') {
      return { kind: 'path', d: crossPath(x, y, 4), stroke: 'fail', strokeWidth: 1.8, isRoundCapped: true }
    }
    if (shape === 'new') return { kind: 'circle', x, y, radius: 2.5, fill: 'v2' }
    return { kind: 'rect', x: x - 2, y: y - 2, width: 4, height: 4, fill: shape === 'old' ? 'v1' : 'ink-2' }
  })
}

/**
 * At high speeds: bands of light that run along the ribbons, and crosses along the way back while anything fails. Their
 * number says nothing, their motion says "traffic". `wallMs` is time as the person sees it pass.
 */
export function drawTexture(layout: SceneLayout, ribbons: Ribbons, hasFailures: boolean, wallMs: number): Shape[] {
  const phase = (wallMs / TEXTURE_PERIOD_MS) % 1
  const texture = (ribbon: Ribbon | null, role: 'ink-2' | 'v1' | 'v2'): Shape[] =>
    ribbon ? stripesOf(ribbon, phase).map((d) => ({ kind: 'path', d, fill: role, opacity: 0.28 })) : []
  return [
    ...texture(ribbons.clients, 'ink-2'),
    ...texture(ribbons.old, 'v1'),
    ...texture(ribbons.new, 'v2'),
    ...(hasFailures ? drawMarks(crossesOf(layout, phase)) : []),
  ]
}

const TEXTURE_PERIOD_MS = 900
const CROSS_COUNT = 3

function crossesOf({ balancer, ribbonX, failureLaneY }: SceneLayout, phase: number): PlacedMark[] {
  return Array.from({ length: CROSS_COUNT }, (_, index) => {
    const along = (index + phase) / CROSS_COUNT
    return { x: balancer.x + (ribbonX - balancer.x) * along, y: failureLaneY, shape: 'failed' }
  })
}

const STRIPE_COUNT = 5

function stripesOf(ribbon: Ribbon, phase: number): string[] {
  return Array.from({ length: STRIPE_COUNT }, (_, index) => {
    const from = (index + phase) / STRIPE_COUNT
    return ribbonPath(sliceOf(ribbon, from % 1, Math.min(1, (from % 1) + 0.5 / STRIPE_COUNT)))
  })
}

/** A short piece of a ribbon, as a ribbon of its own. */
function sliceOf(ribbon: Ribbon, from: number, to: number): Ribbon {
  const [start, end] = [pointOnRibbon(ribbon, from, 0), pointOnRibbon(ribbon, to, 0)]
  const thicknessAt = (along: number) => 2 * (pointOnRibbon(ribbon, along, 0.5).y - pointOnRibbon(ribbon, along, 0).y)
  return {
    fromX: start.x,
    toX: end.x,
    fromY: start.y,
    toY: end.y,
    fromThickness: thicknessAt(from),
    toThickness: thicknessAt(to),
  }
}
