import { fleetAt, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { versionBarOf } from '../../../src/renderer/header/version-share'
import {
  drawEnvironments,
  drawEnvironmentWords,
  environmentGrid,
  environmentsOf,
} from '../../../src/renderer/scene/draw-environments'
import { lookOf } from '../../../src/renderer/scene/draw-fleet'
import { drawFlow, drawGround } from '../../../src/renderer/scene/draw-flow'
import { drawHookBar } from '../../../src/renderer/scene/draw-hook-bar'
import type { Shape } from '../../../src/renderer/scene/draw-list'
import { drawPanelWords } from '../../../src/renderer/scene/draw-panels'
import { drawTestTraffic } from '../../../src/renderer/scene/draw-test-traffic'
import { fleetShape } from '../../../src/renderer/scene/fill-order'
import { panelOf, type SceneLayout, sceneLayout } from '../../../src/renderer/scene/layout'
import { occupantOf } from '../../../src/renderer/scene/occupant'
import { ribbonsFor } from '../../../src/renderer/scene/ribbons'
import { routingOf } from '../../../src/renderer/scene/routing'
import { runIndexOf } from '../../../src/renderer/scene/run-index'
import { trafficAt } from '../../../src/renderer/scene/traffic'
import {
  alarmedServiceScenario,
  blueGreenScenario,
  ecsScenario,
  lambdaScenario,
  runOf,
  weightedScenario,
} from '../support/runs'

const SIZE = { width: 896, height: 433 }
const layoutOf = (result: RunResult): SceneLayout => sceneLayout(SIZE, fleetShape(result, null), null)
const textsOf = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))

/** Start of the phase, or of the service's lifecycle event, of that name. */
function startOf(result: RunResult, name: string): number {
  const [deployment] = result.deployments
  const phase = deployment?.phases.find(({ label }) => label === name)
  const event = deployment?.targets.flatMap(({ lifecycleEvents }) => lifecycleEvents).find((each) => each.name === name)
  const startMs = phase?.startMs ?? event?.startMs
  if (startMs === undefined || startMs === null) throw new Error(`${name} did not begin`)
  return startMs
}

function wordsAt(result: RunResult, tMs: number): string[] {
  const frame = fleetAt(result, tMs)
  return textsOf(drawPanelWords(layoutOf(result), result, frame, trafficAt(result, frame.rowIndex)))
}

