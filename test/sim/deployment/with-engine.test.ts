import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulate } from '../../../src/sim'
import type { DeploymentRecord } from '../../../src/sim/result/types'
import { SCRIPTABLE_EVENT_NAMES } from '../../../src/sim/scenario/events'
import { runInFakeWorld, scenarioOf } from './fake-world'
import { failure, type Input, SCRIPTED } from './fleets'

/** What does not depend on which host is which: engine and fake world give instances different ids. */
function outlineOf(deployment: DeploymentRecord) {
  return {
    verdict: [deployment.creator, deployment.revision, deployment.status, deployment.errorCode],
    times: [deployment.createdAtMs, deployment.endedAtMs],
    waves: deployment.waves.map((wave) => [wave.startMs, wave.endMs, wave.instanceIndexes.length]),
    targets: deployment.targets.map(({ status, startMs, endMs, lifecycleEvents }) => ({
      status,
      startMs,
      endMs,
      lifecycleEvents,
    })),
  }
}

describe('with the real engine', () => {
  it('deployments go as in the fake world, millisecond by millisecond', () => {
    const cases = fc.record({
      instanceCount: fc.integer({ min: 1, max: 7 }),
      deploymentConfig: fc.constantFrom(
        'CodeDeployDefault.AllAtOnce' as const,
        'CodeDeployDefault.HalfAtATime' as const,
        'CodeDeployDefault.OneAtATime' as const,
      ),
      scheduling: fc.constantFrom('batch' as const, 'sliding' as const),
      trafficControl: fc.boolean(),
      deregistrationDelayMs: fc.constantFrom(0, 20_000),
      failing: fc.option(fc.constantFrom(...SCRIPTABLE_EVENT_NAMES)),
    })
    fc.assert(
      fc.property(cases, ({ instanceCount, failing, deregistrationDelayMs, ...deployment }) => {
        const input: Input = {
          ...SCRIPTED,
          load: { kind: 'constant', rps: 1 },
          fleet: { instanceCount },
          loadBalancer: { deregistrationDelayMs },
          deployment,
          faults: failing === null ? [] : [failure({ event: failing })],
        }
        const simulated = simulate(scenarioOf(input)).deployments.map(outlineOf)
        expect(simulated).toEqual(runInFakeWorld(input).deployments.map(outlineOf))
      }),
      { numRuns: 25 },
    )
  })
})
