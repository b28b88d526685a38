import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plannedWaveSizes } from '../../../src/sim/deployment/gate'
import {
  canStart,
  hasSucceeded,
  isStopped,
  plannedWaves,
  startableCount,
  type ZonalGate,
  zonalPlan,
  zoneUnderWay,
} from '../../../src/sim/deployment/zonal'
import { at } from './fleets'
import { outcomesOf, playGate } from './gate-run'

type ZonalConfig = Parameters<typeof zonalPlan>[0]
const hostCount = (value: number) => ({ type: 'HOST_COUNT' as const, value })
const percent = (value: number) => ({ type: 'FLEET_PERCENT' as const, value })

/** `{a: 2, b: 1}` as the list of the zone of each target. */
const zoneOfTarget = (zones: Record<string, number>) =>
  Object.entries(zones).flatMap(([name, count]) => Array<string>(count).fill(name))

function gateOf(
  zones: Record<string, number>,
  minimumHealthyCount: number,
  config: ZonalConfig = {},
  scheduling: 'batch' | 'sliding' = 'batch',
): ZonalGate {
  const names = zoneOfTarget(zones)
  return { targetCount: names.length, minimumHealthyCount, scheduling, ...zonalPlan(config, names) }
}

const NONE = { pending: 0, inProgress: 0, succeeded: 0, failed: 0 }
const counts = (fields: Partial<typeof NONE>) => ({ ...NONE, ...fields })

const play = (gate: ZonalGate, outcomes: readonly boolean[]) =>
  playGate(
    gate.zones.map((zone) => zone.targetCount),
    (state) => startableCount(gate, state),
    zoneUnderWay,
    outcomesOf(outcomes),
  )
const endOf = (run: ReturnType<typeof play>) => at(run.moments, run.moments.length - 1)

describe('[2.5] waves by zone', () => {
  it("AWS's example: 200 hosts, M=160, 100 in each zone, 50 must stay: 40, 40, 20, bake, 40, 40, 20", () => {
    const gate = gateOf({ 'us-east-1b': 100, 'us-east-1a': 100 }, 160, {
      monitorDurationInSeconds: 3_600,
      minimumHealthyHostsPerZone: hostCount(50),
    })
    expect(plannedWaves(gate)).toEqual([
      { zone: 'us-east-1a', waveSizes: [40, 40, 20], monitorMs: 3_600_000 },
      { zone: 'us-east-1b', waveSizes: [40, 40, 20], monitorMs: 0 },
    ])
  })

  it.each([
    [4, 0, [5]],
    [4, 2, [3, 2]],
    [4, 3, [2, 2, 1]],
    [8, 0, [2, 2, 1]],
    [8, 3, [2, 2, 1]],
    [9, 3, [1, 1, 1, 1, 1]],
  ])(
    '10 hosts in two zones, M=%i, M_az=%i: the smaller of what fleet and zone can spare, %j',
    (minimum, perZone, sizes) => {
      const gate = gateOf({ a: 5, b: 5 }, minimum, { minimumHealthyHostsPerZone: hostCount(perZone) })
      expect(plannedWaves(gate).map(({ waveSizes }) => waveSizes)).toEqual([sizes, sizes])
    },
  )

  it('a percentage is converted in each zone, rounded up', () => {
    const gate = gateOf({ a: 5, b: 3 }, 0, { minimumHealthyHostsPerZone: percent(50) })
    expect(gate.zones.map((zone) => zone.minimumHealthyCount)).toEqual([3, 2])
    expect(plannedWaves(gate).map(({ waveSizes }) => waveSizes)).toEqual([
      [2, 2, 1],
      [1, 1, 1],
    ])
  })

  it('without minimumHealthyHostsPerZone a zone may be taken out whole', () => {
    const gate = gateOf({ a: 3, b: 2 }, 1)
    expect(gate.zones.map((zone) => zone.minimumHealthyCount)).toEqual([0, 0])
    expect(plannedWaves(gate).map(({ waveSizes }) => waveSizes)).toEqual([[3], [2]])
  })

  it('MODEL: zones come in alphabetical order, whatever the order of the hosts; a zone without hosts is none', () => {
    const names = ['us-east-1c', 'us-east-1a', 'us-east-1c', 'us-east-1b', 'us-east-1a']
    expect(zonalPlan({}, names).zones.map(({ name, targetCount }) => [name, targetCount])).toEqual([
      ['us-east-1a', 2],
      ['us-east-1b', 1],
      ['us-east-1c', 2],
    ])
  })

  it.each([
    [{}, [0, 0, 0]],
    [{ monitorDurationInSeconds: 60 }, [60_000, 60_000, 0]],
    [{ monitorDurationInSeconds: 60, firstZoneMonitorDurationInSeconds: 300 }, [300_000, 60_000, 0]],
    [{ monitorDurationInSeconds: 60, firstZoneMonitorDurationInSeconds: null }, [60_000, 60_000, 0]],
    [{ monitorDurationInSeconds: 60, firstZoneMonitorDurationInSeconds: 0 }, [0, 60_000, 0]],
    [{ firstZoneMonitorDurationInSeconds: 300 }, [300_000, 0, 0]],
  ])('%j waits %j ms after the zones, never after the last', (config, monitorMs) => {
    expect(zonalPlan(config, ['a', 'b', 'c']).zones.map((zone) => zone.monitorMs)).toEqual(monitorMs)
  })
})

