import type { FleetFrame, RunResult } from '@sim'
import { formatCount, formatPercent } from '../text/format'
import { drawBoltDiamond } from './draw-cell'
import { coordinate, crossPath, type Shape } from './draw-list'
import { textWidth } from './draw-words'
import type { SceneLayout } from './layout'
import { failureLane, landingYs, middleLinePath, type Ribbon, type Ribbons, ribbonPath } from './ribbons'
import { routingOf } from './routing'
import type { Traffic } from './traffic'

const PRISM_WIDTH = 7
const EDGE_WIDTH = 9

/** What stands still while a run plays: ground, zones, clients' lines, balancer, frame of the target group. */
export function drawGround(layout: SceneLayout, result: RunResult): Shape[] {
  const { balancer, targetGroup } = layout
  return [
    { kind: 'rect', x: 0, y: 0, width: layout.width, height: layout.height, fill: 'dot-grid' },
    ...layout.zoneBands.flatMap((band): Shape[] => [
      { kind: 'rect', ...boxOf(band), radius: 10, fill: 'bg-az' },
      {
        kind: 'text',
        x: band.x + band.width / 2,
        y: 19,
        text: fitted(band.label, Math.floor((band.width - 6) / 6.2)),
        size: 10.5,
        font: 'mono',
        fill: 'ink-3',
        anchor: 'middle',
      },
    ]),
    ...drawClientLines(layout),
    {
      kind: 'rect',
      ...boxOf(targetGroup),
      radius: 10,
      stroke: 'line-2',
      strokeWidth: 1,
    },
    { kind: 'rect', ...boxOf(balancer), radius: 10, fill: 'bg-2', stroke: 'line-2', strokeWidth: 1 },
    {
      kind: 'text',
      x: balancer.x + balancer.width / 2,
      y: balancer.y + 25,
      text: 'ALB',
      size: 12,
      weight: 650,
      fill: 'ink-1',
      anchor: 'middle',
    },
    ...drawAlgorithm(layout, result),
  ]
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height }
}

/** Cuts a long zone name at its front: the end tells zones apart. */
function fitted(label: string, charCount: number): string {
  return label.length <= charCount ? label : `…${label.slice(label.length - Math.max(1, charCount - 1))}`
}

/** The routing algorithm in AWS's words, above the balancer: "least outstanding requests" is wider than it. */
function drawAlgorithm({ balancer }: SceneLayout, result: RunResult): Shape[] {
  return [
    {
      kind: 'text',
      x: balancer.x + balancer.width / 2,
      y: balancer.y - 9,
      text: result.scenario.loadBalancer.algorithm.replaceAll('_', ' '),
      size: 10.5,
      fill: 'ink-3',
      anchor: 'middle',
    },
  ]
}

/** Three kinds of clients flow together into one ribbon. */
function drawClientLines({ ribbonX, ribbonWidthMax, flowY }: SceneLayout): Shape[] {
  const fromX = ribbonX * 0.43
  return [-1, 0, 1].map((step): Shape => {
    const [fromY, toY] = [coordinate(flowY + step * 22), coordinate(flowY + step * ribbonWidthMax * 0.24)]
    const middle = coordinate((fromX + ribbonX) / 2)
    return {
      kind: 'path',
      d: `M${coordinate(fromX)} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${coordinate(ribbonX)} ${toY}`,
      stroke: 'line-2',
      strokeWidth: 1.2,
    }
  })
}

/** What moves with the traffic: ribbons, the split on the balancer's edge, the edge of the target group, the failure lane. */
export function drawFlow(layout: SceneLayout, ribbons: Ribbons, traffic: Traffic): Shape[] {
  return [
    { kind: 'path', d: ribbonPath(ribbons.clients), fill: 'fade-clients' },
    ...(ribbons.old ? [{ kind: 'path', d: ribbonPath(ribbons.old), fill: 'fade-v1' } as const] : []),
    ...(ribbons.new ? [{ kind: 'path', d: ribbonPath(ribbons.new), fill: 'fade-v2' } as const] : []),
    ...(ribbons.refused ? [{ kind: 'path', d: ribbonPath(ribbons.refused), fill: 'fade-clients' } as const] : []),
    ...drawEdge(layout, traffic.newShare),
    ...drawFailureLane(layout, traffic),
    ...drawPrism(layout, ribbons),
    ...drawShares(ribbons, traffic.newShare),
  ]
}

