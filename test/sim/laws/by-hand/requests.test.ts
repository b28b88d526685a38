import { describe, expect, it } from 'vitest'
import { story, wind, workTakesMs } from './clockwork'

const SECOND = 1_000_000

it('one place, two waiting places, a second of service: who waits, who is turned away', () => {
  const kernel = wind({
    arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 100 }],
    serviceMs: [1_000, 0],
    settings: { queueLimit: 2 },
  })
  kernel.runUntil(10 * SECOND, true)
  const turnedAway = [400, 500, 600, 700, 800, 900, 1000, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900]
  const [before, after] = [turnedAway.slice(0, 7), turnedAway.slice(7)]
  // At 1100 the answer comes before the arrival of the same instant, which so finds a waiting place.
  expect(story()).toEqual([
    ...before.map((ms) => `${ms}-${ms} queueFull @0`),
    '100-1100 ok @0',
    ...after.map((ms) => `${ms}-${ms} queueFull @0`),
    '200-2100 ok @0',
    '300-3100 ok @0',
    '1100-4100 ok @0',
  ])
  expect(kernel.openCount()).toBe(0)
})

describe('the idle timeout is 60 s', () => {
  it('[6.4] in service: a 504 after 60 s, and the place stays taken until the work is done', () => {
    wind({
      arrivals: [
        { fromSecond: 0, untilSecond: 1, everyMs: 400 },
        { fromSecond: 30, untilSecond: 31, everyMs: 400 },
      ],
      serviceMs: [70_000, 0],
      settings: { queueLimit: 9 },
    }).runUntil(200 * SECOND, true)
    expect(story()).toEqual([
      // Served from 400 to 70400, when the one of 800 is long gone.
      '400-60400 timedOut @0',
      '800-60800 timedOut @0',
      // Served from 70400 to 140400 for nobody; the one behind it gives up waiting.
      '30200-90200 timedOut @0',
      '30600-90600 timedOut @0',
    ])
  })

  it('[6.4] after exactly 60 s the answer still counts, a microsecond later it does not', () => {
    const one = [{ fromSecond: 0, untilSecond: 1, everyMs: 600 }]
    wind({ arrivals: one, serviceMs: [60_000, 0] }).runUntil(100 * SECOND, true)
    expect(story()).toEqual(['600-60600 ok @0'])
    wind({ arrivals: one, serviceMs: [60_000.001, 0] }).runUntil(100 * SECOND, true)
    expect(story()).toEqual(['600-60600 timedOut @0'])
  })

  it('a place that frees at the very end of the wait comes too late: time-outs go before answers', () => {
    const kernel = wind({
      arrivals: [
        { fromSecond: 0, untilSecond: 1, everyMs: 400 },
        { fromSecond: 61, untilSecond: 62, everyMs: 1_200 },
      ],
      serviceMs: [60_400, 0],
      settings: { queueLimit: 1 },
    })
    kernel.runUntil(61 * SECOND, true)
    workTakesMs(10)
    kernel.runUntil(200 * SECOND, true)
    // The place frees at 60800. Had the one of 800 taken it, it would have been busy for a minute to come.
    expect(story()).toEqual(['400-60400 timedOut @0', '800-60800 timedOut @0', '61600-61610 ok @0'])
  })
})

it('[6.4] an application that goes down resets what it has (502), refuses what comes, and starts afresh', () => {
  const kernel = wind({
    arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 300 }],
    serviceMs: [5_000, 50],
    settings: { queueLimit: 1 },
  })
  // Up to, but not with, the requests of 900: what happens to the fleet at an instant comes before them.
  kernel.runUntil(900_000, false)
  kernel.stopServing(0)
  kernel.runUntil(1_500_000, false)
  kernel.startServing(0, 1)
  kernel.runUntil(10 * SECOND, true)
  expect(story()).toEqual([
    '300-900 refused @0',
    '600-900 refused @0',
    '900-900 refused @0',
    '1200-1200 refused @0',
    '1500-1550 ok @0',
    '1800-1850 ok @0',
  ])
})

it('[6.4] without a registered target every request is a 503 at once', () => {
  const kernel = wind({ arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 400 }], serviceMs: [10, 0] })
  kernel.runUntil(500_000, true)
  kernel.setRoutable(0, false)
  kernel.runUntil(SECOND, true)
  expect(story()).toEqual(['400-410 ok @0', '800-800 noRegisteredTarget @-1'])
})

it('[6.2] the end of draining cuts what is open (502); the work goes on for nobody and keeps its place', () => {
  const kernel = wind({
    arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 300 }],
    serviceMs: [1_000, 0],
    settings: { queueLimit: 1 },
  })
  kernel.runUntil(600_000, true)
  kernel.setRoutable(0, false)
  kernel.runUntil(1_000_000, false)
  kernel.cutOpenRequests(0)
  kernel.setRoutable(0, true)
  kernel.runUntil(10 * SECOND, true)
  expect(story()).toEqual([
    '900-900 noRegisteredTarget @-1',
    '600-1000 cutByDraining @0',
    '300-1000 cutByDraining @0',
    // The place is free at 1300 only: 1200 waits for it, 1500 behind it, 1800 finds no waiting place.
    '1800-1800 queueFull @0',
    '1200-2300 ok @0',
    '1500-3300 ok @0',
  ])
})

describe('routing', () => {
  const arrivals = [{ fromSecond: 0, untilSecond: 1, everyMs: 150 }]

  it('[6.3] round robin: in turn, whatever each has to do', () => {
    wind({ arrivals, serviceMs: [200, 0], settings: { capacity: 3, queueLimit: 9 } }).runUntil(5 * SECOND, true)
    expect(story()).toEqual([
      '150-350 ok @0',
      '300-500 ok @1',
      '450-650 ok @2',
      '600-800 ok @0',
      '750-950 ok @1',
      '900-1100 ok @2',
    ])
  })

  it('[6.3] least outstanding requests: the idle one, ties in turn; a busy one is passed over', () => {
    const kernel = wind({
      arrivals,
      serviceMs: [200, 1_000],
      settings: { capacity: 3, queueLimit: 9, leastOutstanding: true },
    })
    // The first instance serves five times as long as the others.
    kernel.startServing(0, 1)
    kernel.runUntil(5 * SECOND, true)
    expect(story()).toEqual([
      '300-500 ok @1',
      '450-650 ok @2',
      '600-800 ok @1',
      '750-950 ok @2',
      '900-1100 ok @1',
      '150-1150 ok @0',
    ])
  })
})

it('answers of one instant come in the order in which they were begun', () => {
  // The second instance is twice as fast: what it begins at 600 ends together with what the first began at 300.
  const kernel = wind({
    arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 300 }],
    serviceMs: [600, 300],
    settings: { capacity: 2 },
  })
  kernel.startServing(1, 1)
  kernel.runUntil(5 * SECOND, true)
  expect(story()).toEqual(['300-900 ok @0', '600-900 ok @1', '900-1500 ok @0'])
})
