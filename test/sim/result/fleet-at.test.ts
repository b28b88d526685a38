import { type FleetFrame, fleetAt, type InstanceFrame, type RunResult, type TargetRecord } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampledRuns } from '../../support/sampled-runs'
import {
  scenarioOf,
  tinyDeployment,
  tinyEvent,
  tinyInstance,
  tinyRun,
  tinyTarget,
  tinyWave,
} from '../../support/tiny-run'

/** One instance updated from 1 s to 8 s, a second one waiting for it and skipped when the deployment ends at 9 s. */
const run = tinyRun({
  scenario: scenarioOf({ fleet: { instanceCount: 2 }, loadBalancer: { deregistrationDelayMs: 2_000 } }),
  instances: [
    tinyInstance('i-0', {
      health: [
        [0, 'healthy'],
        [1_000, 'draining'],
        [3_000, 'unused'],
        [7_000, 'initial'],
      ],
      application: [
        [0, 'serving'],
        [3_000, 'stopped'],
        [6_000, 'serving'],
      ],
      revision: [
        [0, 'old'],
        [5_000, 'new'],
      ],
    }),
    tinyInstance('i-1'),
  ],
  deployments: [
    tinyDeployment({
      status: 'Failed',
      errorCode: 'HEALTH_CONSTRAINTS',
      createdAtMs: 1_000,
      endedAtMs: 9_000,
      waves: [tinyWave({ endMs: 8_000, instanceIndexes: [0] })],
      targets: [
        tinyTarget(0, {
          status: 'Failed',
          startMs: 1_000,
          endMs: 8_000,
          waveIndex: 0,
          lifecycleEvents: [
            tinyEvent('BlockTraffic', { startMs: 1_000, endMs: 3_000, expectedMs: 2_000 }),
            tinyEvent('Install', { startMs: 3_000, endMs: 7_000, expectedMs: 2_000 }),
            tinyEvent('AllowTraffic', { status: 'Failed', startMs: 7_000, endMs: 8_000, expectedMs: 0 }),
            tinyEvent('AfterAllowTraffic', { status: 'Skipped' }),
          ],
        }),
        tinyTarget(1, { status: 'Skipped' }),
      ],
    }),
  ],
})

const instanceAt = (tMs: number, index = 0): InstanceFrame => {
  const instance = fleetAt(run, tMs).instances[index]
  if (instance === undefined) throw new Error('no such instance')
  return instance
}
const eventsAt = (tMs: number) => instanceAt(tMs).lifecycleEvents.map(({ status }) => status)