/** Solid where v1 flows in, hatched where v2 does. */
function drawEdge(layout: SceneLayout, newShare: number | null): Shape[] {
  const { x, y, height } = layout.targetGroup
  const edge = (
    top: number,
    bottom: number,
    role: 'v1' | 'hatch-v2' | 'line-2',
    corners: 'top' | 'bottom' | 'both',
  ): Shape => ({
    kind: 'path',
    d: edgePath(x, top, bottom, corners),
    fill: role,
  })
  if (newShare === null) return [edge(y, y + height, 'line-2', 'both')]
  if (newShare <= 0) return [edge(y, y + height, 'v1', 'both')]
  if (newShare >= 1) return [edge(y, y + height, 'hatch-v2', 'both')]
  const landing = landingYs(layout, newShare)
  const split = landing.old + (landing.new - landing.old) * (1 - newShare * 0.6 - 0.2)
  return [edge(y, split, 'v1', 'top'), edge(split + 2, y + height, 'hatch-v2', 'bottom')]
}

/** The left edge of the target group; its outer corners follow the frame. */
function edgePath(x: number, top: number, bottom: number, corners: 'top' | 'bottom' | 'both'): string {
  const r = 9
  const [left, right] = [coordinate(x), coordinate(x + EDGE_WIDTH)]
  const [y0, y1] = [coordinate(top), coordinate(bottom)]
  const start =
    corners === 'bottom' ? `M${left} ${y0}H${right}` : `M${left} ${coordinate(top + r)}Q${left} ${y0} ${right} ${y0}`
  const end = corners === 'top' ? `V${y1}H${left}Z` : `V${y1}Q${left} ${y1} ${left} ${coordinate(bottom - r)}Z`
  return start + end
}

function drawPrism({ balancer }: SceneLayout, ribbons: Ribbons): Shape[] {
  const x = balancer.x + balancer.width - PRISM_WIDTH
  const part = (ribbon: Ribbon | null, role: 'v1' | 'hatch-v2'): Shape[] =>
    ribbon
      ? [
          {
            kind: 'rect',
            x,
            y: ribbon.fromY - ribbon.fromThickness / 2,
            width: PRISM_WIDTH,
            height: ribbon.fromThickness,
            fill: role,
          },
        ]
      : []
  return [...part(ribbons.old, 'v1'), ...part(ribbons.new, 'hatch-v2')]
}

function drawShares(ribbons: Ribbons, newShare: number | null): Shape[] {
  if (newShare === null) return []
  const label = (ribbon: Ribbon, y: number, share: number, fill: 'v1-ink' | 'v2-ink'): Shape => ({
    kind: 'text',
    x: ribbon.fromX + 10,
    y,
    text: `${formatPercent(share, 0)} %`,
    size: 13,
    weight: 600,
    fill,
    halo: 'bg-0',
  })
  return [
    ...(ribbons.old
      ? [label(ribbons.old, ribbons.old.fromY - ribbons.old.fromThickness / 2 - 8, 1 - newShare, 'v1-ink')]
      : []),
    ...(ribbons.new
      ? [label(ribbons.new, ribbons.new.fromY + ribbons.new.fromThickness / 2 + 19, newShare, 'v2-ink')]
      : []),
  ]
}

/** The way back of failed requests: only drawn while there are any. */
function drawFailureLane(layout: SceneLayout, traffic: Traffic): Shape[] {
  if (!traffic.hasRecentFailures) return []
  const { balancer, failureLaneY, ribbonX } = layout
  // Nothing fails in this second: the last crosses still come back on a lane that is no alarm any more.
  const stroke = traffic.failedRps > 0 ? 'fail' : 'line-3'
  const lane = { stroke, strokeWidth: 1.1, dash: '1.5 4', opacity: 0.8 } as const
  const [x, y] = [coordinate(ribbonX - 3), coordinate(failureLaneY)]
  return [
    ...(traffic.hasTargetFailures ? [{ kind: 'path', d: middleLinePath(failureLane(layout)), ...lane } as const] : []),
    { kind: 'path', d: `M${coordinate(balancer.x)} ${y}H${x}`, ...lane },
    { kind: 'path', d: `M${x} ${y}m7 -4.5l-7 4.5l7 4.5`, stroke, strokeWidth: 1.6, isRoundCapped: true },
  ]
}

