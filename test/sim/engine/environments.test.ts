import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import * as k from '../../../src/sim/engine/kernel'
import { type Clockwork, story, UNLIMITED, wind } from '../laws/by-hand/clockwork'

const SECOND = 1_000_000
const NEVER_SAMPLED = 1_000_000_000
type Kernel = ReturnType<typeof wind>

/** A function with requests like clockwork. */
function invoked(rest: Omit<Partial<Clockwork>, 'settings'> & { readonly settings?: Clockwork['settings'] }): Kernel {
  return wind({
    arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
    serviceMs: [10, 10],
    ...rest,
    settings: { capacity: 2_000, environments: UNLIMITED, ...rest.settings },
  })
}
const limitedTo = (limits: Partial<typeof UNLIMITED>) => ({ environments: { ...UNLIMITED, ...limits } })

const count = ({ counters }: Kernel, counter: number): number => counters[counter] ?? 0
const gauges = ({ environmentsBusy, environmentsInitialising, environmentsIdle }: Kernel) => ({
  busy: [0, 1].map(environmentsBusy),
  initialising: [0, 1].map(environmentsInitialising),
  idle: [0, 1].map(environmentsIdle),
})

interface Span {
  readonly fromMs: number
  readonly toMs: number
}
/** Executions in the story, by when they ran. */
function executions(): Span[] {
  return story()
    .filter((line) => !line.includes('throttled'))
    .map((line) => {
      const [fromMs = 0, toMs = 0] = (line.split(' ')[0] ?? '').split('-').map(Number)
      return { fromMs, toMs }
    })
}
/** Most of them at one time; what ends as another begins does not meet it. */
const peakOf = (spans: readonly Span[]): number =>
  Math.max(0, ...spans.map(({ fromMs }) => spans.filter((span) => span.fromMs <= fromMs && fromMs < span.toMs).length))

let last: Kernel | undefined
/** The books of the run that a case has made, whatever the case is about. */
afterEach(() => {
  if (last === undefined) return
  const failed = [k.VERSION_ERROR, k.TIMED_OUT, k.THROTTLED].reduce(
    (sum, cause) => sum + count(last as Kernel, cause),
    0,
  )
  expect(count(last, k.ARRIVED)).toBe(count(last, k.OK) + failed + last.openCount())
  const routed = [k.ROUTED_OLD, k.ROUTED_NEW, k.ROUTED_NONE].reduce((sum, way) => sum + count(last as Kernel, way), 0)
  expect(count(last, k.ARRIVED)).toBe(routed)
  expect(count(last, k.ROUTED_NONE)).toBe(count(last, k.THROTTLED))
  expect(last.busyCount()).toBe(last.openCount())
  last = undefined
})
function run(kernel: Kernel, untilMs: number): Kernel {
  kernel.runUntil(untilMs * 1_000, true)
  last = kernel
  return kernel
}

