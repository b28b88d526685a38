import { fleetAt, type RunResult, type ScenarioInput } from '@sim'
import { describe, expect, it } from 'vitest'
import { type CellLook, cellLook, cellName, lookKey } from '../../../src/renderer/scene/cell-look'
import { drawCell } from '../../../src/renderer/scene/draw-cell'
import type { RectShape } from '../../../src/renderer/scene/draw-list'
import { routingOf } from '../../../src/renderer/scene/routing'
import { runIndexOf } from '../../../src/renderer/scene/run-index'
import { failingScenario, runOf, smallScenario } from '../support/runs'

const clean = runOf(smallScenario())
const failing = runOf(failingScenario())
/** Without a rollback, which would start on a failed instance in the same millisecond. */
const failed = runOf({
  ...failingScenario(),
  name: 'Failing for good',
  deployment: smallScenario({ deployment: { autoRollback: { enabled: false } } }).deployment,
})
/** Nobody tells the balancer: instances stay registered while their application is down. */
const uncontrolled = runOf(
  smallScenario({
    name: 'Without traffic control',
    deployment: { ...smallScenario().deployment, trafficControl: false } as NonNullable<ScenarioInput['deployment']>,
  }),
)
const PLACE = { x: 40, y: 40, ringDiameter: 52 }

function lookAt(result: RunResult, instanceIndex: number, tMs: number): CellLook {
  const frame = fleetAt(result, tMs)
  const instance = frame.instances[instanceIndex]
  if (!instance) throw new Error('no such instance')
  return cellLook(result, runIndexOf(result), frame, instance)
}

/** The event of a target, with its times. */
function eventOf(result: RunResult, deploymentIndex: number, name: string) {
  const target = result.deployments[deploymentIndex]?.targets.find(({ startMs }) => startMs !== null)
  const event = target?.lifecycleEvents.find((each) => each.name === name)
  if (!target || event?.startMs == null || event.endMs === null) throw new Error(`${name} did not run`)
  return { instanceIndex: target.instanceIndex ?? -1, startMs: event.startMs, endMs: event.endMs }
}

