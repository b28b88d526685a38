import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deploymentConfigurationOf, minimumHealthyCountOf } from '../../../src/sim/deployment/configurations'
import { planDeployment } from '../../../src/sim/deployment/plan-deployment'
import type { DeploymentConfig } from '../../../src/sim/scenario/schema'
import { scenarioOf } from './fake-world'
import { at, custom, deploy, deploymentOf, failure, statusesOf, verdictOf, waveSizesOf } from './fleets'

const ALL = 'CodeDeployDefault.AllAtOnce'
const HALF = 'CodeDeployDefault.HalfAtATime'
const ONE = 'CodeDeployDefault.OneAtATime'

const planOf = (instanceCount: number, deploymentConfig: DeploymentConfig) =>
  planDeployment(scenarioOf({ fleet: { instanceCount }, deployment: { deploymentConfig } }))

const ones = (count: number): number[] => Array<number>(count).fill(1)

const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, k) => first + k)

const percentOf = (value: number) => ({ minimumHealthyHosts: { type: 'FLEET_PERCENT' as const, value } })

describe('predefined configurations', () => {
  it('[2.1] AWS stores OneAtATime as MOST_CONCURRENCY 1', () => {
    expect(deploymentConfigurationOf(ONE).minimumHealthyHosts).toEqual({ type: 'MOST_CONCURRENCY', value: 1 })
  })

  it.each([
    [ALL, 1, 0],
    [ALL, 10, 0],
    [HALF, 1, 1],
    [HALF, 9, 5],
    [HALF, 10, 5],
    [ONE, 1, 0],
    [ONE, 2, 1],
    [ONE, 9, 8],
  ] as const)('[2.1] %s of %i instances: M=%i', (config, instanceCount, minimum) => {
    expect(minimumHealthyCountOf(deploymentConfigurationOf(config), instanceCount)).toBe(minimum)
  })

  it('[2.1] the default is OneAtATime', () => {
    expect(planDeployment(scenarioOf({}))?.deploymentConfigName).toBe(ONE)
  })

  it.each([
    [40, 9, 4],
    [85, 10, 9],
    [95, 10, 10],
    [50, 3, 2],
    [0, 7, 0],
    [99, 1, 1],
    [99, 1_000, 990],
    [7, 100, 7],
    [29, 100, 29],
  ])('[2.3] FLEET_PERCENT %i of %i rounds up to M=%i', (percent, instanceCount, minimum) => {
    expect(minimumHealthyCountOf(percentOf(percent), instanceCount)).toBe(minimum)
  })

  it('[2.3] a percentage is the smallest count that is at least the percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 2_000 }), (percent, instanceCount) => {
        const minimum = minimumHealthyCountOf(percentOf(percent), instanceCount)
        expect(minimum * 100).toBeGreaterThanOrEqual(instanceCount * percent)
        expect((minimum - 1) * 100).toBeLessThan(instanceCount * percent)
      }),
    )
  })
})

describe('[2.4] the worked table, no failures', () => {
  it.each([
    [1, [1], []],
    [2, [2], [1, 1]],
    [3, [3], [1, 1, 1]],
    [4, [4], [2, 2]],
    [5, [5], [2, 2, 1]],
    [9, [9], [4, 4, 1]],
    [10, [10], [5, 5]],
  ])('N=%i: AllAtOnce %j, HalfAtATime %j, OneAtATime one by one; planned and run', (instanceCount, all, half) => {
    const waves = { [ALL]: all, [HALF]: half, [ONE]: ones(instanceCount) }
    for (const config of [ALL, HALF, ONE] as const) {
      expect(planOf(instanceCount, config)?.waveSizes).toEqual(waves[config])
      const run = deploy(instanceCount, { deploymentConfig: config })
      expect(waveSizesOf(deploymentOf(run))).toEqual(waves[config])
      const expected = waves[config].length > 0 ? 'Succeeded' : 'Failed HEALTH_CONSTRAINTS_INVALID'
      expect(verdictOf(deploymentOf(run))).toBe(expected)
    }
  })

  it.each([
    [HALF, 4, 1],
    [HALF, 5, 1],
    [HALF, 9, 3],
    [HALF, 10, 4],
    [HALF, 3, 0],
    [ONE, 2, 0],
    [ONE, 9, 0],
    [ONE, 10, 0],
  ] as const)('%s of %i tolerates %i failures while work is left', (deploymentConfig, instanceCount, tolerated) => {
    const enough = deploy(instanceCount, { deploymentConfig }, from(0, tolerated - 1))
    expect(verdictOf(deploymentOf(enough))).toBe('Succeeded')
    const oneMore = deploy(instanceCount, { deploymentConfig }, from(0, tolerated))
    expect(verdictOf(deploymentOf(oneMore))).toBe('Failed HEALTH_CONSTRAINTS')
    expect(statusesOf(deploymentOf(oneMore))).toContain('Skipped')
  })

  it('one more than tolerated is tolerated when nothing is pending', () => {
    expect(verdictOf(deploymentOf(deploy(9, { deploymentConfig: HALF }, [5, 6, 7, 8])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(10, { deploymentConfig: HALF }, [5, 6, 7, 8, 9])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(2, { deploymentConfig: HALF }, [1])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(3, { deploymentConfig: HALF }, [2])))).toBe('Succeeded')
  })

  it('N=9 HalfAtATime, the first wave of 4 all fail: Failed, 5 Skipped', () => {
    const deployment = deploymentOf(deploy(9, { deploymentConfig: HALF }, [0, 1, 2, 3]))
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
    expect(statusesOf(deployment)).toEqual([...Array(4).fill('Failed'), ...Array(5).fill('Skipped')])
  })

  it('N=9 HalfAtATime, three of the first four fail: goes on one at a time', () => {
    const deployment = deploymentOf(deploy(9, { deploymentConfig: HALF }, [0, 1, 2]))
    expect(verdictOf(deployment)).toBe('Succeeded')
    expect(waveSizesOf(deployment)).toEqual([4, 1, 1, 1, 1, 1])
  })
})