describe('environments', () => {
  it('[platforms 1.8] an environment serves one request at a time; the most recently used idle one comes first', () => {
    run(invoked({ serviceMs: [250, 0], arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }] }), 2_000)
    expect(story()).toEqual([
      '100-350 ok @0',
      '200-450 ok @1',
      '300-550 ok @2',
      '400-650 ok @0',
      '500-750 ok @1',
      '600-850 ok @2',
      '700-950 ok @0',
      '800-1050 ok @1',
      '900-1150 ok @2',
    ])
    const kernel = invoked({
      serviceMs: [250, 0],
      arrivals: [
        { fromSecond: 0, untilSecond: 1, everyMs: 100 },
        { fromSecond: 1, untilSecond: 4, everyMs: 500 },
      ],
    })
    run(kernel, 4_000)
    // 1000 finds only 0 idle and ends last: from then on 1 and 2 are never needed again.
    expect(
      new Set(
        story()
          .slice(9)
          .map((line) => line.split('@')[1]),
      ),
    ).toEqual(new Set(['0']))
    expect(count(kernel, k.COLD_STARTS)).toBe(3)
    expect(gauges(kernel)).toEqual({ busy: [0, 0], initialising: [0, 0], idle: [3, 0] })
  })

  it('[platforms 1.8] a cold start puts the init phase before the service', () => {
    const kernel = invoked({ initMs: [400, 0], serviceMs: [50, 0] })
    run(kernel, 350)
    expect(gauges(kernel)).toEqual({ busy: [3, 0], initialising: [3, 0], idle: [0, 0] })
    run(kernel, 520)
    expect(gauges(kernel)).toEqual({ busy: [5, 0], initialising: [4, 0], idle: [0, 0] })
    run(kernel, 2_000)
    // 600 finds nothing idle yet: 550 freed @0, which took it; 700 finds @1, freed at 650.
    expect(story()).toEqual([
      '100-550 ok @0',
      '200-650 ok @1',
      '600-650 ok @0',
      '300-750 ok @2',
      '700-750 ok @0',
      '400-850 ok @3',
      '800-850 ok @0',
      '500-950 ok @4',
      '900-950 ok @0',
    ])
  })

  it('[platforms 1.8] concurrency is rate times duration, and so many cold starts it takes', () => {
    // 100 rps of 0.5 s; an init phase of the same length doubles the first wave.
    const arrivals = [{ fromSecond: 0, untilSecond: 3, everyMs: 10 }]
    expect(count(run(invoked({ arrivals, serviceMs: [500, 0] }), 5_000), k.COLD_STARTS)).toBe(50)
    const cold = run(invoked({ arrivals, serviceMs: [500, 0], initMs: [500, 0] }), 5_000)
    expect(count(cold, k.COLD_STARTS)).toBe(100)
  })

  it('[platforms 1.8] without limits there are exactly as many cold starts as executions at the peak', () => {
    fc.assert(
      fc.property(
        fc.record({
          everyMs: fc.integer({ min: 5, max: 60 }),
          serviceMs: fc.integer({ min: 1, max: 900 }),
          initMs: fc.integer({ min: 0, max: 900 }),
        }),
        ({ everyMs, serviceMs, initMs }) => {
          const arrivals = [{ fromSecond: 0, untilSecond: 3, everyMs }]
          const kernel = run(invoked({ arrivals, serviceMs: [serviceMs, 0], initMs: [initMs, 0] }), 9_000)
          expect(count(kernel, k.COLD_STARTS)).toBe(peakOf(executions()))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('[platforms 1.8] environments belong to one version: a switch at once makes the whole cold-start wave', () => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 10, everyMs: 10 }],
      serviceMs: [200, 200],
      settings: { sampleStride: NEVER_SAMPLED },
    })
    run(kernel, 5_000)
    expect(count(kernel, k.COLD_STARTS)).toBe(20)
    kernel.setWeight(10_000)
    run(kernel, 9_900)
    expect(count(kernel, k.COLD_STARTS)).toBe(40)
    expect(count(kernel, k.COLD_STARTS_NEW)).toBe(20)
    expect(gauges(kernel)).toEqual({ busy: [0, 20], initialising: [0, 0], idle: [20, 0] })
  })

  it.each([500, 2_500])(
    '[platforms 1.5] every invocation draws its version: %i basis points go to the new one',
    (weight) => {
      const kernel = invoked({
        arrivals: [{ fromSecond: 0, untilSecond: 50, everyMs: 1 }],
        settings: { sampleStride: NEVER_SAMPLED },
      })
      kernel.setWeight(weight)
      run(kernel, 50_000)
      const arrived = count(kernel, k.ARRIVED)
      const share = weight / 10_000
      const deviation = Math.sqrt(arrived * share * (1 - share))
      expect(Math.abs(count(kernel, k.ROUTED_NEW) - arrived * share)).toBeLessThan(4 * deviation)
      expect(count(kernel, k.OK_NEW)).toBeGreaterThan(0.9 * arrived * share)
    },
  )
})