describe('the scene of a blue/green deployment', () => {
  const result = runOf(blueGreenScenario())
  const layout = layoutOf(result)

  it('gives each fleet a panel of its own, in the same zones, with all its places inside', () => {
    expect(layout.panels.map(({ fleet }) => fleet)).toEqual(['original', 'replacement'])
    const [blue, green] = layout.panels
    expect((blue?.y ?? 0) + (blue?.height ?? 0)).toBeLessThan(green?.y ?? 0)
    expect(layout.slots).toHaveLength(12)
    for (const slot of layout.slots) {
      const panel = panelOf(layout, slot.fleet)
      expect(slot.y).toBeGreaterThan(panel.y)
      expect(slot.y).toBeLessThan(panel.y + panel.height)
      for (const index of slot.instanceIndexes) expect(result.instances[index]?.fleet).toBe(slot.fleet)
    }
  })

  it('shows replacements come, and originals gone', () => {
    const bodiesAt = (tMs: number, fleet: 'original' | 'replacement') => {
      const frame = fleetAt(result, tMs)
      const slots = layout.slots.filter((slot) => slot.fleet === fleet)
      return new Set(slots.map((slot) => lookOf(result, runIndexOf(result), frame, occupantOf(frame, slot))?.body))
    }
    expect(bodiesAt(0, 'original')).toEqual(new Set(['filled']))
    expect(bodiesAt(0, 'replacement')).not.toContain('filled')
    expect(bodiesAt(result.endedAtMs, 'replacement')).toEqual(new Set(['filled']))
    expect(bodiesAt(result.endedAtMs, 'original')).toEqual(new Set(['terminated']))
  })

  it('counts the health of each fleet by itself', () => {
    expect(wordsAt(result, 0)).toEqual(expect.arrayContaining(['Blue', 'Green']))
    expect(wordsAt(result, 0).filter((text) => text.includes('healthy'))[0]).toMatch(/^6 of 6 healthy/)
    const lastWords = wordsAt(result, result.endedAtMs).filter((text) => text.includes('healthy'))
    expect(lastWords).toEqual([expect.stringMatching(/^0 of 0 healthy/), expect.stringMatching(/^6 of 6 healthy/)])
  })

  it('calls a fleet that has no traffic ready, not unhealthy', () => {
    const beforeMs = (result.deployments[0]?.waves.find(({ phase }) => phase === 'reroute')?.startMs ?? Number.NaN) - 1
    expect(wordsAt(result, beforeMs).join(', ')).toMatch(/[3-6] of 6 ready · no traffic/)
    const bar = versionBarOf(result, fleetAt(result, beforeMs))
    expect(bar).toMatchObject({ oldLabel: 'v1 · 6', maximum: 6 })
    expect(bar.newLabel).toMatch(/^v2 · [3-6] of 6 installed$/)
  })

  it('leads each share of the requests to the panel of its fleet', () => {
    const ribbons = ribbonsFor(layout, 0.5)
    const middle = (fleet: 'original' | 'replacement') => {
      const { y, height } = panelOf(layout, fleet)
      return y + height / 2
    }
    expect(ribbons.old?.toY).toBe(middle('original'))
    expect(ribbons.new?.toY).toBe(middle('replacement'))
    const frame = fleetAt(result, 0)
    const traffic = trafficAt(result, frame.rowIndex)
    const fills = drawFlow(layout, ribbonsFor(layout, 0), traffic, 0).map(({ fill }) => fill)
    expect(fills).toEqual(expect.arrayContaining(['v1', 'hatch-v2']))
  })
})

describe('the scene of weighted target groups', () => {
  const result = runOf(weightedScenario())

  it('fills a healthy fleet only once its target group has any weight', () => {
    const shiftMs = startOf(result, 'Shift weights')
    const takersAt = (tMs: number) => {
      const frame = fleetAt(result, tMs)
      return [...routingOf(result, frame).takers].map((index) => frame.instances[index]?.fleet)
    }
    expect(new Set(takersAt(shiftMs - 1))).toEqual(new Set(['original']))
    expect(new Set(takersAt(shiftMs))).toEqual(new Set(['original', 'replacement']))
    expect(new Set(takersAt(result.endedAtMs))).toEqual(new Set(['replacement']))
  })
})

