import { type FleetLabel, faultLabelsAt, type PlacedLabel, type RunResult } from '@sim'
import { formatCount, formatPercent } from '../text/format'
import { drawBoltDiamond } from './draw-cell'
import { coordinate, crossPath, type Shape } from './draw-list'
import { type Panel, panelOf, type SceneLayout } from './layout'
import { failureLane, landingYs, middleLinePath, type Ribbon, type Ribbons, ribbonPath } from './ribbons'
import type { Traffic } from './traffic'

const PRISM_WIDTH = 7
const EDGE_WIDTH = 9

/** What stands still while a run plays: ground, zones, clients' lines, balancer, frame of the target group. */
export function drawGround(layout: SceneLayout, result: RunResult): Shape[] {
  const { balancer } = layout
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
    ...layout.panels.map(
      (panel): Shape => ({ kind: 'rect', ...boxOf(panel), radius: 10, stroke: 'line-2', strokeWidth: 1 }),
    ),
    { kind: 'rect', ...boxOf(balancer), radius: 10, fill: 'bg-2', stroke: 'line-2', strokeWidth: 1 },
    {
      kind: 'text',
      x: balancer.x + balancer.width / 2,
      y: balancer.y + 25,
      text: layout.kind === 'alias' ? 'Alias' : BALANCER_LABEL[result.scenario.loadBalancer.type],
      size: 12,
      weight: 650,
      fill: 'ink-1',
      anchor: 'middle',
    },
    ...(layout.kind === 'alias' ? [] : drawAlgorithm(layout, result)),
    ...drawListeners(layout),
  ]
}

const BALANCER_LABEL: Readonly<Record<RunResult['scenario']['loadBalancer']['type'], string>> = {
  application: 'ALB',
  network: 'NLB',
  classic: 'CLB',
}