describe('limits', () => {
  it('[platforms 1.8] over the concurrency limit a request is throttled at once', () => {
    const arrivals = [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }]
    run(invoked({ arrivals, serviceMs: [350, 0], settings: limitedTo({ limit: 2 }) }), 2_000)
    expect(story()).toEqual([
      '300-300 throttled @-1',
      '400-400 throttled @-1',
      '100-450 ok @0',
      '200-550 ok @1',
      '700-700 throttled @-1',
      '800-800 throttled @-1',
      '500-850 ok @0',
      '600-950 ok @1',
      '900-1250 ok @0',
    ])
  })

  it.each([0, 1, 7])(
    '[platforms 1.8] both versions share the reserved concurrency: never more than %i at once',
    (limit) => {
      const kernel = invoked({
        arrivals: [{ fromSecond: 0, untilSecond: 3, everyMs: 10 }],
        serviceMs: [150, 210],
        settings: limitedTo({ limit }),
      })
      kernel.setWeight(5_000)
      run(kernel, 5_000)
      expect(peakOf(executions())).toBe(limit)
      expect(count(kernel, k.THROTTLED)).toBeGreaterThan(100)
      if (limit > 0) expect(count(kernel, k.OK_NEW)).toBeGreaterThan(0)
    },
  )

  it('[platforms 1.8] new environments: a burst, then as many as come back each second; nothing is saved beyond the burst', () => {
    const kernel = invoked({
      arrivals: [
        { fromSecond: 0, untilSecond: 4, everyMs: 100 },
        { fromSecond: 30, untilSecond: 31, everyMs: 100 },
      ],
      serviceMs: [60_000, 0],
      settings: limitedTo({ burstCount: 3, burstRefillPerS: 1 }),
    })
    run(kernel, 20_000)
    // 3 at first, full again at 100: 2 left; 1.1 at 200, 0.2 at 300, 1.0 at 1100, and one a second from then on.
    const started = [100, 200, 300, 1_100, 2_100, 3_100]
    const throttled = story().map((line) => Number(line.split('-')[0]))
    const arrived = Array.from({ length: 39 }, (_, index) => (index + 1) * 100)
    expect(throttled).toEqual(arrived.filter((atMs) => !started.includes(atMs)))
    expect(count(kernel, k.COLD_STARTS)).toBe(6)
    // Half a minute later there are three again, not thirty.
    run(kernel, 30_950)
    expect(count(kernel, k.COLD_STARTS)).toBe(9)
  })

  it('[platforms 1.8] 1000 environments per 10 s, refilled continuously: 1500 after five seconds', () => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 6, everyMs: 1 }],
      serviceMs: [60_000, 0],
      settings: { ...limitedTo({ burstCount: 1_000, burstRefillPerS: 100 }), sampleStride: NEVER_SAMPLED },
    })
    const startedBy = (atMs: number): number => count(run(kernel, atMs), k.COLD_STARTS)
    // A token comes back every 10 ms, from the first request on.
    expect(startedBy(1_000)).toBe(1_000)
    expect(startedBy(5_000)).toBe(1_000 + 499)
    expect(startedBy(5_001)).toBe(1_000 + 500)
  })

  it('[platforms 1.8] 20 000 rps of 50 ms fit 1000 environments, but are throttled at 10 000 rps', () => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 6, everyMs: 0.05 }],
      serviceMs: [50, 0],
      settings: {
        ...limitedTo({ limit: 1_000, rateLimitRps: 10_000, burstCount: 1_000, burstRefillPerS: 100 }),
        typicalGapUs: 50,
        sampleStride: NEVER_SAMPLED,
      },
    })
    // MODEL: the bucket holds a tenth of a second's requests. It is full until the first request 50 us into the first
    // second, and the last one of that second finds half a token.
    run(kernel, 1_000)
    expect(count(kernel, k.ARRIVED)).toBe(20_000)
    expect(kernel.environmentsBusy(0)).toBe(500)
    expect(count(kernel, k.THROTTLED)).toBe(9_001)
    const before = count(kernel, k.THROTTLED)
    for (const second of [2, 3, 4, 5]) {
      run(kernel, second * 1_000)
      expect(count(kernel, k.THROTTLED) - before).toBe((second - 1) * 10_000)
      expect(kernel.environmentsBusy(0)).toBe(500)
    }
    expect(count(kernel, k.COLD_STARTS)).toBe(1_000)
  })
})

