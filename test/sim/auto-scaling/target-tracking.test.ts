import { describe, expect, it } from 'vitest'
import { parseScenario, simulate } from '../../../src/sim'
import {
  datapointsOf,
  type TrackedCapacity,
  type TrackedPolicy,
  trackedCapacity,
} from '../../../src/sim/auto-scaling/target-tracking'
import { SERIES } from '../../../src/sim/result/series'
import type { TargetTracking } from '../../../src/sim/scenario/auto-scaling-schema'
import type { ScenarioInput } from '../../../src/sim/scenario/schema'

const CPU: TargetTracking = { metric: 'ASGAverageCPUUtilization', targetValue: 50, disableScaleIn: false }
const GROUP: TrackedCapacity = { desired: 10, measured: 10, isWarming: false, minimum: 1, maximum: 40 }

const tracked = (datapoints: (number | null)[], policy: Partial<TargetTracking> = {}): TrackedPolicy => ({
  policy: { ...CPU, ...policy },
  datapoints,
})
const minutes = (count: number, value: number | null) => Array<number | null>(count).fill(value)
const desiredFor = (policies: TrackedPolicy[], capacity: Partial<TrackedCapacity> = {}) =>
  trackedCapacity(policies, { ...GROUP, ...capacity })?.desired ?? null

describe('[4.4] target tracking', () => {
  it('MODEL: adds after 3 minutes above the target, not after 2', () => {
    expect(desiredFor([tracked(minutes(2, 80))])).toBeNull()
    expect(desiredFor([tracked([49, 80, 80])])).toBeNull()
    expect(desiredFor([tracked(minutes(3, 80))])).toBe(16)
  })

  it('MODEL: removes after 15 minutes below 90 % of the target, not after 14', () => {
    expect(desiredFor([tracked(minutes(14, 25))])).toBeNull()
    expect(desiredFor([tracked([45, ...minutes(14, 25)])])).toBeNull()
    expect(desiredFor([tracked([44.9, ...minutes(14, 25)])])).toBe(5)
  })

  it.each([
    [10, 51, 11],
    [3, 51, 4],
    [4, 75, 6],
    [7, 90, 13],
  ])('of %d instances at %d percent for 50 it makes %d: what it adds is rounded up', (count, metric, desired) => {
    expect(desiredFor([tracked(minutes(3, metric))], { desired: count, measured: count })).toBe(desired)
  })

  it.each([
    [10, 44, 9],
    [10, 41, 9],
    [10, 40, 8],
    [3, 30, 2],
    [3, 40, null],
  ])('of %d instances at %d percent for 50 it makes %j: what it removes is rounded down', (count, metric, desired) => {
    expect(desiredFor([tracked(minutes(15, metric))], { desired: count, measured: count })).toBe(desired)
  })

  it('scales out when any policy wants that, to the most that one wants', () => {
    const idle = tracked(minutes(15, 5))
    expect(desiredFor([idle, tracked(minutes(15, 60))])).toBe(12)
    expect(desiredFor([tracked(minutes(3, 90)), tracked(minutes(3, 60))])).toBe(18)
  })

  it('scales in only when all policies want that, to the most that one wants', () => {
    const low = tracked(minutes(15, 20))
    expect(desiredFor([low, tracked(minutes(15, 48))])).toBeNull()
    expect(desiredFor([low, tracked(minutes(15, 40))])).toBe(8)
  })

  it('a policy that may not scale in has no part in it', () => {
    const out = tracked(minutes(15, 48), { disableScaleIn: true })
    expect(desiredFor([tracked(minutes(15, 20)), out])).toBe(4)
    expect(desiredFor([out])).toBeNull()
  })

  it('INSUFFICIENT_DATA scales nothing', () => {
    expect(desiredFor([tracked([80, null, 80])])).toBeNull()
    expect(desiredFor([tracked([null, ...minutes(14, 5)])])).toBeNull()
    expect(desiredFor([tracked([])])).toBeNull()
  })

  it('takes nothing away while instances warm up, but adds', () => {
    expect(desiredFor([tracked(minutes(15, 20))], { isWarming: true })).toBeNull()
    expect(desiredFor([tracked(minutes(3, 80))], { isWarming: true })).toBe(16)
  })

  it('instances on their way count: what was ordered is not ordered again', () => {
    expect(desiredFor([tracked(minutes(3, 80))], { desired: 16, measured: 10, isWarming: true })).toBeNull()
  })

  it('stays between minimum and maximum', () => {
    expect(desiredFor([tracked(minutes(3, 100))], { maximum: 12 })).toBe(12)
    expect(desiredFor([tracked(minutes(3, 100))], { maximum: 10 })).toBeNull()
    expect(desiredFor([tracked(minutes(15, 0))], { minimum: 3 })).toBe(3)
  })
})