describe('[2.5] failures by zone', () => {
  it('a zone that is down to its minimum with work left stops all zones', () => {
    const gate = gateOf({ a: 4, b: 4 }, 2, { minimumHealthyHostsPerZone: hostCount(2) })
    const other = counts({ pending: 4 })
    expect(isStopped(gate, [counts({ pending: 2, succeeded: 1, failed: 1 }), other])).toBe(false)
    expect(isStopped(gate, [counts({ pending: 2, failed: 2 }), other])).toBe(true)
    expect(startableCount(gate, [counts({ pending: 2, failed: 2 }), other])).toBe(0)
  })

  it('the last failure that a zone can bear is borne when it has no work left, and the next zone begins', () => {
    const gate = gateOf({ a: 4, b: 4 }, 2, { minimumHealthyHostsPerZone: hostCount(2) })
    const state = [counts({ succeeded: 2, failed: 2 }), counts({ pending: 4 })]
    expect(isStopped(gate, state)).toBe(false)
    expect(zoneUnderWay(state)).toBe(1)
    expect(startableCount(gate, state)).toBe(2)
  })

  it('failures of one zone take places from the next: the fleet has its own minimum', () => {
    const gate = gateOf({ a: 4, b: 4 }, 5)
    const one = [counts({ succeeded: 3, failed: 1 }), counts({ pending: 4 })]
    expect(startableCount(gate, one)).toBe(2)
    const three = [counts({ succeeded: 1, failed: 3 }), counts({ pending: 4 })]
    expect(isStopped(gate, three)).toBe(true)
  })

  it('success needs both minimums, and one host that succeeded', () => {
    const gate = gateOf({ a: 4, b: 4 }, 2, { minimumHealthyHostsPerZone: hostCount(2) })
    const fine = counts({ succeeded: 4 })
    expect(hasSucceeded(gate, [fine, fine])).toBe(true)
    expect(hasSucceeded(gate, [counts({ succeeded: 2, failed: 2 }), fine])).toBe(true)
    expect(hasSucceeded(gate, [counts({ succeeded: 1, failed: 3 }), fine])).toBe(false)
    expect(hasSucceeded(gateOf({ a: 1, b: 1 }, 0), [counts({ failed: 1 }), counts({ failed: 1 })])).toBe(false)
  })

  it('a minimum that leaves nothing to take out, of the fleet or of one zone, cannot start', () => {
    const perZone = { minimumHealthyHostsPerZone: hostCount(2) }
    expect(canStart(gateOf({ a: 4, b: 3 }, 6, perZone))).toBe(true)
    expect(canStart(gateOf({ a: 4, b: 3 }, 7, perZone))).toBe(false)
    expect(canStart(gateOf({ a: 4, b: 2 }, 3, perZone))).toBe(false)
    expect(plannedWaves(gateOf({ a: 4, b: 2 }, 3, perZone))).toEqual([])
  })
})

const arbitraryGate: fc.Arbitrary<ZonalGate> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
    minimumShare: fc.nat(99),
    perZone: fc.oneof(fc.nat(99).map(percent), fc.nat(6).map(hostCount)),
    scheduling: fc.constantFrom('batch' as const, 'sliding' as const),
  })
  .map(({ sizes, minimumShare, perZone, scheduling }) => {
    const zones = Object.fromEntries(sizes.map((size, index) => [`zone-${index}`, size]))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const minimum = Math.floor((total * minimumShare) / 100)
    return gateOf(zones, minimum, { minimumHealthyHostsPerZone: perZone }, scheduling)
  })
const arbitraryOutcomes = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 })

describe('[2.5] laws of the zonal gate', () => {
  it('never below either minimum by its own doing, and never in two zones at a time', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        fc.pre(canStart(gate))
        for (const moment of play(gate, outcomes).moments) {
          const unavailable = moment.map(({ inProgress, failed }) => inProgress + failed)
          const sum = unavailable.reduce((total, count) => total + count, 0)
          expect(gate.targetCount - sum).toBeGreaterThanOrEqual(gate.minimumHealthyCount)
          for (const [index, zone] of gate.zones.entries()) {
            expect(zone.targetCount - at(unavailable, index)).toBeGreaterThanOrEqual(zone.minimumHealthyCount)
          }
          expect(moment.filter(({ inProgress }) => inProgress > 0).length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('every deployment ends: nothing is left pending unless it is stopped, and zones follow one another', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        const run = play(gate, outcomes)
        const end = endOf(run)
        expect(end.some(({ pending }) => pending > 0)).toBe(isStopped(gate, end))
        const rows = run.waves.map(({ row }) => row)
        expect(rows).toEqual(rows.toSorted((a, b) => a - b))
      }),
    )
  })

  it('it succeeds if and only if all were tried, one succeeded, and both minimums hold', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        const end = endOf(play(gate, outcomes))
        const succeeded = end.map((zone) => zone.succeeded)
        const all = succeeded.reduce((sum, count) => sum + count, 0)
        const expected =
          end.every(({ pending }) => pending === 0) &&
          all >= Math.max(1, gate.minimumHealthyCount) &&
          gate.zones.every((zone, index) => at(succeeded, index) >= zone.minimumHealthyCount)
        expect(!isStopped(gate, end) && hasSucceeded(gate, end)).toBe(expected)
      }),
    )
  })

  it('what is planned is what happens when nothing fails', () => {
    fc.assert(
      fc.property(arbitraryGate, (gate) => {
        fc.pre(canStart(gate))
        const planned = plannedWaves(gate).flatMap(({ waveSizes }, row) => waveSizes.map((size) => ({ row, size })))
        expect(play({ ...gate, scheduling: 'batch' }, [true]).waves).toEqual(planned)
        expect(hasSucceeded(gate, endOf(play(gate, [true])))).toBe(true)
      }),
    )
  })

  it('one zone without a minimum of its own is the gate of the whole fleet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(39), (count, minimum) => {
        const gate = gateOf({ only: count }, minimum)
        expect(plannedWaves(gate).flatMap(({ waveSizes }) => waveSizes)).toEqual(plannedWaveSizes(gate))
      }),
    )
  })
})