describe('timeouts', () => {
  it('[platforms 1.8] a timeout ends the request and resets the environment: the next one is a cold start', () => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 900 }],
      serviceMs: [500, 0],
      initMs: [100, 0],
      settings: { idleTimeoutUs: 300_000 },
    })
    run(kernel, 5_000)
    expect(story()).toEqual(['900-1300 timedOut @0', '1800-2200 timedOut @0'])
    expect(count(kernel, k.COLD_STARTS)).toBe(2)
    expect(gauges(kernel)).toEqual({ busy: [0, 0], initialising: [0, 0], idle: [0, 0] })
  })

  it('[platforms 1.8] an init phase ends after 10 s and is repeated inside the invocation, under its timeout', () => {
    const arrivals = [{ fromSecond: 0, untilSecond: 1, everyMs: 900 }]
    const slow = { arrivals, serviceMs: [1_000, 0], initMs: [12_000, 0] } as const
    const kernel = run(invoked({ ...slow, settings: { idleTimeoutUs: 20 * SECOND } }), 20_000)
    expect(gauges(kernel)).toEqual({ busy: [1, 0], initialising: [1, 0], idle: [0, 0] })
    run(kernel, 60_000)
    expect(story()).toEqual(['900-23900 ok @0'])
    const impatient = run(invoked({ ...slow, settings: { idleTimeoutUs: 5 * SECOND } }), 60_000)
    expect(story()).toEqual(['900-15900 timedOut @0'])
    expect(gauges(impatient)).toEqual({ busy: [0, 0], initialising: [0, 0], idle: [0, 0] })
    // Up to the 10 s it counts for nothing.
    run(invoked({ ...slow, initMs: [10_000, 0], settings: { idleTimeoutUs: SECOND } }), 60_000)
    expect(story()).toEqual(['900-11900 ok @0'])
  })
})

describe('idle environments', () => {
  it('go when they have been idle since before a time, the longest idle first', () => {
    const kernel = invoked({ serviceMs: [250, 0], arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 300 }] })
    run(kernel, 2_000)
    // One environment does it all; another version leaves one behind at a later time.
    expect(gauges(kernel).idle).toEqual([1, 0])
    kernel.reclaimIdle(1_150_000)
    expect(gauges(kernel).idle).toEqual([1, 0])
    kernel.reclaimIdle(1_150_001)
    expect(gauges(kernel).idle).toEqual([0, 0])
  })

  it('a reclaimed environment is a cold start again, a busy one is left alone', () => {
    const arrivals = [{ fromSecond: 0, untilSecond: 2, everyMs: 300 }]
    const kernel = invoked({ serviceMs: [250, 0], arrivals })
    run(kernel, 580)
    kernel.reclaimIdle(10 * SECOND)
    expect(gauges(kernel)).toEqual({ busy: [0, 0], initialising: [0, 0], idle: [0, 0] })
    run(kernel, 700)
    kernel.reclaimIdle(10 * SECOND)
    expect(gauges(kernel).busy).toEqual([1, 0])
    run(kernel, 1_900)
    expect(count(kernel, k.COLD_STARTS)).toBe(2)
  })

  it('when every index is in use, the one that has been idle for longest makes room, of whichever version', () => {
    const kernel = invoked({ serviceMs: [250, 250], settings: { capacity: 3, ...limitedTo({ limit: 10 }) } })
    run(kernel, 330)
    kernel.setWeight(10_000)
    // 0, 1 and 2 are at work for the old version: there is no fourth index.
    run(kernel, 430)
    expect(story()).toEqual(['100-350 ok @0'])
    run(kernel, 3_000)
    expect(story().slice(1)).toEqual([
      '200-450 ok @1',
      '300-550 ok @2',
      '400-650 ok @0',
      '500-750 ok @1',
      '600-850 ok @2',
      '700-950 ok @0',
      '800-1050 ok @1',
      '900-1150 ok @2',
    ])
    expect(count(kernel, k.COLD_STARTS)).toBe(6)
    expect(gauges(kernel).idle).toEqual([0, 3])
    const full = invoked({ serviceMs: [250, 250], settings: { capacity: 2, ...limitedTo({ limit: 10 }) } })
    run(full, 310)
    expect(story()).toEqual(['300-300 throttled @-1'])
  })
})

