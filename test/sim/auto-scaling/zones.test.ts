import { describe, expect, it } from 'vitest'
import { balanceMargin, emptiestZone, fullestZone, movesToBalance } from '../../../src/sim/auto-scaling/zones'
import { createControlPlane } from '../../../src/sim/deployment/control-plane'
import { FakeWorld, scenarioOf } from '../deployment/fake-world'

describe('[4.4] balance between zones', () => {
  it('the next instance comes to the zone with the fewest, the first of equals', () => {
    expect(emptiestZone([2, 1, 1])).toBe(1)
    expect(emptiestZone([0, 0])).toBe(0)
  })

  it('the next one leaves the zone with the most, where one may leave', () => {
    expect(fullestZone([2, 3, 3], () => true)).toBe(1)
    expect(fullestZone([2, 3, 3], (zoneIndex) => zoneIndex !== 1)).toBe(2)
    expect(fullestZone([2, 3], () => false)).toBeNull()
  })

  it.each([
    [[3, 3, 3], 0],
    [[4, 3, 3], 0],
    [[3, 1], 1],
    [[6, 0, 0], 4],
    [[5, 2], 1],
  ])('zones with %j need %d moves until they differ by one at most', (counts, moves) => {
    expect(movesToBalance(counts)).toBe(moves)
  })

  it.each([
    [1, 1],
    [10, 1],
    [19, 1],
    [20, 2],
    [55, 5],
  ])('a group of at most %d may have %d more for it: 10 %%, or one where that is more', (maxSize, margin) => {
    expect(balanceMargin(maxSize)).toBe(margin)
  })
})

/** Six instances of a group of six, all of them in the first of three zones. */
class LopsidedWorld extends FakeWorld {
  override zoneIndexOf(instanceIndex: number): number {
    return instanceIndex < 6 ? 0 : super.zoneIndexOf(instanceIndex)
  }
}

function rebalanced(suspendedProcesses: ('AZRebalance' | 'Launch')[] = []) {
  const scenario = scenarioOf({
    deployment: null,
    fleet: { instanceCount: 6, zones: ['a', 'b', 'c'] },
    loadBalancer: { deregistrationDelayMs: 30_000 },
    autoScaling: { maxSize: 6, suspendedProcesses },
  })
  const world = new LopsidedWorld(scenario, { untilMs: 2_000_000 })
  const plane = createControlPlane(world)
  world.plane = plane
  plane.start()
  world.run()
  return world
}

describe('[4.4] rebalancing', () => {
  it('launches before it terminates, one beyond the maximum size at a time, until the zones are even', () => {
    const world = rebalanced()
    const steps = world.entries
      .filter(({ type, status }) => type === 'instance' && ['Pending', 'InService', 'Terminating'].includes(status))
      .map(({ status }) => status)
    expect(steps).toEqual(Array(4).fill(['Pending', 'InService', 'Terminating']).flat())
    const zones = world.hosts.flatMap(({ lifecycle }, index) =>
      lifecycle === 'InService' ? [world.zoneIndexOf(index)] : [],
    )
    expect(zones.toSorted()).toEqual([0, 0, 1, 1, 2, 2])
  })

  it.each(['AZRebalance', 'Launch'] as const)('does nothing while %s is suspended', (process) => {
    expect(rebalanced([process]).hosts).toHaveLength(6)
  })
})