/** The words at the clients: what arrives, and what comes back failed. */
export function drawClientWords(layout: SceneLayout, traffic: Traffic): Shape[] {
  const left = 22
  const top = layout.flowY - 60
  const words: Shape[] = [
    { kind: 'text', x: left, y: top, text: 'Clients', size: 12.5, weight: 600, fill: 'ink-1' },
    { kind: 'text', x: left, y: top + 17, text: `${formatCount(traffic.arrivedRps)} req/s`, size: 11.5, fill: 'ink-3' },
  ]
  if (!traffic.hasRecentFailures) return words
  const y = layout.failureLaneY
  const isFailing = traffic.failedRps > 0
  return [
    ...words,
    {
      kind: 'path',
      d: crossPath(left + 6, y, 4.6),
      stroke: isFailing ? 'fail' : 'ink-4',
      strokeWidth: 1.8,
      isRoundCapped: true,
    },
    {
      kind: 'text',
      x: left + 18,
      y: y + 4.5,
      text: `${formatCount(traffic.failedRps)}/s`,
      size: 12.5,
      weight: 600,
      fill: isFailing ? 'fail-ink' : 'ink-3',
    },
    { kind: 'text', x: left, y: y + 21, text: '5xx to clients', size: 11, fill: 'ink-3' },
  ]
}

/** Title line of the target group: its names at the left, "N of M healthy · R rps each" at the right. */
export function drawTargetGroupWords(
  layout: SceneLayout,
  result: RunResult,
  frame: FleetFrame,
  traffic: Traffic,
): Shape[] {
  const { x, y, width } = layout.targetGroup
  const health = healthWords(layout, frame, traffic)
  const { applicationName, deploymentGroupName } = result.scenario.deployment ?? {}
  const names = [applicationName, deploymentGroupName].filter((name) => name !== undefined).join(' / ')
  const namesX = 23 + textWidth(HEADING) * 12.5 + 9
  const namesWidth = width - namesX - textWidth(health) * 11.5 - 40
  return [
    { kind: 'text', x: x + 23, y: y + 20, text: HEADING, size: 12.5, weight: 600, fill: 'ink-1', halo: 'bg-0' },
    {
      kind: 'text',
      x: x + namesX,
      y: y + 20,
      text: fittedEnd(names, namesWidth / 5.8),
      size: 11.5,
      fill: 'ink-3',
      halo: 'bg-0',
    },
    {
      kind: 'text',
      x: x + width - 14,
      y: y + 20,
      text: health,
      size: 11.5,
      fill: 'ink-2',
      anchor: 'end',
      halo: 'bg-0',
    },
  ]
}

const HEADING = 'Target group'

/**
 * What the balancer believes of the targets that are shown, and how many requests each one that it sends any to gets. Shares
 * are even over the whole fleet, so they hold for a part of it.
 */
function healthWords(layout: SceneLayout, frame: FleetFrame, traffic: Traffic): string {
  const { takers, isFailOpen } = routingOf(frame)
  const shown = layout.slots.flatMap(({ instanceIndexes }) => instanceIndexes)
  const healthyCount = shown.filter((instanceIndex) => frame.instances[instanceIndex]?.health === 'healthy').length
  const takerCount = shown.filter((instanceIndex) => takers.has(instanceIndex)).length
  return [
    `${formatCount(healthyCount)} of ${formatCount(shown.length)} healthy`,
    ...(isFailOpen && takerCount > 0 ? [`fail-open to ${formatCount(takerCount)}`] : []),
    ...(takerCount > 0 ? [`${formatCount(traffic.routedRps / takers.size)} rps each`] : []),
  ].join(' · ')
}

function fittedEnd(text: string, charCount: number): string {
  if (charCount < 4) return ''
  return text.length <= charCount ? text : `${text.slice(0, Math.floor(charCount) - 1)}…`
}

/** A bad build that a person injected is named beside the ribbon that it spoils. */
export function drawActiveFaults(layout: SceneLayout, result: RunResult, tMs: number): Shape[] {
  const active = result.scenario.faults.filter(
    (fault) => fault.kind === 'version-error' && fault.fromMs <= tMs && (fault.untilMs === null || tMs < fault.untilMs),
  )
  const fault = active[0]
  if (fault?.kind !== 'version-error') return []
  const { balancer, targetGroup } = layout
  const x = balancer.x + balancer.width + (targetGroup.x - balancer.x - balancer.width) * 0.46
  const y = layout.targetGroup.y + 28
  const version = fault.revision === 'old' ? 'v1' : 'v2'
  return [
    ...drawBoltDiamond(x, y, 8),
    {
      kind: 'text',
      x: x + 14,
      y: y - 2,
      text: `Bad ${version}`,
      size: 11,
      weight: 600,
      fill: 'fault-ink',
      halo: 'bg-0',
    },
    {
      kind: 'text',
      x: x + 14,
      y: y + 12,
      text: `5xx ${formatPercent(fault.errorRatePpm / 1_000_000, 1)} %`,
      size: 11,
      fill: 'fault-ink',
      halo: 'bg-0',
    },
  ]
}
