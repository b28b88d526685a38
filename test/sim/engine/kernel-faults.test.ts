import { describe, expect, it } from 'vitest'
import * as k from '../../../src/sim/engine/kernel'
import { streamAt } from '../../../src/sim/random/streams'
import { story, UNLIMITED, wind } from '../laws/by-hand/clockwork'

const MS = 1_000
const SECOND = 1_000_000

describe('factors on service times', () => {
  it('hold on the instance that they name, for what is served from then on', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [10, 10],
      settings: { capacity: 2 },
    })
    kernel.setServiceFactor(1, 2_500)
    kernel.runUntil(450 * MS, true)
    kernel.setServiceFactor(1, 1_000)
    kernel.runUntil(650 * MS, true)
    expect(story()).toEqual([
      '100-110 ok @0',
      '200-225 ok @1',
      '300-310 ok @0',
      '400-425 ok @1',
      '500-510 ok @0',
      '600-610 ok @1',
    ])
  })

  it('of one version of a function leave the other one alone', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [10, 10],
      settings: { capacity: 2, environments: UNLIMITED },
    })
    kernel.setVersionServiceFactor(1, 3_000)
    kernel.runUntil(150 * MS, true)
    kernel.setWeight(10_000)
    kernel.runUntil(250 * MS, true)
    expect(story()).toEqual(['100-110 ok @0', '200-230 ok @1'])
  })

  it('never make an answer come later than ten hours', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 900 }],
      serviceMs: [3_600_000, 1],
      settings: { idleTimeoutUs: 4_000 * SECOND },
    })
    kernel.setServiceFactor(0, 1_000_000)
    kernel.runUntil(36_000 * SECOND, true)
    expect(kernel.busyCount()).toBe(1)
    kernel.runUntil(36_001 * SECOND, true)
    expect(kernel.busyCount()).toBe(0)
  })
})

describe('errors of one instance', () => {
  it('are its own, and end with it', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [10, 10],
      settings: { capacity: 2 },
    })
    kernel.setInstanceErrorRatePpm(1, 1_000_000)
    kernel.runUntil(450 * MS, true)
    kernel.setInstanceErrorRatePpm(1, 0)
    kernel.runUntil(650 * MS, true)
    expect(story().map((line) => line.slice(8))).toEqual([
      'ok @0',
      'versionError @1',
      'ok @0',
      'versionError @1',
      'ok @0',
      'ok @1',
    ])
  })
})

describe('the load factor', () => {
  const arrivalsOf = (act: (kernel: ReturnType<typeof wind>) => void, untilMs: number) => {
    const kernel = wind({ arrivals: [{ fromSecond: 0, untilSecond: 10, everyMs: 400 }], serviceMs: [1, 1] })
    act(kernel)
    kernel.runUntil(untilMs * MS + 10 * MS, true)
    return story().map((line) => Number(line.split('-')[0]))
  }

  it('brings what is left of the gap under way nearer, and every gap after it', () => {
    // 300 ms of the gap to 800 are left at 500: they shrink to 150.
    const arrivals = arrivalsOf((kernel) => {
      kernel.runUntil(500 * MS, true)
      kernel.setLoadFactor(2_000)
    }, 1_450)
    expect(arrivals).toEqual([400, 650, 850, 1_050, 1_250, 1_450])
  })

  it('put up and back in one instant changes no arrival', () => {
    const untouched = arrivalsOf(() => {}, 5_000)
    const touched = arrivalsOf((kernel) => {
      kernel.runUntil(900 * MS, true)
      kernel.setLoadFactor(3_000)
      kernel.setLoadFactor(1_000)
    }, 5_000)
    expect(touched).toEqual(untouched)
  })

  it('carries over the seconds of a gap that is longer than they are', () => {
    const kernel = wind({ arrivals: [{ fromSecond: 0, untilSecond: 20, everyMs: 4_000 }], serviceMs: [1, 1] })
    kernel.runUntil(500 * MS, true)
    kernel.setLoadFactor(500)
    kernel.runUntil(1_500 * MS, true)
    kernel.setLoadFactor(1_000)
    // Half a second at the whole rate, one at half of it: 3 s of the 4 s are left at 1.5 s.
    kernel.runUntil(5 * SECOND, true)
    expect(story()).toEqual(['4500-4501 ok @0'])
  })

  it('ends a load that had run out of seconds', () => {
    const kernel = wind({ arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 2_000 }], serviceMs: [1, 1] })
    kernel.runUntil(250 * MS, true)
    kernel.setLoadFactor(4_000)
    kernel.runUntil(5 * SECOND, true)
    // An eighth of the gap by then; the other seven at 500 ms each whole one: 437.5 ms.
    expect(story()).toEqual(['687.5-688.5 ok @0'])
  })
})