describe('fleetAt', () => {
  it('shows what happens at an instant as having happened', () => {
    expect(instanceAt(999)).toMatchObject({ health: 'healthy', inService: true, targetStatus: null, revision: 'old' })
    expect(instanceAt(1_000)).toMatchObject({ health: 'draining', inService: false, targetStatus: 'InProgress' })
    expect(instanceAt(4_999).revision).toBe('old')
    expect(instanceAt(5_000).revision).toBe('new')
    expect(instanceAt(10_000)).toMatchObject({ health: 'initial', application: 'serving', inService: false })
  })

  it('follows the lifecycle events of a target', () => {
    expect(eventsAt(1_000)).toEqual(['InProgress', 'Pending', 'Pending', 'Pending'])
    expect(eventsAt(3_000)).toEqual(['Succeeded', 'InProgress', 'Pending', 'Pending'])
    expect(eventsAt(7_999)).toEqual(['Succeeded', 'Succeeded', 'InProgress', 'Pending'])
    expect(eventsAt(8_000)).toEqual(['Succeeded', 'Succeeded', 'Failed', 'Skipped'])
    expect([999, 1_000, 3_000, 7_000, 8_000].map((tMs) => instanceAt(tMs).activeEventIndex)).toEqual([null, 0, 1, 2, 2])
  })

  it('has an event that never started Pending until it has failed', () => {
    const events = [
      tinyEvent('BeforeBlockTraffic', { status: 'Failed', endMs: 6_000, errorCode: 'UnknownError' }),
      tinyEvent('BlockTraffic', { status: 'Skipped' }),
    ]
    const target = tinyTarget(0, { status: 'Failed', startMs: 1_000, endMs: 6_000, lifecycleEvents: events })
    const frameAt = (tMs: number) => {
      const { instances } = fleetAt({ ...run, deployments: [tinyDeployment({ targets: [target] })] }, tMs)
      return instances[0]
    }
    expect(frameAt(5_999)).toMatchObject({ targetStatus: 'InProgress', activeEventIndex: null })
    expect(frameAt(5_999)?.lifecycleEvents).toMatchObject([
      { status: 'Pending', progress: 0, isOverdue: false },
      { status: 'Pending' },
    ])
    expect(frameAt(6_000)).toMatchObject({ targetStatus: 'Failed', activeEventIndex: 0 })
    expect(frameAt(6_000)?.lifecycleEvents).toMatchObject([{ status: 'Failed' }, { status: 'Skipped' }])
  })

  it('tells how far an event is, and that it takes longer than expected', () => {
    const installAt = (tMs: number) => instanceAt(tMs).lifecycleEvents[1]
    expect(installAt(4_000)).toMatchObject({ progress: 0.5, isOverdue: false })
    expect(installAt(5_000)).toMatchObject({ progress: 1, isOverdue: false })
    expect(installAt(5_001)).toMatchObject({ progress: 1, isOverdue: true })
    expect(installAt(7_000)).toMatchObject({ progress: 1, isOverdue: false })
    expect(instanceAt(7_000).lifecycleEvents[2]).toMatchObject({ progress: 1, isOverdue: false })
    expect(instanceAt(1_500).lifecycleEvents[1]).toMatchObject({ progress: 0 })
  })

  it('tells how much of the deregistration delay has passed', () => {
    expect([999, 1_000, 1_500, 2_999, 3_000].map((tMs) => instanceAt(tMs).drainProgress)).toEqual([
      null,
      0,
      0.25,
      0.9995,
      null,
    ])
  })

  it('has a target Pending until it is skipped with the deployment, without lifecycle events', () => {
    expect(instanceAt(8_999, 1)).toMatchObject({ targetStatus: 'Pending', lifecycleEvents: [], activeEventIndex: null })
    expect(instanceAt(9_000, 1)).toMatchObject({ targetStatus: 'Skipped', lifecycleEvents: [] })
  })

  it('shows the deployment, its wave and its overview', () => {
    expect(fleetAt(run, 999).deployment).toBeNull()
    expect(fleetAt(run, 1_000).deployment).toEqual({
      index: 0,
      status: 'InProgress',
      waveIndex: 0,
      overview: { Pending: 1, InProgress: 1, Ready: 0, Succeeded: 0, Failed: 0, Skipped: 0 },
      phase: null,
      serviceEvents: [],
    })
    expect(fleetAt(run, 9_000).deployment).toMatchObject({
      status: 'Failed',
      overview: { Failed: 1, Skipped: 1, Pending: 0 },
    })
  })

  it('names the row of the per-second table: (k s, (k+1) s]', () => {
    const rowAt = (tMs: number) => fleetAt(run, tMs).rowIndex
    expect([0, 1, 1_000, 1_001, 9_999, 10_000].map(rowAt)).toEqual([0, 0, 0, 1, 9, 9])
  })

  it('names the next change, at last the end of the run', () => {
    const nextAfter = (tMs: number) => fleetAt(run, tMs).nextChangeMs
    expect([0, 999, 1_000, 3_000, 8_000, 9_000, 10_000].map(nextAfter)).toEqual([
      1_000, 1_000, 3_000, 5_000, 9_000, 10_000, 10_000,
    ])
  })

  it('hands out a still instance again as the same object, a moving one anew', () => {
    expect(instanceAt(1_200, 1)).toBe(instanceAt(1_100, 1))
    expect(instanceAt(9_500)).toBe(instanceAt(9_000))
    expect(instanceAt(1_200)).not.toBe(instanceAt(1_100))
  })
})

