import type { FleetFrame, RunResult } from '@sim'
import { coordinate, type Shape } from './draw-list'
import { panelOf, type SceneLayout } from './layout'
import { middleLinePath, pointOnRibbon, type Ribbon } from './ribbons'

const CIRCLE_COUNT = 4
/** A circle needs so long for the whole line, ms. */
const TRAVEL_MS = 2_400

/**
 * The test listener's line: dashed from the hook function to the task set that the listener forwards to. `motionMs` is time
 * as the person sees it pass: the circles on the line move with it.
 */
export function drawTestTraffic(layout: SceneLayout, result: RunResult, frame: FleetFrame, motionMs: number): Shape[] {
  const { testFlowY, balancer } = layout
  const { testListener } = frame
  if (testFlowY === null || testListener === null) return []
  const isNew = testListener === 'replacement'
  const line = lineTo(layout, testFlowY, testListener)
  const stroke = isNew ? 'v2' : 'v1'
  const y = coordinate(testFlowY)
  const dashed = { stroke, strokeWidth: 1.3, dash: '5 4' } as const
  const event = runningTest(frame)
  if (!hasTestFunction(result)) return [{ kind: 'path', d: middleLinePath(line), ...dashed, stroke: 'line-3' }]
  return [
    ...drawHookFunction(testFlowY, event),
    { kind: 'path', d: `M${coordinate(layout.ribbonX - 20)} ${y}H${coordinate(balancer.x)}`, ...dashed },
    { kind: 'path', d: middleLinePath(line), ...dashed },
    { kind: 'rect', x: line.fromX - 7, y: testFlowY - 6, width: 7, height: 12, fill: isNew ? 'hatch-v2' : 'v1' },
    ...(event === null ? [] : drawCircles(line, motionMs, stroke)),
    {
      kind: 'text',
      x: balancer.x - 8,
      y: testFlowY - 8,
      text: 'tests only',
      anchor: 'end',
      size: 11.5,
      weight: 600,
      fill: isNew ? 'v2-ink' : 'v1-ink',
      halo: 'bg-0',
    },
  ]
}

function lineTo(layout: SceneLayout, fromY: number, fleet: 'original' | 'replacement'): Ribbon {
  const { balancer } = layout
  const panel = panelOf(layout, fleet)
  return {
    fromX: balancer.x + balancer.width,
    toX: panel.x,
    fromY,
    toY: panel.y + panel.height * (fleet === 'replacement' ? 0.62 : 0.8),
    fromThickness: 0,
    toThickness: 0,
  }
}

/** The lifecycle event whose function may use the test listener right now; null when none runs. */
function runningTest({ deployment }: FleetFrame): string | null {
  const event = deployment?.serviceEvents.find(({ status }) => status === 'InProgress')
  return event?.name === 'AfterAllowTestTraffic' ? event.name : null
}

/** Whether anybody sends test traffic: the function behind AfterAllowTestTraffic. Without one the listener stands bare. */
export function hasTestFunction({ scenario }: RunResult): boolean {
  return scenario.deployment?.hookFunctions.AfterAllowTestTraffic !== undefined
}

/** Who sends test traffic, below its line: the way back of failed requests is above it. */
function drawHookFunction(y: number, event: string | null): Shape[] {
  return [
    { kind: 'text', x: WORDS_X, y: y + 23, text: 'Hook Lambda', size: 12.5, weight: 600, fill: 'ink-1' },
    {
      kind: 'text',
      x: WORDS_X,
      y: y + 38,
      text: event === null ? 'idle' : 'testing',
      size: 11.5,
      fill: 'ink-3',
    },
  ]
}

/** Of the words at the left edge of the scene. */
const WORDS_X = 22

function drawCircles(line: Ribbon, motionMs: number, stroke: 'v1' | 'v2'): Shape[] {
  return Array.from({ length: CIRCLE_COUNT }, (_, index) => {
    const along = (index / CIRCLE_COUNT + (motionMs % TRAVEL_MS) / TRAVEL_MS) % 1
    return { kind: 'circle', ...pointOnRibbon(line, along, 0), radius: 3, fill: 'bg-0', stroke, strokeWidth: 1.4 }
  })
}