describe('clients that ask again', () => {
  const alone = { arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 700 }], serviceMs: [10, 10] } as const

  it('come after each wait, as often as they may, and count as arrivals', () => {
    const kernel = wind(alone)
    kernel.setRoutable(0, false)
    kernel.setRetryPolicy({ backOffUs: [100 * MS, 200 * MS], jitterPermille: 0 })
    kernel.runUntil(2 * SECOND, true)
    expect(story()).toEqual([
      '700-700 noRegisteredTarget @-1',
      '800-800 noRegisteredTarget @-1',
      '1000-1000 noRegisteredTarget @-1',
    ])
    expect([kernel.counters[k.ARRIVED], kernel.counters[k.RETRIED]]).toEqual([3, 2])
  })

  it('stop asking when they are answered', () => {
    const kernel = wind(alone)
    kernel.setErrorRatePpm(0, 1_000_000)
    kernel.setRetryPolicy({ backOffUs: [100 * MS, 100 * MS], jitterPermille: 0 })
    kernel.runUntil(750 * MS, true)
    kernel.setErrorRatePpm(0, 0)
    kernel.runUntil(2 * SECOND, true)
    expect(story()).toEqual(['700-710 versionError @0', '810-820 ok @0'])
  })

  it('who wait when the storm is over still come, once', () => {
    const kernel = wind(alone)
    kernel.setRoutable(0, false)
    kernel.setRetryPolicy({ backOffUs: [100 * MS, 100 * MS], jitterPermille: 0 })
    kernel.runUntil(750 * MS, true)
    kernel.setRetryPolicy(null)
    kernel.runUntil(2 * SECOND, true)
    expect(kernel.counters[k.RETRIED]).toBe(1)
  })

  it('are told apart in the waiting room: each has its own attempts', () => {
    const kernel = wind({
      arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
      serviceMs: [10_000, 10_000],
      settings: { queueLimit: 2, idleTimeoutUs: 300 * MS },
    })
    kernel.setRetryPolicy({ backOffUs: [5 * SECOND], jitterPermille: 0 })
    kernel.runUntil(20 * SECOND, true)
    // Ten first requests, none of which is answered in time or has room; each comes a second time and never a third.
    expect([kernel.counters[k.ARRIVED], kernel.counters[k.RETRIED], kernel.openCount()]).toEqual([18, 9, 0])
  })

  it('with jitter come within the wait', () => {
    const kernel = wind({ ...alone, arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 10 }] })
    kernel.setRoutable(0, false)
    kernel.setRetryPolicy({ backOffUs: [SECOND], jitterPermille: 1_000 })
    kernel.runUntil(990 * MS, true)
    kernel.clearSample()
    kernel.runUntil(2_100 * MS, true)
    const times = story().map((line) => Number(line.split('-')[0]))
    expect(kernel.counters[k.RETRIED]).toBe(99)
    expect(Math.max(...times)).toBeLessThanOrEqual(1_990)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('draw nothing from the streams of first requests', () => {
    const wordsAfter = (policy: Parameters<ReturnType<typeof wind>['setRetryPolicy']>[0]) => {
      const kernel = wind({
        arrivals: [{ fromSecond: 0, untilSecond: 3, everyMs: 50 }],
        serviceMs: [10, 10],
        settings: { capacity: 2 },
        isNew: (instance) => instance === 1,
      })
      kernel.setWeight(3_000)
      kernel.setErrorRatePpm(0, 400_000)
      kernel.setRetryPolicy(policy)
      kernel.runUntil(4 * SECOND, true)
      const words = (['arrivals', 'service', 'errors', 'weights'] as const).map((name) => [
        ...kernel.random.slice(streamAt(name), streamAt(name) + 4),
      ])
      return { words, retried: kernel.counters[k.RETRIED] ?? 0 }
    }
    const with3 = wordsAfter({ backOffUs: [MS, MS, MS], jitterPermille: 0 })
    expect(with3.retried).toBeGreaterThan(5)
    expect(with3.words).toEqual(wordsAfter(null).words)
  })
})

describe('[platforms 1.8] concurrency that other functions use', () => {
  it('throttles what needs more than is left, and provisioned concurrency stays', () => {
    const settings = { capacity: 10, environments: { ...UNLIMITED, limit: 4 } }
    const throttledWith = (stolen: number, provisioned: number) => {
      const kernel = wind({
        arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
        serviceMs: [350, 350],
        settings,
      })
      kernel.provision(0, provisioned)
      kernel.stealConcurrency(stolen)
      kernel.runUntil(990 * MS, true)
      return kernel.counters[k.THROTTLED]
    }
    // Four at a time are needed: at 100, 200, 300, 400, and the first is free again at 450.
    expect(throttledWith(0, 0)).toBe(0)
    expect(throttledWith(1, 0)).toBeGreaterThan(0)
    expect(throttledWith(4, 0)).toBe(9)
    expect(throttledWith(4, 2)).toBeLessThan(9)
  })
})
