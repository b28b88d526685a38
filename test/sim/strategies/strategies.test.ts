import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planDeployment } from '../../../src/sim/deployment/plan-deployment'
import { STRATEGIES } from '../../../src/sim/strategies'
import { runInFakeWorld, scenarioOf } from '../deployment/fake-world'
import { deploymentOf, waveSizesOf } from '../deployment/fleets'

const minimums = fc.oneof(
  fc.record({ type: fc.constant('HOST_COUNT' as const), value: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({ type: fc.constant('FLEET_PERCENT' as const), value: fc.integer({ min: 0, max: 99 }) }),
)

describe.each(STRATEGIES)('the strategy $id', (strategy) => {
  it('says what it is', () => {
    expect(strategy.label.length).toBeGreaterThan(0)
    expect(strategy.description.length).toBeGreaterThan(strategy.label.length)
    expect(scenarioOf({ deployment: { strategy: strategy.id } }).deployment?.strategy).toBe(strategy.id)
  })

  it('[plan] is JSON, and the shifts of its traffic end with all of it', () => {
    const plan = planDeployment(scenarioOf({ fleet: { instanceCount: 4 }, deployment: { strategy: strategy.id } }))
    if (plan === null) throw new Error('A scenario with a deployment has a plan')
    expect(plan.strategy).toBe(strategy.id)
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(plan.shifts.at(-1)?.weightNewBasisPoints).toBe(strategy.configuredBy === 'traffic' ? 10_000 : undefined)
  })
})

describe.each(STRATEGIES.filter(({ id }) => id === 'in-place'))('the strategy $id', (strategy) => {
  it('[plan] finite, JSON-safe, bounded; waves sum to N and none is larger than N-M', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 }),
        minimums,
        fc.boolean(),
        fc.constantFrom('batch' as const, 'sliding' as const),
        (instanceCount, minimumHealthyHosts, trafficControl, scheduling) => {
          const deploymentConfig = { name: 'Custom', minimumHealthyHosts }
          const plan = planDeployment(
            scenarioOf({
              fleet: { instanceCount },
              deployment: { strategy: strategy.id, deploymentConfig, trafficControl, scheduling },
            }),
          )
          if (plan === null) throw new Error('A scenario with a deployment has a plan')
          expect(plan.strategy).toBe(strategy.id)
          expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
          expect(plan.steps.length).toBeLessThan(100)
          expect(plan.waveSizes.length).toBeLessThanOrEqual(instanceCount)
          const free = instanceCount - plan.minimumHealthyCount
          const canStart = instanceCount > 0 && instanceCount <= 1_000 && free > 0
          expect(plan.waveSizes.reduce((sum, size) => sum + size, 0)).toBe(canStart ? instanceCount : 0)
          expect(plan.waveSizes.every((size) => size >= 1 && size <= free)).toBe(true)
        },
      ),
    )
  })
})

describe.each(STRATEGIES.filter(({ configuredBy }) => configuredBy === 'hosts'))('the strategy $id', (strategy) => {
  it('[plan] what is planned is what happens when nothing fails', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        minimums,
        fc.constantFrom('batch' as const, 'sliding' as const),
        (instanceCount, minimumHealthyHosts, scheduling) => {
          const input = {
            fleet: { instanceCount },
            deployment: {
              strategy: strategy.id,
              deploymentConfig: { name: 'Custom', minimumHealthyHosts },
              scheduling,
            },
          }
          const run = runInFakeWorld(input)
          expect(waveSizesOf(deploymentOf(run))).toEqual(planDeployment(scenarioOf(input))?.waveSizes)
        },
      ),
    )
  })
})

describe('planDeployment', () => {
  it('a scenario without a deployment has no plan', () => {
    expect(planDeployment(scenarioOf({ deployment: null }))).toBeNull()
  })

  it('names strategy and configuration, and lists the steps', () => {
    const plan = planDeployment(
      scenarioOf({ fleet: { instanceCount: 9 }, deployment: { deploymentConfig: 'CodeDeployDefault.HalfAtATime' } }),
    )
    expect(plan).toMatchObject({
      strategy: 'in-place',
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      targetCount: 9,
      minimumHealthyCount: 5,
      waveSizes: [4, 4, 1],
    })
    expect(plan?.steps.map((step) => step.kind)).toEqual([
      'check-targets',
      'check-health-constraints',
      'update-targets',
    ])
  })
})