describe('[2.3] the examples that AWS gives', () => {
  it('95 % of 10 fails at once and touches nothing', () => {
    const run = deploy(10, { deploymentConfig: custom('FLEET_PERCENT', 95) })
    const deployment = deploymentOf(run)
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS_INVALID')
    expect(deployment.endedAtMs).toBe(deployment.createdAtMs)
    expect(deployment.minimumHealthyCount).toBe(10)
    expect(new Set(statusesOf(deployment))).toEqual(new Set(['Skipped']))
    expect(run.hosts.every((host) => host.acts.length === 0 && host.health === 'healthy')).toBe(true)
  })

  it('M=9 of 10: one at a time, any failure but the last fails it', () => {
    const config = { deploymentConfig: custom('HOST_COUNT', 9) }
    expect(waveSizesOf(deploymentOf(deploy(10, config)))).toEqual(ones(10))
    for (const failing of from(0, 8)) {
      const deployment = deploymentOf(deploy(10, config, [failing]))
      expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
      expect(statusesOf(deployment).filter((status) => status === 'Skipped')).toHaveLength(9 - failing)
    }
    expect(verdictOf(deploymentOf(deploy(10, config, [9])))).toBe('Succeeded')
  })

  it('(b) 15: M=8 of 10: two at a time, the second failure stops it unless it is the last instance', () => {
    const config = { deploymentConfig: custom('HOST_COUNT', 8) }
    expect(waveSizesOf(deploymentOf(deploy(10, config)))).toEqual([2, 2, 2, 2, 2])
    expect(verdictOf(deploymentOf(deploy(10, config, [3])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(10, config, [2, 6])))).toBe('Failed HEALTH_CONSTRAINTS')
    expect(verdictOf(deploymentOf(deploy(10, config, [2, 9])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(10, config, [8, 9])))).toBe('Succeeded')
  })

  it('M=3 of 10: batches of 7 and 3', () => {
    expect(waveSizesOf(deploymentOf(deploy(10, { deploymentConfig: custom('HOST_COUNT', 3) })))).toEqual([7, 3])
  })

  it('M=0 of 10: all at once, at least one must succeed', () => {
    const config = { deploymentConfig: custom('HOST_COUNT', 0) }
    expect(waveSizesOf(deploymentOf(deploy(10, config)))).toEqual([10])
    expect(verdictOf(deploymentOf(deploy(10, config, from(0, 8))))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(10, config, from(0, 9))))).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('HOST_COUNT 6 of 9: 3 at a time, needs 6', () => {
    const config = { deploymentConfig: custom('HOST_COUNT', 6) }
    expect(waveSizesOf(deploymentOf(deploy(9, config)))).toEqual([3, 3, 3])
    expect(verdictOf(deploymentOf(deploy(9, config, [6, 7, 8])))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(9, config, [5, 6, 7])))).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('FLEET_PERCENT 40 of 9: M=4, 5 at a time, needs 4', () => {
    const config = { deploymentConfig: custom('FLEET_PERCENT', 40) }
    expect(waveSizesOf(deploymentOf(deploy(9, config)))).toEqual([5, 4])
    expect(verdictOf(deploymentOf(deploy(9, config, from(4, 8))))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(9, config, from(3, 7))))).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('85 % of 10: M=9, one failure fails', () => {
    const deployment = deploymentOf(deploy(10, { deploymentConfig: custom('FLEET_PERCENT', 85) }, [4]))
    expect(deployment.minimumHealthyCount).toBe(9)
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
  })
})