describe('the scene of an alias', () => {
  const result = runOf(lambdaScenario())
  const layout = layoutOf(result)
  const shiftMs = startOf(result, 'AllowTraffic')

  it('has no instances, and a panel for each version', () => {
    expect(layout.slots).toEqual([])
    expect(layout.panels).toHaveLength(2)
    expect(textsOf(drawGround(layout, result))).toContain('Alias')
  })

  it('draws as many cells as there are, or have been, environments', () => {
    for (const tMs of [0, shiftMs + 30_000, result.endedAtMs]) {
      const frame = fleetAt(result, tMs)
      const environments = environmentsOf(result, frame)
      const shapes = drawEnvironments(layout, result, frame)
      const busy = (environments?.new.busy ?? 0) - (environments?.new.initialising ?? 0)
      expect(shapes.filter((shape) => shape.kind === 'circle' && shape.fill === 'v2')).toHaveLength(busy)
      expect(shapes.filter((shape) => shape.kind === 'circle' && shape.fill === 'v2-bg')).toHaveLength(
        environments?.new.idle ?? -1,
      )
      const gone = [environments?.old, environments?.new].map((each) =>
        each ? each.most - each.busy - each.idle : Number.NaN,
      )
      expect(shapes.filter(({ fill }) => fill === 'ink-4')).toHaveLength((gone[0] ?? 0) + (gone[1] ?? 0))
    }
  })

  it('says the additional version and its weight as the API does', () => {
    const texts = textsOf(drawEnvironmentWords(layout, result, fleetAt(result, shiftMs + 61_000)))
    expect(texts).toEqual(expect.arrayContaining(['live', 'additional', '42 = 0.2', 'Version 41', 'Version 42']))
    expect(textsOf(drawEnvironmentWords(layout, result, fleetAt(result, 0)))).not.toContain('additional')
  })

  it('makes room for any number of environments, several to a cell at last', () => {
    const panel = { fleet: 'original', x: 0, y: 0, width: 480, height: 180 } as const
    const sizes = [1, 60, 400, 20_000].map((count) => ({ count, ...environmentGrid(panel, count) }))
    for (const { count, columns, pitch, environmentsPerCell } of sizes) {
      const rows = Math.ceil(Math.ceil(count / environmentsPerCell) / columns)
      expect(columns * pitch).toBeLessThanOrEqual(480)
      expect(rows * pitch).toBeLessThanOrEqual(180)
    }
    expect(sizes.map(({ environmentsPerCell }) => environmentsPerCell > 1)).toEqual([false, false, false, true])
  })
})

describe('the scene of an ECS service', () => {
  const result = runOf(ecsScenario())
  const layout = layoutOf(result)

  it('splits the balancer into a production and a test listener', () => {
    expect(textsOf(drawGround(layout, result))).toEqual(expect.arrayContaining(['prod', ':443', 'test', ':8443']))
    expect(layout.testFlowY).toBeGreaterThan(layout.flowY)
  })

  it('sends circles to the replacement while its function tests, and at no other time', () => {
    const circlesAt = (tMs: number) =>
      drawTestTraffic(layout, result, fleetAt(result, tMs), tMs).filter(({ kind }) => kind === 'circle').length
    const testMs = startOf(result, 'AfterAllowTestTraffic')
    expect(circlesAt(testMs + 1_000)).toBeGreaterThan(0)
    expect(circlesAt(testMs - 1_000)).toBe(0)
    expect(circlesAt(result.endedAtMs)).toBe(0)
  })

  it('has a segment for each of the eight events, and names the running one', () => {
    const testMs = startOf(result, 'AfterAllowTestTraffic')
    const bar = drawHookBar(layout, result, fleetAt(result, testMs + 1_000))
    expect(textsOf(bar)).toEqual(['AfterAllowTestTraffic'])
    expect(new Set(bar.flatMap((shape) => (shape.kind === 'rect' ? shape.x : []))).size).toBe(8)
  })

  it('keeps the failed event of a deployment in red while its replacement is still shown', () => {
    const turnedBack = runOf(alarmedServiceScenario())
    const [deployment, rollback] = turnedBack.deployments
    expect([deployment?.status, rollback?.creator]).toEqual(['Stopped', 'codeDeployRollback'])
    const barAt = (tMs: number) => drawHookBar(layoutOf(turnedBack), turnedBack, fleetAt(turnedBack, tMs))
    const bar = barAt(rollback?.createdAtMs ?? Number.NaN)
    expect(bar.filter(({ kind }) => kind === 'rect').map(({ fill }) => fill)).toEqual([
      ...Array(6).fill('v2'),
      'fail',
      'line-2',
    ])
    expect(textsOf(bar)).toEqual(['AllowTraffic'])
    expect(barAt(turnedBack.endedAtMs)).toEqual([])
  })

  it('says of the replacement that it has no production traffic', () => {
    const testMs = startOf(result, 'AfterAllowTestTraffic')
    expect(wordsAt(result, testMs + 1_000)).toContainEqual(expect.stringMatching(/no prod traffic$/))
    expect(wordsAt(result, startOf(result, 'AllowTraffic') + 1_000).join()).not.toContain('no prod traffic')
  })
})