/** The two listeners of an ECS service, where there are two; their ports are those of AWS's examples. */
function drawListeners({ balancer, flowY, testFlowY }: SceneLayout): Shape[] {
  if (testFlowY === null) return []
  const x = balancer.x + 10
  const word = (y: number, text: string, isPort: boolean): Shape => ({
    kind: 'text',
    x,
    y,
    text,
    size: 11,
    fill: isPort ? 'ink-1' : 'ink-3',
    font: isPort ? 'mono' : 'ui',
  })
  const middle = coordinate(balancer.y + balancer.height * 0.575)
  const [left, right] = [coordinate(balancer.x), coordinate(balancer.x + balancer.width)]
  return [
    { kind: 'path', d: `M${left} ${middle}H${right}`, stroke: 'line-2', strokeWidth: 1 },
    word(flowY - 16, 'prod', false),
    word(flowY + 4, ':443', true),
    word(testFlowY - 16, 'test', false),
    word(testFlowY + 4, ':8443', true),
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
export function drawFlow(layout: SceneLayout, ribbons: Ribbons, traffic: Traffic, newShare: number | null): Shape[] {
  return [
    { kind: 'path', d: ribbonPath(ribbons.clients), fill: 'fade-clients' },
    ...(ribbons.old ? [{ kind: 'path', d: ribbonPath(ribbons.old), fill: 'fade-v1' } as const] : []),
    ...(ribbons.new ? [{ kind: 'path', d: ribbonPath(ribbons.new), fill: 'fade-v2' } as const] : []),
    ...(ribbons.refused ? [{ kind: 'path', d: ribbonPath(ribbons.refused), fill: 'fade-clients' } as const] : []),
    ...(layout.panels.length > 1 ? layout.panels.flatMap(drawPanelEdge) : drawEdge(layout, newShare)),
    ...drawFailureLane(layout, traffic),
    ...drawPrism(layout, ribbons),
    ...drawShares(ribbons, newShare),
  ]
}

/** Solid for the fleet before, hatched for the one that replaces it. */
function drawPanelEdge({ x, y, height, fleet }: Panel): Shape[] {
  const fill = fleet === 'original' ? 'v1' : 'hatch-v2'
  return [{ kind: 'path', d: edgePath(x, y, y + height, 'both'), fill }]
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
    ...failingFleets(layout, traffic).map(
      (fleet): Shape => ({ kind: 'path', d: middleLinePath(failureLane(layout, fleet)), ...lane }),
    ),
    { kind: 'path', d: `M${coordinate(balancer.x)} ${y}H${x}`, ...lane },
    { kind: 'path', d: `M${x} ${y}m7 -4.5l-7 4.5l7 4.5`, stroke, strokeWidth: 1.6, isRoundCapped: true },
  ]
}

/** Whose panels failed requests come from; behind one panel there is one way. */
function failingFleets({ panels }: SceneLayout, { hasFailuresOld, hasFailuresNew }: Traffic): FleetLabel[] {
  if (panels.length === 1) return hasFailuresOld || hasFailuresNew ? ['original'] : []
  return [...(hasFailuresOld ? (['original'] as const) : []), ...(hasFailuresNew ? (['replacement'] as const) : [])]
}

/** The words at the clients: what arrives, and what comes back failed. */
export function drawClientWords(layout: SceneLayout, traffic: Traffic): Shape[] {
  const left = 22
  const top = layout.flowY - 60
  const words: Shape[] = [
    { kind: 'text', x: left, y: top, text: 'Clients', size: 12.5, weight: 600, fill: 'ink-1' },
    {
      kind: 'text',
      x: left,
      y: top + 17,
      text: `${formatCount(traffic.arrivedRps)} ${layout.kind === 'alias' ? 'invocations/s' : 'req/s'}`,
      size: 11.5,
      fill: 'ink-3',
    },
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
    {
      kind: 'text',
      x: left,
      y: y + 21,
      text: failureWords(layout, traffic),
      size: 11,
      fill: 'ink-3',
    },
  ]
}

/** What comes back; a throttled invocation reached no version, so none of them is to blame. */
function failureWords({ kind }: SceneLayout, { throttledRps, failedRps }: Traffic): string {
  if (kind !== 'alias') return '5xx to clients'
  if (throttledRps === 0) return 'errors to clients'
  return throttledRps >= failedRps ? 'throttled (429)' : `errors, ${formatCount(throttledRps)}/s throttled`
}

const FAULT_LABELS_MAX = 3
const FAULT_LABEL_HEIGHT = 34

/** Faults that last are named beside the ribbon that they spoil, as many as there is room for. */
export function drawActiveFaults(layout: SceneLayout, result: RunResult, tMs: number): Shape[] {
  const labels = faultLabelsAt(result.scenario, tMs).slice(0, FAULT_LABELS_MAX)
  const isBelow = ({ revision }: PlacedLabel) => layout.panels.length > 1 && revision === 'new'
  return [
    ...drawFaultLabels(
      layout,
      labels.filter((label) => !isBelow(label)),
      layout.targetGroup.y + 28,
    ),
    ...(labels.some(isBelow)
      ? drawFaultLabels(layout, labels.filter(isBelow), panelOf(layout, 'replacement').y - 4)
      : []),
  ]
}

/** One below the other, the first one at `top`. */
function drawFaultLabels({ balancer, targetGroup }: SceneLayout, labels: readonly PlacedLabel[], top: number): Shape[] {
  const x = balancer.x + balancer.width + (targetGroup.x - balancer.x - balancer.width) * 0.46
  return labels.flatMap(({ title, detail }, index): Shape[] => {
    const y = top + index * FAULT_LABEL_HEIGHT
    return [
      ...drawBoltDiamond(x, y, 8),
      { kind: 'text', x: x + 14, y: y - 2, text: title, size: 11, weight: 600, fill: 'fault-ink', halo: 'bg-0' },
      { kind: 'text', x: x + 14, y: y + 12, text: detail, size: 11, fill: 'fault-ink', halo: 'bg-0' },
    ]
  })
}