describe('(b) facts', () => {
  it('9: N=9 HalfAtATime: M=5, at most 4 in progress, in either scheduling', () => {
    for (const scheduling of ['batch', 'sliding'] as const) {
      const run = deploy(9, { deploymentConfig: HALF, scheduling })
      expect(deploymentOf(run).minimumHealthyCount).toBe(5)
      expect(run.inProgressMax).toBe(4)
      expect(waveSizesOf(deploymentOf(run))).toEqual([4, 4, 1])
    }
  })

  it('11: N=9 OneAtATime: failure of instance 9 is tolerated, of instance 8 stops after 8 attempts', () => {
    expect(verdictOf(deploymentOf(deploy(9, { deploymentConfig: ONE }, [8])))).toBe('Succeeded')
    const stopped = deploymentOf(deploy(9, { deploymentConfig: ONE }, [7]))
    expect(verdictOf(stopped)).toBe('Failed HEALTH_CONSTRAINTS')
    expect(statusesOf(stopped)).toEqual([...Array(7).fill('Succeeded'), 'Failed', 'Skipped'])
  })

  it('13: AllAtOnce N=10: 1 success is enough, 10 failures fail', () => {
    expect(verdictOf(deploymentOf(deploy(10, { deploymentConfig: ALL }, from(1, 9))))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(10, { deploymentConfig: ALL }, from(0, 9))))).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('[2.1] OneAtATime on one instance: it must succeed', () => {
    expect(verdictOf(deploymentOf(deploy(1, { deploymentConfig: ONE })))).toBe('Succeeded')
    expect(verdictOf(deploymentOf(deploy(1, { deploymentConfig: ONE }, [0])))).toBe('Failed HEALTH_CONSTRAINTS')
  })
})

describe('[2.3] hosts in flight finish before a deployment ends', () => {
  it('the deployment ends with the last of the wave, not with the failure that decides it', () => {
    const run = deploy(6, { deploymentConfig: custom('HOST_COUNT', 4), scheduling: 'batch' }, [], SLOW_SECOND)
    const deployment = deploymentOf(run)
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
    const ends = deployment.targets.slice(0, 2).map((target) => target.endMs)
    expect(ends[1]).toBeGreaterThan(ends[0] ?? 0)
    expect(deployment.endedAtMs).toBe(ends[1])
  })

  it('sliding: no place is given to a host when the gate is shut, and the rest is Skipped at the end', () => {
    const run = deploy(6, { deploymentConfig: custom('HOST_COUNT', 4), scheduling: 'sliding' }, [], SLOW_SECOND)
    expect(statusesOf(deploymentOf(run))).toEqual(['Failed', 'Failed', 'Skipped', 'Skipped', 'Skipped', 'Skipped'])
  })
})

describe('[2.3] batch and sliding', () => {
  /** Host 0 hangs for a minute in a script that the others pass in a second. */
  const more = {
    revisions: {
      new: {
        name: 'v2',
        hooks: {
          ValidateService: [
            { location: 'check.sh', timeoutMs: 60_000, duration: { kind: 'constant' as const, meanMs: 1_000 } },
          ],
        },
      },
    },
    faults: [failure({ event: 'ValidateService', outcome: 'hangs', instanceIndexes: [0] })],
  }
  const wavesOf = (scheduling: 'batch' | 'sliding') =>
    deploymentOf(deploy(5, { deploymentConfig: custom('HOST_COUNT', 2), trafficControl: false, scheduling }, [], more))
      .waves

  it('batch: the next wave waits for the slowest host of the last one', () => {
    const waves = wavesOf('batch')
    expect(waves.map((wave) => wave.instanceIndexes)).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
    expect(at(waves, 1).startMs).toBe(at(waves, 0).endMs)
  })

  it('sliding: the next hosts start as soon as the gate allows, while the slowest is still under way', () => {
    const waves = wavesOf('sliding')
    expect(waves.map((wave) => wave.instanceIndexes)).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
    expect(at(waves, 1).startMs).toBe((at(waves, 0).endMs ?? 0) - 59_000)
  })
})

/** The second host fails by a hanging script, long after the first, which fails at once. */
const SLOW_SECOND = {
  faults: [
    { kind: 'hook-failure' as const, event: 'BeforeInstall' as const, instanceIndexes: [0] },
    {
      kind: 'hook-failure' as const,
      event: 'ValidateService' as const,
      instanceIndexes: [1],
      outcome: 'hangs' as const,
    },
  ],
}
