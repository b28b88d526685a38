import { createSimulation, LIMITS, parseScenario, type Scenario, type ScenarioInput, simulate } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kernelCount } from '../../../src/sim/engine/simulate'
import { arbitraryScenario } from '../../support/arbitrary-scenario'

function scenarioOf(input: Omit<ScenarioInput, 'schemaVersion' | 'name'>): Scenario {
  const parsed = parseScenario({ schemaVersion: 1, name: 'One kernel', ...input })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

const quiet = scenarioOf({ durationMs: 5_000, deployment: null, load: { kind: 'constant', rps: 20 } })

describe('one simulation is live per isolate', () => {
  it('a second one throws while the first is live; taking the result or disposing frees the place', () => {
    const first = createSimulation(quiet)
    expect(() => createSimulation(quiet)).toThrow('Another simulation is live')
    expect(() => simulate(quiet)).toThrow('Another simulation is live')
    first.runUntil(2_000)
    first.dispose()
    expect(() => first.runUntil(3_000)).toThrow('freed')
    const second = createSimulation(quiet)
    // A late second call of the first must not free the place of the second.
    first.dispose()
    expect(() => createSimulation(quiet)).toThrow('Another simulation is live')
    second.runUntil(5_000)
    expect(second.isDone()).toBe(true)
    expect(second.result().totals.arrived).toBeGreaterThan(50)
    expect(() => second.result()).toThrow()
    expect(simulate(quiet).endedAtMs).toBe(5_000)
  })

  it('there is no result before the end', () => {
    const simulation = createSimulation(quiet)
    simulation.runUntil(4_999)
    expect(simulation.isDone()).toBe(false)
    expect(() => simulation.result()).toThrow('done')
    simulation.dispose()
  })

  it('a cancelled run leaves nothing behind that the next one could notice', () => {
    const { digest } = simulate(quiet).identity
    const busy = createSimulation(scenarioOf({ load: { kind: 'constant', rps: 3_000 }, fleet: { instanceCount: 3 } }))
    busy.runUntil(40_000)
    busy.dispose()
    expect(simulate(quiet).identity.digest).toBe(digest)
  })

  it('many runs, one kernel', () => {
    const shapes = [0, 1, 7, 200].map((instanceCount) =>
      scenarioOf({ durationMs: 3_000, deployment: null, fleet: { instanceCount } }),
    )
    for (let round = 0; round < 5; round++) for (const shape of shapes) simulate(shape, { seed: round })
    expect(kernelCount).toBe(1)
  })
})

describe('a run in slices is the run in one go', () => {
  it('whatever the slices', () => {
    const scenarios = arbitraryScenario({ small: true })
    const slices = fc.array(fc.nat(20_000), { maxLength: 60 })
    fc.assert(
      fc.property(scenarios, slices, (scenario, lengthsMs) => {
        const whole = simulate(scenario)
        const simulation = createSimulation(scenario)
        try {
          let atMs = 0
          for (const lengthMs of lengthsMs) {
            atMs += lengthMs
            simulation.runUntil(atMs)
            expect(simulation.nowMs()).toBe(Math.min(atMs, whole.endedAtMs))
          }
          simulation.runUntil(LIMITS.durationMsMax)
          expect(simulation.result().identity).toEqual(whole.identity)
        } finally {
          simulation.dispose()
        }
      }),
      { seed: 41, numRuns: 24, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true },
    )
  })

  it('through every millisecond of a deployment, where an instant holds many events', () => {
    const scenario = scenarioOf({
      startAtMs: 1_000,
      durationMs: 12_000,
      load: { kind: 'constant', rps: 400 },
      fleet: { instanceCount: 3 },
      loadBalancer: {
        deregistrationDelayMs: 1_000,
        registrationMs: 0,
        healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 },
      },
      revisions: {
        old: { serviceTime: { kind: 'exponential', meanMs: 20 } },
        new: { downloadBundle: { kind: 'constant', meanMs: 500 }, install: { kind: 'constant', meanMs: 500 } },
      },
    })
    const simulation = createSimulation(scenario)
    for (let atMs = 0; atMs <= 12_000; atMs++) simulation.runUntil(atMs)
    expect(simulation.result().identity.digest).toBe(simulate(scenario).identity.digest)
  })

  it('says where it will end: a guess at first, exactly at last, never before now', () => {
    const simulation = createSimulation(scenarioOf({ load: { kind: 'constant', rps: 10 } }))
    for (let atMs = 0; !simulation.isDone(); atMs += 5_000) {
      simulation.runUntil(atMs)
      expect(simulation.expectedEndMs()).toBeGreaterThanOrEqual(simulation.nowMs())
    }
    expect(simulation.expectedEndMs()).toBe(simulation.nowMs())
    simulation.dispose()
  })
})