describe('the metrics of target tracking', () => {
  const columns = (values: Partial<Record<string, number>>) =>
    Object.fromEntries(SERIES.map(({ name }) => [name, Array(180).fill(values[name] ?? 0)]))
  const rows = (rowCount: number, values: Partial<Record<string, number>>) => ({
    columns: columns(values),
    rowCount,
    dimension: 'original' as const,
    system: { targetGroupCount: 1 as const, concurrency: 4 },
  })

  it('have a datapoint for each whole minute', () => {
    const busy = { busy: 6, inServiceOld: 3 }
    expect(datapointsOf(CPU, rows(59, busy))).toEqual([])
    expect(datapointsOf(CPU, rows(179, busy))).toEqual([50, 50])
  })

  it('count requests per target and minute', () => {
    const policy = { ...CPU, metric: 'ALBRequestCountPerTarget' as const }
    expect(datapointsOf(policy, rows(60, { arrived: 10, routedOld: 10, inServiceOld: 4 }))).toEqual([150])
  })

  it('have no datapoint without a target', () => {
    expect(datapointsOf(CPU, rows(60, { busy: 0 }))).toEqual([null])
  })
})

describe('[4.4] a group that follows its load', () => {
  /** 60 requests a second of 100 ms, then 240: 6 and then 24 places of 2 an instance, for a target of 60 percent. */
  const input = (autoScaling: ScenarioInput['autoScaling']): ScenarioInput => ({
    schemaVersion: 1,
    name: 'follows',
    durationMs: 1_200_000,
    deployment: null,
    load: {
      kind: 'steps',
      points: [
        { atMs: 0, rps: 60 },
        { atMs: 120_000, rps: 240 },
      ],
    },
    fleet: { instanceCount: 6, concurrency: 2 },
    revisions: { old: { serviceTime: { kind: 'constant', meanMs: 100 } } },
    autoScaling: {
      maxSize: 40,
      defaultInstanceWarmupMs: 60_000,
      targetTracking: [{ metric: 'ASGAverageCPUUtilization', targetValue: 60 }],
      ...autoScaling,
    },
  })
  const run = (autoScaling: ScenarioInput['autoScaling'] = {}) => {
    const parsed = parseScenario(input(autoScaling))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return simulate(parsed.value)
  }

  it('has enough for it in the end, having begun in the fifth minute', () => {
    const { autoScaling } = run()
    const changes = autoScaling?.desiredCapacity ?? []
    expect(changes[0]).toEqual({ atMs: 0, value: 6 })
    // Minutes 3, 4 and 5 are high; a millisecond after the last of them.
    expect(changes[1]?.atMs).toBe(300_001)
    // 24 places at work are 60 % of 40: twenty instances, give or take the chance in a minute's load.
    expect(changes.at(-1)?.value).toBeGreaterThanOrEqual(19)
    expect(changes.at(-1)?.value).toBeLessThanOrEqual(22)
  })

  it('stands still while AlarmNotification is suspended', () => {
    expect(run({ suspendedProcesses: ['AlarmNotification'] }).autoScaling?.desiredCapacity).toHaveLength(1)
  })

  it('never grows beyond its maximum size', () => {
    const result = run({ maxSize: 9 })
    expect(result.autoScaling?.desiredCapacity.map(({ value }) => value)).toEqual([6, 9])
    expect(result.instances).toHaveLength(9)
  })
})

describe('[4.4] scale-in and warm-up', () => {
  /** Hardly any load; two instances more at once, in service after a minute. The fifteenth low minute is over at 900 s. */
  const firstScaleIn = (autoScaling: ScenarioInput['autoScaling']) => {
    const parsed = parseScenario({
      schemaVersion: 1,
      name: 'warm-up',
      durationMs: 1_200_000,
      deployment: null,
      load: { kind: 'constant', rps: 5 },
      fleet: { instanceCount: 4 },
      autoScaling: { targetTracking: [{ metric: 'ASGAverageCPUUtilization', targetValue: 50 }], ...autoScaling },
      interventions: [{ kind: 'set-desired-capacity', atMs: 0, desiredCapacity: 6 }],
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return simulate(parsed.value).autoScaling?.desiredCapacity.find(({ atMs, value }) => atMs > 0 && value < 6)?.atMs
  }

  it('comes at once when everything is warm by then', () => {
    expect(firstScaleIn({ defaultInstanceWarmupMs: 60_000 })).toBe(900_001)
  })

  it('waits for the warm-up of the last instance', () => {
    expect(firstScaleIn({ defaultInstanceWarmupMs: 1_000_000 })).toBe(1_080_001)
  })

  it('without a warm-up of its own the group has that of its cooldown, 300 s by default', () => {
    expect(firstScaleIn({})).toBe(900_001)
    expect(firstScaleIn({ defaultCooldownMs: 1_000_000 })).toBe(1_080_001)
  })
})
