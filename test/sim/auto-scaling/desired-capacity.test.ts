import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../src/sim'
import { autoScalingSchema } from '../../../src/sim/scenario/auto-scaling-schema'
import { failure } from '../deployment/fleets'
import { activitiesOf, desiredOf, groupRun, inServiceCount, scaleTo } from './group-run'

const verdictsOf = (run: ReturnType<typeof groupRun>) =>
  run.log.filter(({ type }) => type === 'intervention').map(({ status, detail }) => `${status} ${detail}`)

describe('[4.4] desired capacity', () => {
  it('begins with the fleet, and changes on request between minimum and maximum size', () => {
    const run = groupRun({ autoScaling: { minSize: 2, maxSize: 5 }, interventions: [scaleTo(5), scaleTo(2, 500_000)] })
    expect(desiredOf(run)).toEqual([
      [0, 3],
      [10_000, 5],
      [500_000, 2],
    ])
    expect(verdictsOf(run)).toEqual(['done ', 'done '])
    expect(activitiesOf(run, 'scale')[0]).toBe(
      'A user request explicitly set group desired capacity, changing the desired capacity from 3 to 5.',
    )
    expect(inServiceCount(run)).toBe(2)
  })

  it("is refused beyond them in AWS's words", () => {
    const run = groupRun({ autoScaling: { minSize: 2, maxSize: 5 }, interventions: [scaleTo(6), scaleTo(1, 20_000)] })
    expect(verdictsOf(run)).toEqual([
      'refused ValidationError: New SetDesiredCapacity value 6 is above max value 5 for the AutoScalingGroup.',
      'refused ValidationError: New SetDesiredCapacity value 1 is below min value 2 for the AutoScalingGroup.',
    ])
    expect(desiredOf(run)).toEqual([[0, 3]])
  })

  it('launches nothing while Launch is suspended', () => {
    const run = groupRun({ autoScaling: { suspendedProcesses: ['Launch'] }, interventions: [scaleTo(5)] })
    expect(run.hosts).toHaveLength(3)
  })

  it('registers nothing while AddToLoadBalancer is suspended, but for what CodeDeploy registers itself', () => {
    const autoScaling = { suspendedProcesses: ['AddToLoadBalancer' as const] }
    const healthWith = (deployment: object | null) =>
      groupRun({ autoScaling, deployment, startAtMs: 3_000_000, interventions: [scaleTo(4)] }, { untilMs: 1_000_000 })
        .hosts[3]?.health
    expect(healthWith(null)).toBe('unused')
    expect(healthWith({ trafficControl: false })).toBe('unused')
    expect(healthWith({})).toBe('healthy')
  })
})

describe('[4.4] a group that says nothing', () => {
  it("has AWS's defaults", () => {
    expect(autoScalingSchema.parse({})).toMatchObject({
      minSize: 0,
      defaultCooldownMs: 300_000,
      defaultInstanceWarmupMs: 0,
      healthCheckType: 'EC2',
      healthCheckGracePeriodMs: 0,
      terminationPolicy: 'Default',
      suspendedProcesses: [],
    })
  })
})

describe('[4.4] sizes that Auto Scaling refuses', () => {
  const issuesOf = (autoScaling: object, more: object = {}) => {
    const parsed = parseScenario({ schemaVersion: 1, name: 'A', fleet: { instanceCount: 3 }, autoScaling, ...more })
    return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
  }

  it.each([
    [{ minSize: 3, maxSize: 3 }, []],
    [{ minSize: 5, maxSize: 4 }, ['/autoScaling/minSize: found 5, allowed are numbers up to maxSize (4)']],
    [
      { minSize: 4, maxSize: 6 },
      ['/fleet/instanceCount: found 3, allowed are numbers from minSize (4) to maxSize (6) of autoScaling'],
    ],
    [
      { maxSize: 2 },
      ['/fleet/instanceCount: found 3, allowed are numbers from minSize (0) to maxSize (2) of autoScaling'],
    ],
  ])('%j', (autoScaling, issues) => {
    expect(issuesOf(autoScaling)).toEqual(issues)
  })

  it('and a group where there are no instances', () => {
    expect(
      issuesOf({}, { deployment: { strategy: 'ecs-blue-green', deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce' } }),
    ).toEqual([
      '/autoScaling: found an Auto Scaling group, allowed is null with the strategy ecs-blue-green, which deploys to no EC2 instance',
    ])
  })
})

/** Where an instance may go from where it is (Auto Scaling user guide, instance lifecycle). */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  Pending: ['Pending:Wait', 'InService'],
  'Pending:Wait': ['Pending:Proceed', 'Terminating'],
  'Pending:Proceed': ['InService'],
  InService: ['Terminating'],
  Terminating: ['Terminating:Wait', 'Terminated'],
  'Terminating:Wait': ['Terminating:Proceed'],
  'Terminating:Proceed': ['Terminated'],
  Terminated: [],
}

describe('laws of any group', () => {
  const cases = fc.record({
    instanceCount: fc.integer({ min: 0, max: 6 }),
    minSize: fc.constant(0),
    maxSize: fc.integer({ min: 6, max: 8 }),
    wishes: fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 400_000 }), desired: fc.integer({ min: 0, max: 10 }) }),
      {
        maxLength: 5,
      },
    ),
    withCodeDeploy: fc.boolean(),
    terminationHookEnabled: fc.boolean(),
    stopped: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
    terminationPolicy: fc.constantFrom('Default' as const, 'OldestInstance' as const, 'NewestInstance' as const),
    fails: fc.boolean(),
  })

  it('desired capacity is between the sizes, lives walk allowed edges, and the group gets what it wants', () => {
    fc.assert(
      fc.property(cases, ({ instanceCount, minSize, maxSize, wishes, fails, ...more }) => {
        const run = groupRun(
          {
            fleet: {
              instanceCount,
              exceptions: [...new Set(more.stopped)]
                .filter((index) => index < instanceCount)
                .map((instanceIndex) => ({ instanceIndex, state: 'stopped' })),
            },
            autoScaling: { minSize, maxSize, terminationPolicy: more.terminationPolicy },
            deployment: more.withCodeDeploy ? { terminationHookEnabled: more.terminationHookEnabled } : null,
            startAtMs: 60_000,
            interventions: wishes.map(({ atMs, desired }) => scaleTo(desired, atMs)),
            faults: fails && more.withCodeDeploy ? [failure({ event: 'AfterInstall', probabilityPpm: 500_000 })] : [],
          },
          { untilMs: 20_000_000, drawFaultPpm: (_, deploymentIndex) => (deploymentIndex * 400_000) % 1_000_000 },
        )
        for (const [, desired] of desiredOf(run)) {
          expect(desired).toBeGreaterThanOrEqual(minSize)
          expect(desired).toBeLessThanOrEqual(maxSize)
        }
        expectAllowedLives(run, instanceCount)
        expect(inServiceCount(run)).toBe(desiredOf(run).at(-1)?.[1])
        expect(run.deployments.every(({ endedAtMs }) => endedAtMs !== null)).toBe(true)
      }),
      { seed: 4_711, numRuns: 150 },
    )
  })
})

function expectAllowedLives(run: ReturnType<typeof groupRun>, initialCount: number): void {
  const states = new Map<number, string>()
  for (const { type, instanceIndex, status } of run.log) {
    if (type !== 'instance' || instanceIndex === null) continue
    const before = states.get(instanceIndex) ?? (instanceIndex < initialCount ? 'InService' : null)
    if (before === null) expect(status).toBe('Pending')
    else expect(EDGES[before]).toContain(status)
    states.set(instanceIndex, status)
  }
}