/** The same frame by walking through everything from the start, in the plainest way. */
function slowInstance(result: RunResult, instanceIndex: number, tMs: number) {
  const instance = result.instances[instanceIndex]
  const isOn = (one: { instanceIndex: number | null }): boolean => one.instanceIndex === instanceIndex
  const deployment = result.deployments
    .filter(({ createdAtMs, targets }) => createdAtMs <= tMs && targets.some(isOn))
    .at(-1)
  const target = deployment?.targets.find(isOn)
  const isOver = deployment?.endedAtMs != null && deployment.endedAtMs <= tMs
  const last = <T>(track: readonly { atMs: number; value: T }[] = []) =>
    track.filter(({ atMs }) => atMs <= tMs).at(-1)?.value
  return {
    health: last(instance?.health),
    application: last(instance?.application),
    revision: last(instance?.revision),
    targetStatus: target === undefined ? null : slowStatus(target, isOver, tMs),
  }
}

function slowStatus(target: TargetRecord, isOver: boolean, tMs: number) {
  if (target.startMs === null) return isOver ? target.status : 'Pending'
  if (target.startMs > tMs) return 'Pending'
  if (target.endMs !== null && target.endMs <= tMs) return target.status
  const begun = target.lifecycleEvents.filter(({ startMs }) => startMs !== null && startMs <= tMs)
  const isStanding = begun.length > 0 && begun.every(({ endMs }) => endMs !== null && endMs <= tMs)
  return target.label === 'Green' && isStanding ? 'Ready' : 'InProgress'
}

/** A frame without what moves by itself. */
const still = ({ instances, deployment }: FleetFrame) => ({
  deployment: deployment && { ...deployment, serviceEvents: deployment.serviceEvents.map(({ status }) => status) },
  instances: instances.map(({ drainProgress, lifecycleEvents, ...rest }) => ({
    ...rest,
    isDraining: drainProgress !== null,
    events: lifecycleEvents.map(({ name, status }) => `${name} ${status}`),
  })),
})

describe('fleetAt over any run', () => {
  const sampled = sampledRuns(30)
  const runs = fc.constantFrom(...sampled)

  it('agrees with a walk from the start', () => {
    fc.assert(
      fc.property(
        runs,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (result, shares) => {
          for (const share of shares) {
            const tMs = Math.floor(share * result.endedAtMs)
            for (const frame of fleetAt(result, tMs).instances) {
              expect(frame).toMatchObject(slowInstance(result, frame.index, tMs))
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('stays the same up to the next change, whichever way the playhead goes', () => {
    fc.assert(
      fc.property(runs, (result) => {
        const visited: [number, unknown][] = []
        for (let tMs = 0; tMs < result.endedAtMs; tMs = fleetAt(result, tMs).nextChangeMs) {
          const { nextChangeMs } = fleetAt(result, tMs)
          expect(nextChangeMs).toBeGreaterThan(tMs)
          expect(still(fleetAt(result, nextChangeMs - 1))).toEqual(still(fleetAt(result, tMs)))
          visited.push([tMs, structuredClone(fleetAt(result, tMs))])
        }
        const fresh = { ...result }
        for (const [tMs, frame] of visited.toReversed()) expect(fleetAt(fresh, tMs)).toEqual(frame)
      }),
      { numRuns: 25 },
    )
  })

  it('counts every target once', () => {
    fc.assert(
      fc.property(runs, fc.nat(200_000), (result, tMs) => {
        const { deployment } = fleetAt(result, Math.min(tMs, result.endedAtMs))
        if (deployment === null) return
        const counts = Object.values(deployment.overview)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(result.deployments[deployment.index]?.targets.length)
      }),
      { numRuns: 40 },
    )
  })
})
