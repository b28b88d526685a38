import { describe, expect, it } from 'vitest'
import * as k from '../../../src/sim/engine/kernel'
import { enter, story, wind } from '../laws/by-hand/clockwork'

const SECOND = 1_000_000
const arrivals = [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }]

describe('instances that come and go', () => {
  it('a new instance takes its turn from the moment on that it is routable', () => {
    const kernel = wind({ arrivals, serviceMs: [10, 20], instanceCount: 1, settings: { capacity: 3 } })
    kernel.runUntil(350_000, true)
    enter(1, 0)
    kernel.addInstance(2, 0)
    kernel.startServing(2, 1)
    kernel.runUntil(2 * SECOND, true)
    expect(story().slice(3)).toEqual([
      '400-410 ok @1',
      '500-510 ok @0',
      '600-610 ok @1',
      '700-710 ok @0',
      '800-810 ok @1',
      '900-910 ok @0',
    ])
  })

  it('what is open on an instance that goes is reset then, and nothing comes to it afterwards', () => {
    const kernel = wind({
      arrivals,
      serviceMs: [150, 0],
      settings: { capacity: 2, concurrency: 1, queueLimit: 4, leastOutstanding: true },
    })
    kernel.runUntil(450_000, true)
    kernel.removeInstance(1)
    kernel.runUntil(3 * SECOND, true)
    expect(story().slice(0, 5)).toEqual([
      '100-250 ok @0',
      '200-350 ok @1',
      // Both have a place again when 300 and 400 come.
      '300-450 ok @0',
      '400-450 refused @1',
      '500-650 ok @0',
    ])
    expect(
      story()
        .slice(4)
        .every((line) => line.endsWith('ok @0')),
    ).toBe(true)
  })

  it('the last one that goes leaves nobody', () => {
    const kernel = wind({ arrivals, serviceMs: [10, 0] })
    kernel.runUntil(250_000, true)
    kernel.removeInstance(0)
    kernel.runUntil(450_000, true)
    expect(story().slice(2)).toEqual(['300-300 noRegisteredTarget @-1', '400-400 noRegisteredTarget @-1'])
  })

  it('one that goes during its slow start leaves the others theirs', () => {
    const settings = { capacity: 3, slowStartUs: 30 * SECOND, sampleStride: 1_000_000_000, concurrency: 8 }
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 10, everyMs: 1 }],
      serviceMs: [1, 1],
      settings,
    })
    kernel.runUntil(SECOND, true)
    kernel.beginSlowStart(1)
    kernel.beginSlowStart(2)
    kernel.runUntil(5 * SECOND, true)
    kernel.removeInstance(1)
    expect(kernel.isInSlowStart(1)).toBe(false)
    expect(kernel.isInSlowStart(2)).toBe(true)
    kernel.runUntil(10 * SECOND, true)
    expect(kernel.counters[k.OK]).toBeGreaterThan(9_900)
  })

  it('indexes come in order, and no more of them than the capacity', () => {
    const kernel = wind({ arrivals: [], serviceMs: [1, 1], instanceCount: 1, settings: { capacity: 2 } })
    expect(() => kernel.addInstance(2, 0)).toThrow('Instance 2 of 2 cannot be added: the next index is 1.')
    expect(() => kernel.addInstance(0, 0)).toThrow('the next index is 1')
    kernel.addInstance(1, 1)
    expect(() => kernel.addInstance(2, 0)).toThrow('Instance 2 of 2')
  })

  it.each([true, false])('room for more instances changes nothing (least outstanding: %s)', (leastOutstanding) => {
    const runWith = (capacity: number): string[] => {
      const kernel = wind({
        arrivals: [{ fromSecond: 0, untilSecond: 3, everyMs: 3 }],
        serviceMs: [61, 83],
        isNew: (instance) => instance > 6,
        instanceCount: 10,
        settings: { capacity, concurrency: 2, queueLimit: 3, leastOutstanding },
      })
      kernel.setWeight(3_000)
      kernel.runUntil(4 * SECOND, true)
      return story()
    }
    const narrow = runWith(10)
    expect(narrow.length).toBeGreaterThan(900)
    expect(new Set(narrow.map((line) => line.split(' ')[1]))).toEqual(new Set(['ok', 'queueFull']))
    expect(runWith(2_000)).toEqual(narrow)
    expect(runWith(10)).toEqual(narrow)
  })
})
