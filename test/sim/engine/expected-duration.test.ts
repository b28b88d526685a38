import { parseScenario, planDeployment, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { expectedDeploymentMs } from '../../../src/sim/engine/expected-duration'

/** Nothing is left to chance here, so that the guess can be held against the run. */
const CALM = {
  load: { kind: 'constant', rps: 1 },
  fleet: { instanceCount: 4 },
  loadBalancer: { deregistrationDelayMs: 30_000 },
}
const LINEAR = {
  name: 'Linear',
  trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 50, linearInterval: 1 } },
}
const ZONAL = {
  name: 'Zonal',
  minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 },
  zonalConfig: { monitorDurationInSeconds: 60 },
}

describe('expectedDeploymentMs', () => {
  it.each([
    ['in place', { deploymentConfig: 'CodeDeployDefault.HalfAtATime' }],
    ['zone by zone', { deploymentConfig: ZONAL }],
    ['blue/green', { strategy: 'blue-green' }],
    ['weighted', { strategy: 'weighted-target-groups', deploymentConfig: LINEAR, bakeMs: 60_000 }],
  ])('foresees a run that goes as planned: %s', (_name, deployment) => {
    const parsed = parseScenario({ schemaVersion: 1, name: 'A', ...CALM, deployment })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    expect(expectedDeploymentMs(parsed.value, planDeployment(parsed.value))).toBe(simulate(parsed.value).endedAtMs)
  })
})