describe('the look of an instance', () => {
  it('is a filled square with a 1 before, and a filled circle with a 2 after', () => {
    const before = drawCell(PLACE, lookAt(clean, 0, 0))
    const after = drawCell(PLACE, lookAt(clean, 0, clean.endedAtMs))
    const bodyOf = (shapes: typeof before) => shapes.find((shape): shape is RectShape => shape.kind === 'rect')
    expect([bodyOf(before)?.fill, bodyOf(after)?.fill]).toEqual(['v1', 'v2'])
    const roundness = (body?: RectShape) => (body?.radius ?? 0) / (body?.width ?? 1)
    expect(roundness(bodyOf(before))).toBeLessThan(0.3)
    expect(roundness(bodyOf(after))).toBe(0.5)
    expect(before.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))).toEqual(['1'])
    expect(after.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))).toEqual(['2'])
  })

  it('is quiet when healthy: no ring, no words', () => {
    const look = lookAt(clean, 0, 0)
    expect([look.body, look.ring, look.liveText, look.hasFault]).toEqual(['filled', null, '', false])
  })

  it('runs its arc down while it drains, and says how long it will', () => {
    const { instanceIndex, startMs } = eventOf(clean, 0, 'BlockTraffic')
    const look = lookAt(clean, instanceIndex, startMs + 4_000)
    expect(look.body).toBe('draining')
    expect(look.ring).toEqual({ kind: 'drain', progress: 0.4 })
    expect(look.liveText).toBe('draining 6 s')
  })

  it('has a ring of 13 events while the deployment works on it, and names the one that runs', () => {
    const { instanceIndex, startMs } = eventOf(clean, 0, 'Install')
    const look = lookAt(clean, instanceIndex, startMs + 3_000)
    expect(look.body).toBe('outlined')
    expect(look.ring?.kind === 'events' && look.ring.events.length).toBe(13)
    expect(look.liveText).toBe('Install 3 s')
  })

  it('turns from square to circle during Install, and back in a rollback', () => {
    for (const [run, deploymentIndex, from, to] of [
      [clean, 0, 'old', 'new'],
      [failing, 1, 'new', 'old'],
    ] as const) {
      const { instanceIndex, startMs, endMs } = eventOf(run, deploymentIndex, 'Install')
      const middleMs = Math.round((startMs + endMs) / 2)
      expect(lookAt(run, instanceIndex, middleMs).morph).toMatchObject({ from, to, progress: expect.closeTo(0.5, 2) })
      expect(lookAt(run, instanceIndex, endMs + 1).morph).toBeNull()
    }
  })

  it('shows a failed event in red, with a cross, the fault that a person injected, and its name', () => {
    const { instanceIndex, endMs } = eventOf(failed, 0, 'ValidateService')
    const look = lookAt(failed, instanceIndex, endMs)
    expect(look).toMatchObject({ body: 'failed', isFailure: true, liveText: 'ValidateService', hasFault: true })
    const inks = drawCell(PLACE, look).flatMap((shape) => [shape.fill, 'stroke' in shape ? shape.stroke : undefined])
    expect(inks).toEqual(expect.arrayContaining(['fail-bg', 'fail', 'fault', 'ink-1']))
  })

  it('keeps the mark of a fault until the rollback has mended the instance', () => {
    const { instanceIndex, endMs } = eventOf(failing, 0, 'ValidateService')
    expect(lookAt(failing, instanceIndex, endMs + 1).hasFault).toBe(true)
    expect(lookAt(failing, instanceIndex, failing.endedAtMs).hasFault).toBe(false)
  })

  it('is filled if and only if the instance takes traffic', () => {
    for (let tMs = 0; tMs <= failing.endedAtMs; tMs += 700) {
      const frame = fleetAt(failing, tMs)
      for (const instance of frame.instances) {
        const look = cellLook(failing, runIndexOf(failing), frame, instance)
        const isSent = routingOf(failing, frame).takers.has(instance.index)
        expect(look.body === 'filled' || look.body === 'refusing').toBe(isSent)
      }
    }
  })

  it('agrees with the requests of the run: none is drawn idle that is sent any', () => {
    const { arrivedUs, instance } = uncontrolled.sample
    let refusalCount = 0
    instance.forEach((instanceIndex, at) => {
      if (instanceIndex < 0) return
      const { body } = lookAt(uncontrolled, instanceIndex, Math.floor((arrivedUs[at] ?? 0) / 1_000))
      if (body === 'refusing') refusalCount += 1
      expect(['filled', 'refusing']).toContain(body)
    })
    expect(refusalCount).toBeGreaterThan(5)
  })

  it('changes its number when the count of versions does, not before', () => {
    const { instanceIndex, startMs, endMs } = eventOf(clean, 0, 'Install')
    const digitAt = (tMs: number) =>
      drawCell(PLACE, lookAt(clean, instanceIndex, tMs)).flatMap((shape) => (shape.kind === 'text' ? shape.text : []))
    expect(digitAt(Math.floor(startMs + (endMs - startMs) * 0.9))).toEqual(['1'])
    expect(digitAt(endMs)).toEqual(['2'])
  })

  it('has another key whenever it is drawn differently', () => {
    const drawn = new Map<string, string>()
    for (let tMs = 0; tMs <= failing.endedAtMs; tMs += 100) {
      for (const instanceIndex of [0, 1, 2]) {
        const look = lookAt(failing, instanceIndex, tMs)
        const picture = JSON.stringify([drawCell(PLACE, look), look.liveText, look.trouble])
        expect(drawn.get(lookKey(look)) ?? picture).toBe(picture)
        drawn.set(lookKey(look), picture)
      }
    }
    expect(drawn.size).toBeGreaterThan(20)
  })
})

describe('the name of an instance for assistive technology', () => {
  it('says id, version, zone and state', () => {
    const nameAt = (instanceIndex: number, tMs: number) => {
      const instance = fleetAt(failed, tMs).instances[instanceIndex]
      if (!instance) throw new Error('no such instance')
      return cellName(failed, instance, lookAt(failed, instanceIndex, tMs))
    }
    const id = failed.instances[0]?.id
    expect(nameAt(0, 0)).toBe(`${id}, version 1, zone us-east-1a, healthy, takes traffic`)
    const { instanceIndex, endMs } = eventOf(failed, 0, 'ValidateService')
    expect(nameAt(instanceIndex, endMs)).toMatch(
      /^i-[0-9a-f]{8}, version 2, zone us-east-1[ab], lifecycle event ValidateService failed, fault injected$/,
    )
  })

  it('says that it is sent requests and refuses them, also during an event', () => {
    const names = new Set<string>()
    for (let tMs = 0; tMs <= uncontrolled.endedAtMs; tMs += 500) {
      for (const instance of fleetAt(uncontrolled, tMs).instances) {
        const look = lookAt(uncontrolled, instance.index, tMs)
        if (look.body === 'refusing') names.add(cellName(uncontrolled, instance, look))
        if (instance.health === 'unhealthy') expect(cellName(uncontrolled, instance, look)).toContain('unhealthy')
      }
    }
    expect([...names].some((name) => /in progress.*is sent traffic and refuses it: 502/.test(name))).toBe(true)
  })
})
