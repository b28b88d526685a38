import type { FleetLabel } from '@sim'
import { coordinate } from './draw-list'
import { panelOf, type SceneLayout } from './layout'

/** A band from left to right: its middle line is a curve that starts and ends level. */
export interface Ribbon {
  readonly fromX: number
  readonly toX: number
  readonly fromY: number
  readonly toY: number
  readonly fromThickness: number
  readonly toThickness: number
}

export interface Ribbons {
  readonly clients: Ribbon
  /** Null where a version takes no traffic. */
  readonly old: Ribbon | null
  readonly new: Ribbon | null
  /** Requests that are sent to targets none of which takes any; null as soon as one does. */
  readonly refused: Ribbon | null
}

/** A version that takes any traffic at all is at least this thick, so that it is seen. */
const THICKNESS_MIN = 7
const GAP = 2

/** The bands of the scene for a share of the new revision (0 to 1); null: no target took any request, or all were refused. */
export function ribbonsFor(layout: SceneLayout, newShare: number | null, isAllRefused = false): Ribbons {
  const { balancer, targetGroup, flowY, ribbonX, ribbonWidthMax } = layout
  const clients: Ribbon = {
    fromX: ribbonX,
    toX: balancer.x,
    fromY: flowY,
    toY: flowY,
    fromThickness: ribbonWidthMax * 0.74,
    toThickness: ribbonWidthMax,
  }
  if (newShare === null) return { clients, old: null, new: null, refused: isAllRefused ? refusedBand(layout) : null }
  const newThickness = thicknessOf(newShare, ribbonWidthMax)
  const oldThickness = newThickness === ribbonWidthMax ? 0 : ribbonWidthMax - newThickness
  const gap = newThickness > 0 && oldThickness > 0 ? GAP : 0
  const top = flowY - (ribbonWidthMax + gap) / 2
  const landing = landingYs(layout, newShare)
  const from = balancer.x + balancer.width
  const band = (fromTop: number, thickness: number, toY: number): Ribbon => ({
    fromX: from,
    toX: targetGroup.x,
    fromY: fromTop + thickness / 2,
    toY,
    fromThickness: thickness,
    toThickness: thickness,
  })
  return {
    clients,
    old: oldThickness > 0 ? band(top, oldThickness, landing.old) : null,
    new: newThickness > 0 ? band(top + oldThickness + gap, newThickness, landing.new) : null,
    refused: null,
  }
}

function refusedBand(layout: SceneLayout): Ribbon {
  const { balancer, targetGroup, flowY, ribbonWidthMax } = layout
  return {
    fromX: balancer.x + balancer.width,
    toX: targetGroup.x,
    fromY: flowY,
    toY: middleOf(panelOf(layout, 'original')),
    fromThickness: ribbonWidthMax,
    toThickness: ribbonWidthMax,
  }
}

function thicknessOf(newShare: number, widthMax: number): number {
  if (newShare <= 0) return 0
  if (newShare >= 1) return widthMax
  return Math.min(widthMax - THICKNESS_MIN, Math.max(THICKNESS_MIN, newShare * widthMax))
}

/** Where the bands meet their panels; with one panel for both the stronger one in its middle, the other one clear of it. */
export function landingYs(layout: SceneLayout, newShare: number): { readonly old: number; readonly new: number } {
  if (layout.panels.length > 1)
    return { old: middleOf(panelOf(layout, 'original')), new: middleOf(panelOf(layout, 'replacement')) }
  const { y, height } = layout.targetGroup
  const middle = y + height / 2
  const spread = height * 0.27
  return { old: middle - newShare * spread, new: middle + (1 - newShare) * spread }
}

function middleOf({ y, height }: { readonly y: number; readonly height: number }): number {
  return y + height / 2
}

/** The closed outline of a band. */
export function ribbonPath(ribbon: Ribbon): string {
  const { fromX, toX, fromY, toY, fromThickness, toThickness } = ribbon
  const middle = coordinate((fromX + toX) / 2)
  const [x0, x1] = [coordinate(fromX), coordinate(toX)]
  const [top0, top1] = [coordinate(fromY - fromThickness / 2), coordinate(toY - toThickness / 2)]
  const [bottom0, bottom1] = [coordinate(fromY + fromThickness / 2), coordinate(toY + toThickness / 2)]
  return `M${x0} ${top0}C${middle} ${top0} ${middle} ${top1} ${x1} ${top1}V${bottom1}C${middle} ${bottom1} ${middle} ${bottom0} ${x0} ${bottom0}Z`
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A point of a band: `along` from 0 to 1, `across` from -0.5 (its upper edge) to 0.5. */
export function pointOnRibbon(ribbon: Ribbon, along: number, across: number): Point {
  const thickness = ribbon.fromThickness + (ribbon.toThickness - ribbon.fromThickness) * easeBetween(along)
  return {
    x: cubic(along, ribbon.fromX, (ribbon.fromX + ribbon.toX) / 2, ribbon.toX),
    y: ribbon.fromY + (ribbon.toY - ribbon.fromY) * easeBetween(along) + across * thickness,
  }
}

/** The lane on which failed requests come back from a fleet's panel to the balancer. */
export function failureLane(layout: SceneLayout, fleet: FleetLabel): Ribbon {
  const { balancer, failureLaneY } = layout
  const panel = panelOf(layout, fleet)
  return {
    fromX: panel.x,
    toX: balancer.x + balancer.width,
    fromY: panel.y + panel.height * (layout.panels.length > 1 ? 0.68 : 0.845),
    toY: failureLaneY,
    fromThickness: 0,
    toThickness: 0,
  }
}

/** The middle line of a band. */
export function middleLinePath(ribbon: Ribbon): string {
  const middle = coordinate((ribbon.fromX + ribbon.toX) / 2)
  const [y0, y1] = [coordinate(ribbon.fromY), coordinate(ribbon.toY)]
  return `M${coordinate(ribbon.fromX)} ${y0}C${middle} ${y0} ${middle} ${y1} ${coordinate(ribbon.toX)} ${y1}`
}

/** The y of a cubic curve whose ends are level: 0 at 0, 1 at 1. */
function easeBetween(along: number): number {
  return along * along * (3 - 2 * along)
}

/** The x of a cubic curve whose two inner points lie in the middle. */
function cubic(along: number, from: number, middle: number, to: number): number {
  const rest = 1 - along
  return rest ** 3 * from + 3 * rest * along * middle + along ** 3 * to
}
