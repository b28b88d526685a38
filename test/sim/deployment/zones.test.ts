import { describe, expect, it } from 'vitest'
import type { DeploymentRecord } from '../../../src/sim/result/types'
import { runInFakeWorld } from './fake-world'
import { custom, deploy, deploymentOf, failure, type Input, SCRIPTED, verdictOf, waveSizesOf } from './fleets'

type Zonal = Partial<{
  firstZoneMonitorDurationInSeconds: number
  monitorDurationInSeconds: number
  minimumHealthyHostsPerZone: { type: 'HOST_COUNT' | 'FLEET_PERCENT'; value: number }
}>

const ZONES = { fleet: { zones: ['b', 'a', 'c'] } }

/** Nine hosts, three in each zone; M of the fleet is 4. */
const zonal = (zonalConfig: Zonal, failing: readonly number[] = [], minimum = custom('HOST_COUNT', 4)) =>
  deploy(9, { deploymentConfig: { ...minimum, zonalConfig } }, failing, ZONES)

const zonesOf = ({ waves }: DeploymentRecord) =>
  waves.map(({ instanceIndexes }) => [...new Set(instanceIndexes.map((index) => ['b', 'a', 'c'][index % 3]))].join())

describe('[2.5] a zonal deployment', () => {
  it('goes zone by zone, in waves of what the fleet and the zone can spare', () => {
    const deployment = deploymentOf(zonal({ minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 1 } }))
    expect(zonesOf(deployment)).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
    expect(waveSizesOf(deployment)).toEqual([2, 1, 2, 1, 2, 1])
    expect(verdictOf(deployment)).toBe('Succeeded')
  })

  it('without minimumHealthyHostsPerZone a zone keeps nothing healthy, and without a duration the next one follows at once', () => {
    const deployment = deploymentOf(zonal({}))
    expect(waveSizesOf(deployment)).toEqual([3, 3, 3])
    expect(deployment.waves.slice(1).map(({ startMs }) => startMs)).toEqual(
      deployment.waves.slice(0, 2).map(({ endMs }) => endMs),
    )
  })

  it('watches between zones, the first one for its own time, and not after the last', () => {
    const times = { firstZoneMonitorDurationInSeconds: 300, monitorDurationInSeconds: 60 }
    const { waves, phases, endedAtMs } = deploymentOf(zonal(times))
    const gaps = waves.slice(1).map(({ startMs }, index) => startMs - (waves[index]?.endMs ?? 0))
    expect(gaps).toEqual([300_000, 60_000])
    expect(endedAtMs).toBe(waves[2]?.endMs)
    expect(phases.map(({ kind, label }) => [kind, label])).toEqual([
      ['update-targets', 'Update'],
      ['monitor-zone', 'Monitor a'],
      ['update-targets', 'Update'],
      ['monitor-zone', 'Monitor b'],
      ['update-targets', 'Update'],
    ])
    const [first] = deploymentOf(zonal({ monitorDurationInSeconds: 60 })).waves
    const second = deploymentOf(zonal({ monitorDurationInSeconds: 60 })).waves[1]
    expect((second?.startMs ?? 0) - (first?.endMs ?? 0)).toBe(60_000)
  })

  it('a zone below its own minimum fails the deployment in all zones', () => {
    const perZone = { minimumHealthyHostsPerZone: { type: 'HOST_COUNT' as const, value: 2 } }
    // Hosts 1, 4 and 7 are zone a, the first; the second of them fails with the third still to come.
    const deployment = deploymentOf(zonal(perZone, [4]))
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
    expect(deployment.targets.filter(({ status }) => status === 'Skipped')).toHaveLength(7)
  })

  it("so does a fleet below the fleet's", () => {
    const deployment = deploymentOf(zonal({}, [1, 4, 7, 0, 3]))
    expect(verdictOf(deployment)).toBe('Failed HEALTH_CONSTRAINTS')
    expect(deploymentOf(zonal({}, [1, 4, 7, 0])).status).toBe('Succeeded')
  })

  it('cannot start when one zone has no host to spare', () => {
    const run = zonal({ minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 3 } })
    expect(verdictOf(deploymentOf(run))).toBe('Failed HEALTH_CONSTRAINTS_INVALID')
    expect(deploymentOf(run).message).toContain('3 of 3 instances of a must stay healthy')
  })

  it('[2.3] when it could not start, its rollback fails alike, and nothing is touched', () => {
    const perZone = { type: 'HOST_COUNT', value: 3 } as const
    const run = runInFakeWorld({
      ...SCRIPTED,
      fleet: { instanceCount: 9, zones: ['b', 'a', 'c'] },
      deployment: {
        deploymentConfig: { ...custom('HOST_COUNT', 0), zonalConfig: { minimumHealthyHostsPerZone: perZone } },
      },
    })
    expect(run.deployments.map(verdictOf)).toEqual(Array(2).fill('Failed HEALTH_CONSTRAINTS_INVALID'))
    expect(run.hosts.every(({ healths }) => healths.length === 1)).toBe(true)
  })

  it('its rollback is not zonal', () => {
    const input: Input = {
      ...SCRIPTED,
      fleet: { instanceCount: 9, zones: ['b', 'a', 'c'] },
      deployment: { deploymentConfig: { ...custom('HOST_COUNT', 4), zonalConfig: { monitorDurationInSeconds: 600 } } },
      faults: [failure({ event: 'ValidateService' })],
    }
    const rollback = deploymentOf(runInFakeWorld(input), 1)
    expect(waveSizesOf(rollback)).toEqual([5, 4])
    expect(rollback.phases.map(({ kind }) => kind)).toEqual(['update-targets'])
  })
})
