import { describe, expect, it } from 'vitest'
import { parseScenario, simulate } from '../../../src/sim'
import { replacementsMax } from '../../../src/sim/auto-scaling/health'
import type { ScenarioInput } from '../../../src/sim/scenario/schema'
import { activitiesOf, groupRun, inServiceCount, leavers, lifeOf } from './group-run'

const stopped = (...indexes: number[]) => indexes.map((instanceIndex) => ({ instanceIndex, state: 'stopped' as const }))
/** Instances with nothing on them: the load balancer calls them unhealthy from the start. */
const silent = (...indexes: number[]) => indexes.map((instanceIndex) => ({ instanceIndex, revision: 'none' as const }))

describe('[4.4] replacement of unhealthy instances', () => {
  it('an instance that does not run is replaced whatever the health check type: terminated first, then launched', () => {
    const run = groupRun({ fleet: { exceptions: stopped(1) } })
    expect(lifeOf(run, 1).map(([, status]) => status)).toEqual(['Terminating', 'Terminated'])
    expect(lifeOf(run, 3)).toEqual([
      [lifeOf(run, 1).at(-1)?.[0], 'Pending'],
      [60_000 + (lifeOf(run, 1).at(-1)?.[0] ?? 0), 'InService'],
    ])
    expect(activitiesOf(run, 'replace')[0]).toContain('EC2 health check')
    expect(inServiceCount(run)).toBe(3)
  })

  it('those that do not run are replaced all at once', () => {
    const run = groupRun({ fleet: { exceptions: stopped(0, 1, 2) } }, { untilMs: 0 })
    expect(leavers(run)).toEqual([0, 1, 2])
  })

  it('what the load balancer calls unhealthy stays with health check type EC2', () => {
    expect(leavers(groupRun({ fleet: { exceptions: silent(1) } }))).toEqual([])
  })

  it('and is replaced with ELB, at most 10 % of desired capacity at a time', () => {
    const fleet = { instanceCount: 20, exceptions: silent(2, 3, 4, 5, 6) }
    const autoScaling = { healthCheckType: 'ELB' as const, maxSize: 20 }
    expect(leavers(groupRun({ fleet, autoScaling }, { untilMs: 29_999 }))).toEqual([2, 3])
    const run = groupRun({ fleet, autoScaling })
    expect(leavers(run)).toEqual([2, 3, 4, 5, 6])
    expect(inServiceCount(run)).toBe(20)
  })

  it.each([
    [1, 1],
    [9, 1],
    [10, 1],
    [20, 2],
    [29, 2],
  ])('of %d instances at most %d at a time', (desiredCapacity, count) => {
    expect(replacementsMax(desiredCapacity)).toBe(count)
  })

  it('not at all while ReplaceUnhealthy is suspended', () => {
    const autoScaling = { suspendedProcesses: ['ReplaceUnhealthy' as const] }
    expect(leavers(groupRun({ fleet: { exceptions: stopped(1) }, autoScaling }))).toEqual([])
  })
})

describe('[4.4] the grace period', () => {
  /** A new instance boots in 10 s; its application needs 100 s, which three failed checks of 10 s do not wait for. */
  const input = (healthCheckGracePeriodMs: number): ScenarioInput => ({
    schemaVersion: 1,
    name: 'grace',
    durationMs: 300_000,
    load: { kind: 'constant', rps: 1 },
    deployment: null,
    fleet: { instanceCount: 1 },
    revisions: { old: { bootMs: 100_000 } },
    loadBalancer: {
      deregistrationDelayMs: 0,
      healthCheck: { intervalMs: 10_000, timeoutMs: 5_000, unhealthyThresholdCount: 3 },
    },
    autoScaling: {
      boot: { kind: 'constant', meanMs: 10_000 },
      healthCheckType: 'ELB',
      healthCheckGracePeriodMs,
    },
    interventions: [{ kind: 'set-desired-capacity', atMs: 5_000, desiredCapacity: 2 }],
  })
  const livesOf = (healthCheckGracePeriodMs: number) => {
    const parsed = parseScenario(input(healthCheckGracePeriodMs))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return simulate(parsed.value).instances.map(({ lifecycle }) => lifecycle.map(({ value }) => value))
  }

  it('begins with InService, and an instance that is healthy by its end is left alone', () => {
    expect(livesOf(150_000)).toEqual([['InService'], ['NotLaunched', 'Pending', 'InService']])
  })

  it('without it a slow start is taken for ill health, again and again', () => {
    const lives = livesOf(0)
    expect(lives.length).toBeGreaterThan(3)
    expect(lives[1]).toContain('Terminated')
  })

  it('what is unhealthy at its end is replaced then', () => {
    const lives = livesOf(60_000)
    expect(lives.length).toBeGreaterThan(2)
  })
})

describe('[4.4] an instance that crashes', () => {
  it('is replaced, with health check type EC2 too, even when it comes back', () => {
    const parsed = parseScenario({
      schemaVersion: 1,
      name: 'crash',
      durationMs: 600_000,
      load: { kind: 'constant', rps: 1 },
      deployment: null,
      fleet: { instanceCount: 3 },
      loadBalancer: { deregistrationDelayMs: 100_000, healthCheck: { intervalMs: 10_000, unhealthyThresholdCount: 2 } },
      autoScaling: {},
      faults: [
        {
          kind: 'instance-crash',
          targets: { kind: 'instances', instanceIndexes: [1] },
          fromMs: 60_000,
          untilMs: 120_000,
        },
      ],
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    const { instances, log } = simulate(parsed.value)
    expect(instances.map(({ lifecycle }) => lifecycle.at(-1)?.value)).toEqual([
      'InService',
      'Terminated',
      'InService',
      'InService',
    ])
    const left = log.find(({ type, status }) => type === 'autoScaling' && status === 'replace')
    // Two checks of ten seconds have to fail first.
    expect(left?.instanceIndex).toBe(1)
    expect(left?.atMs).toBeGreaterThan(60_000 + 10_000)
    expect(left?.atMs).toBeLessThanOrEqual(60_000 + 20_000)
  })
})
