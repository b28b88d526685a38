import { describe, expect, it } from 'vitest'
import * as k from '../../../src/sim/engine/kernel'
import { streamAt } from '../../../src/sim/random/streams'
import { type Clockwork, enter, story, wind } from '../laws/by-hand/clockwork'

const SECOND = 1_000_000
const NEVER_SAMPLED = 1_000_000_000

/** Ten instances of each revision behind one listener, a thousand requests a second. */
function twoGroups(rest: Partial<Clockwork> = {}) {
  return wind({
    arrivals: [{ fromSecond: 0, untilSecond: 100, everyMs: 1 }],
    serviceMs: [1, 1],
    isNew: (instance) => instance >= 10,
    ...rest,
    settings: { capacity: 20, concurrency: 8, sampleStride: NEVER_SAMPLED, ...rest.settings },
  })
}

describe('weighted target groups', () => {
  it.each([1, 250, 1_000, 3_333, 5_000, 9_900, 9_999])('%i basis points of the requests go to group 1', (weight) => {
    const kernel = twoGroups()
    kernel.setWeight(weight)
    kernel.runUntil(100 * SECOND, true)
    const { counters } = kernel
    const arrived = counters[k.ARRIVED] ?? 0
    expect(arrived).toBeGreaterThan(99_000)
    const share = weight / 10_000
    const deviation = Math.sqrt(arrived * share * (1 - share))
    expect(Math.abs((counters[k.ROUTED_NEW] ?? 0) - arrived * share)).toBeLessThan(4 * deviation)
    expect((counters[k.ROUTED_OLD] ?? 0) + (counters[k.ROUTED_NEW] ?? 0)).toBe(arrived)
  })

  it.each([
    [0, [0, 1]],
    [10_000, [1, 0]],
  ])('at %i basis points nothing is drawn: one group has it all', (weight, [shareNew = 0, shareOld = 0]) => {
    const kernel = twoGroups()
    const weights = () => kernel.random.slice(streamAt('weights'), streamAt('weights') + 4)
    const before = weights()
    kernel.setWeight(weight)
    kernel.runUntil(10 * SECOND, true)
    expect(weights()).toEqual(before)
    const arrived = kernel.counters[k.ARRIVED] ?? 0
    expect(kernel.counters[k.ROUTED_NEW]).toBe(shareNew * arrived)
    expect(kernel.counters[k.ROUTED_OLD]).toBe(shareOld * arrived)
    kernel.setWeight(5_000)
    kernel.runUntil(11 * SECOND, true)
    expect(weights()).not.toEqual(before)
  })

  it('the weight changes between two requests', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 200 }],
      serviceMs: [10, 20],
      isNew: (instance) => instance === 1,
      settings: { capacity: 2 },
    })
    kernel.runUntil(500_000, true)
    kernel.setWeight(10_000)
    kernel.runUntil(2 * SECOND, true)
    expect(story()).toEqual(['200-210 ok @0', '400-410 ok @0', '600-620 ok @1', '800-820 ok @1'])
  })

  it('a chosen group without targets answers 503: no fail-over to the other one', () => {
    const kernel = twoGroups({ instanceCount: 10 })
    kernel.setWeight(2_000)
    kernel.runUntil(10 * SECOND, true)
    const { counters } = kernel
    expect(counters[k.NO_TARGET_NEW]).toBe(counters[k.NO_REGISTERED_TARGET])
    expect(counters[k.NO_TARGET_NEW]).toBeGreaterThan(1_500)
    expect(counters[k.ROUTED_NONE]).toBe(counters[k.NO_TARGET_NEW])
    expect(counters[k.ROUTED_OLD]).toBe((counters[k.ARRIVED] ?? 0) - (counters[k.NO_TARGET_NEW] ?? 0))
    // Its first target ends that.
    enter(10, 1)
    const before = counters[k.NO_TARGET_NEW]
    kernel.runUntil(20 * SECOND, true)
    expect(counters[k.NO_TARGET_NEW]).toBe(before)
    expect(counters[k.ROUTED_NEW]).toBeGreaterThan(1_500)
  })

  it('the old group without targets answers 503 as well, and that is not the part of group 1', () => {
    const kernel = twoGroups({ isNew: () => true })
    kernel.setWeight(5_000)
    kernel.runUntil(SECOND, true)
    expect(kernel.counters[k.NO_REGISTERED_TARGET]).toBeGreaterThan(300)
    expect(kernel.counters[k.NO_TARGET_NEW]).toBe(0)
  })

  it('each group takes its own turns', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [1, 1],
      isNew: (instance) => instance % 2 === 1,
      settings: { capacity: 4 },
    })
    for (const [untilMs, weight] of [
      [250, 0],
      [550, 10_000],
      [950, 0],
    ] as const) {
      kernel.setWeight(weight)
      kernel.runUntil(untilMs * 1_000, true)
    }
    const instances = story().map((line) => line.split('@')[1])
    expect(instances).toEqual(['0', '2', '1', '3', '1', '0', '2', '0', '2'])
  })

  it('requests refused by an instance of group 1 are told apart, those that were open included', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [1_000, 1_000],
      isNew: (instance) => instance === 1,
      settings: { capacity: 2, concurrency: 3, queueLimit: 5 },
    })
    kernel.setWeight(10_000)
    kernel.runUntil(450_000, true)
    kernel.stopServing(1)
    expect(kernel.counters[k.REFUSED_NEW]).toBe(4)
    kernel.runUntil(650_000, true)
    expect(kernel.counters[k.REFUSED_NEW]).toBe(6)
    kernel.setWeight(0)
    kernel.runUntil(850_000, true)
    kernel.stopServing(0)
    expect(kernel.counters[k.REFUSED]).toBe(8)
    expect(kernel.counters[k.REFUSED_NEW]).toBe(6)
  })
})