describe('provisioned concurrency', () => {
  const arrivals = [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }]

  it('[platforms 1.8] provisioned environments start warm; what exceeds them spills over to cold starts', () => {
    const kernel = invoked({ arrivals, serviceMs: [350, 0], initMs: [1, 0] })
    expect(kernel.provision(0, 3)).toBe(3)
    expect(gauges(kernel).idle).toEqual([3, 0])
    run(kernel, 3_000)
    expect(count(kernel, k.COLD_STARTS)).toBe(1)
    expect(story().filter((line) => line.endsWith('@3'))).toEqual(['400-751 ok @3', '800-1150 ok @3'])
    kernel.reclaimIdle(100 * SECOND)
    expect(gauges(kernel).idle).toEqual([3, 0])
  })

  it('[platforms 1.8] what is provisioned counts against the limit, busy or idle', () => {
    const kernel = invoked({ arrivals, serviceMs: [350, 0], settings: limitedTo({ limit: 5 }) })
    kernel.provision(1, 4)
    run(kernel, 340)
    // The old version has one execution left of five, though four environments of the new one stand idle.
    expect(story()).toEqual(['200-200 throttled @-1', '300-300 throttled @-1'])
    kernel.unprovision(1, 3)
    run(kernel, 440)
    expect(count(kernel, k.THROTTLED)).toBe(2)
    expect(gauges(kernel)).toEqual({ busy: [2, 0], initialising: [0, 0], idle: [0, 4] })
    kernel.reclaimIdle(100 * SECOND)
    expect(gauges(kernel).idle).toEqual([0, 1])
  })

  it('busy ones that are no longer provisioned stay until they are reclaimed', () => {
    const kernel = invoked({ arrivals, serviceMs: [350, 0], settings: limitedTo({ limit: 3 }) })
    kernel.provision(0, 2)
    run(kernel, 240)
    expect(gauges(kernel)).toEqual({ busy: [2, 0], initialising: [0, 0], idle: [0, 0] })
    kernel.unprovision(0, 2)
    run(kernel, 2_000)
    expect(peakOf(executions())).toBe(3)
    expect(count(kernel, k.COLD_STARTS)).toBe(1)
    kernel.reclaimIdle(100 * SECOND)
    expect(gauges(kernel).idle).toEqual([0, 0])
  })

  it('a provisioned environment that times out stays allocated and initialises again', () => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 900 }],
      serviceMs: [500, 0],
      initMs: [100, 0],
      settings: { idleTimeoutUs: 300_000 },
    })
    kernel.provision(0, 1)
    run(kernel, 5_000)
    expect(story()).toEqual(['900-1200 timedOut @0', '1800-2200 timedOut @0'])
    expect(count(kernel, k.COLD_STARTS)).toBe(1)
    expect(gauges(kernel).idle).toEqual([1, 0])
    kernel.unprovision(0, 1)
    expect(gauges(kernel).idle).toEqual([0, 0])
  })

  it('there is room for as many as there are indexes, idle ones on demand make way', () => {
    const kernel = invoked({ arrivals, serviceMs: [150, 0], settings: { capacity: 4 } })
    run(kernel, 980)
    expect(gauges(kernel)).toEqual({ busy: [1, 0], initialising: [0, 0], idle: [1, 0] })
    expect(kernel.provision(1, 5)).toBe(3)
    expect(gauges(kernel)).toEqual({ busy: [1, 0], initialising: [0, 0], idle: [0, 3] })
  })
})

it('one seed gives one story, also after a run of another kind, which has no environments', () => {
  const lambda = (): string[] => {
    const kernel = invoked({
      arrivals: [{ fromSecond: 0, untilSecond: 3, everyMs: 7 }],
      serviceMs: [90, 130],
      initMs: [210, 330],
      settings: limitedTo({ limit: 17, burstCount: 5, burstRefillPerS: 3 }),
    })
    kernel.setWeight(4_000)
    kernel.provision(1, 3)
    run(kernel, 1_500)
    kernel.reclaimIdle(1_450_000)
    run(kernel, 4_000)
    return story()
  }
  const first = lambda()
  expect(new Set(first.map((line) => line.split(' ')[1]))).toEqual(new Set(['ok', 'throttled']))
  const kernel = wind({ arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 300 }], serviceMs: [10, 0] })
  kernel.runUntil(SECOND, true)
  expect(story()).toEqual(['300-310 ok @0', '600-610 ok @0', '900-910 ok @0'])
  expect(gauges(kernel)).toEqual({ busy: [0, 0], initialising: [0, 0], idle: [0, 0] })
  expect(lambda()).toEqual(first)
})
