import { type FleetFrame, type FleetLabel, isShiftedByWeights, type RunResult } from '@sim'
import { formatCount } from '../text/format'
import type { Ink, Shape } from './draw-list'
import { textWidth } from './draw-words'
import type { Panel, SceneLayout } from './layout'
import { shownIn } from './occupant'
import { routingOf } from './routing'
import type { Traffic } from './traffic'

/** Title lines of the panels: at the left whose they are, at the right "N of M healthy". */
export function drawPanelWords(layout: SceneLayout, result: RunResult, frame: FleetFrame, traffic: Traffic): Shape[] {
  return layout.panels.flatMap((panel) => {
    const title = titleOf(layout, result, frame, panel.fleet)
    return drawTitle(panel, title, healthWords(layout, result, frame, traffic, panel.fleet))
  })
}

/** What a panel is called, whose it is, and in which ink. */
export interface PanelTitle {
  readonly heading: string
  readonly names: string
  readonly ink: Ink
}

/** A title at the left of a panel's first line, and what is to be said at its right. */
export function drawTitle({ x, y, width }: Panel, { heading, names, ink }: PanelTitle, right: string): Shape[] {
  const namesX = 23 + textWidth(heading) * 12.5 + 9
  const namesWidth = width - namesX - textWidth(right) * 11.5 - 40
  return [
    { kind: 'text', x: x + 23, y: y + 20, text: heading, size: 12.5, weight: 600, fill: ink, halo: 'bg-0' },
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
      x: x + width - 13,
      y: y + 20,
      text: right,
      size: 11.5,
      fill: 'ink-2',
      anchor: 'end',
      halo: 'bg-0',
    },
  ]
}

const HEADINGS: Readonly<Record<'two-fleets' | 'task-sets', Readonly<Record<FleetLabel, string>>>> = {
  'two-fleets': { original: 'Blue', replacement: 'Green' },
  'task-sets': { original: 'Primary task set', replacement: 'Replacement task set' },
}

function titleOf({ kind }: SceneLayout, result: RunResult, frame: FleetFrame, fleet: FleetLabel): PanelTitle {
  const { applicationName, deploymentGroupName } = result.scenario.deployment ?? {}
  const group = [applicationName, deploymentGroupName].filter((name) => name !== undefined).join(' / ')
  if (kind === 'one-fleet' || kind === 'alias') return { heading: 'Target group', names: group, ink: 'ink-1' }
  return {
    heading: HEADINGS[kind][fleet],
    names: revisionName(result, frame, fleet),
    ink: fleet === 'original' ? 'v1-ink' : 'v2-ink',
  }
}

/** What most recently was installed on a fleet; before that, what it is launched for. */
function revisionName({ scenario: { revisions } }: RunResult, { instances }: FleetFrame, fleet: FleetLabel): string {
  const installed = instances.find((instance) => instance.fleet === fleet && instance.revision !== null)?.revision
  return revisions[installed ?? (fleet === 'original' ? 'old' : 'new')].name
}

/**
 * What the balancer believes of the targets that are shown, and how many requests each one that it sends any to gets. Shares
 * are even over a target group, so they hold for a part of it.
 */
function healthWords(
  layout: SceneLayout,
  result: RunResult,
  frame: FleetFrame,
  traffic: Traffic,
  fleet: FleetLabel,
): string {
  const { takers, isFailOpen } = routingOf(result, frame)
  const shown = layout.slots
    .filter((slot) => slot.fleet === fleet)
    .flatMap((slot) => shownIn(layout, frame, slot))
    .filter((index) => frame.instances[index]?.exists)
  const healthyCount = shown.filter((instanceIndex) => frame.instances[instanceIndex]?.health === 'healthy').length
  const takerCount = shown.filter((instanceIndex) => takers.has(instanceIndex)).length
  if (layout.kind === 'two-fleets' && shown.length > 0) {
    const parts = shown.flatMap((instanceIndex) => frame.instances[instanceIndex] ?? [])
    const readyCount = parts.filter(({ application }) => application === 'serving').length
    // None of them is registered: that none is healthy is no outage.
    if (parts.every(({ health }) => health === 'unused'))
      return `${formatCount(readyCount)} of ${formatCount(shown.length)} ready · no traffic`
  }
  return [
    `${formatCount(healthyCount)} of ${formatCount(shown.length)} healthy`,
    ...(isFailOpen && takerCount > 0 ? [`fail-open to ${formatCount(takerCount)}`] : []),
    ...(takerCount > 0 ? [`${formatCount(rpsOfEach(result, frame, traffic, fleet))} rps each`] : []),
    ...(layout.kind === 'task-sets' && takerCount === 0 ? ['no prod traffic'] : []),
  ].join(' · ')
}

function rpsOfEach(result: RunResult, frame: FleetFrame, { routedRps }: Traffic, fleet: FleetLabel): number {
  const { takers } = routingOf(result, frame)
  if (!isShiftedByWeights(result)) return routedRps / Math.max(1, takers.size)
  const count = [...takers].filter((index) => frame.instances[index]?.fleet === fleet).length
  const weight = fleet === 'replacement' ? frame.weightNew : 10_000 - frame.weightNew
  return (routedRps * weight) / 10_000 / Math.max(1, count)
}

function fittedEnd(text: string, charCount: number): string {
  if (charCount < 4) return ''
  return text.length <= charCount ? text : `${text.slice(0, Math.floor(charCount) - 1)}…`
}
