import { describe, expect, it } from 'vitest'
import { type Gauges, Recorder } from '../../../src/sim/engine/recorder'
import { FAILURE_CAUSES, SERIES } from '../../../src/sim/result/series'
import type { SeriesName } from '../../../src/sim/result/types'
import { type Clockwork, UNLIMITED, wind } from '../laws/by-hand/clockwork'

const SECOND = 1_000_000
const GAUGES: Gauges = {
  inServiceOld: 0,
  inServiceNew: 0,
  silentOld: 0,
  silentNew: 0,
  initialTargets: 0,
  unhealthyTargets: 0,
  drainingTargets: 0,
  requiredHealthy: 0,
  weightNew: 0,
}
type Kernel = ReturnType<typeof wind>

/** The rows of the first seconds; `before` is called at the beginning of each. */
function rowsOf(clockwork: Clockwork, seconds: number, before: (kernel: Kernel, second: number) => void = () => {}) {
  const kernel = wind(clockwork)
  const recorder = new Recorder(kernel, 1)
  for (let second = 0; second < seconds; second++) {
    before(kernel, second)
    kernel.runUntil((second + 1) * SECOND, true)
    recorder.closeRow({ ...GAUGES, weightNew: second * 100 })
  }
  const { columns } = recorder.series()
  return (name: SeriesName): number[] => [...columns[name]]
}

describe('counters by revision', () => {
  const clockwork: Clockwork = {
    arrivals: [{ fromSecond: 0, untilSecond: 4, everyMs: 30 }],
    serviceMs: [1, 2],
    isNew: (instance) => instance === 1,
    settings: { capacity: 2, concurrency: 4 },
  }

  it('answers and errors of the new revision are a part of all', () => {
    const column = rowsOf(clockwork, 4, (kernel, second) => {
      kernel.setWeight(second === 1 ? 10_000 : 0)
      kernel.setErrorRatePpm(0, second === 2 ? 1_000_000 : 0)
      kernel.setErrorRatePpm(1, 333_333)
    })
    const [, answered = 0] = column('ok')
    const [, errors = 0] = column('versionError')
    // 33 a second; of those of the second row about one in three fails, all by the new revision.
    expect(answered + errors).toBe(33)
    expect(errors).toBeGreaterThan(2)
    expect(errors).toBeLessThan(25)
    expect(column('okNew')).toEqual([0, answered, 0, 0])
    expect(column('versionErrorNew')).toEqual([0, errors, 0, 0])
    expect(column('versionError')).toEqual([0, errors, 33, 0])
    expect(column('ok')).toEqual([33, answered, 0, 34])
    expect(column('weightNew')).toEqual([0, 100, 200, 300])
  })

  it('latencies are summed in whole milliseconds; fractions go to the next row, so that nothing is lost', () => {
    const column = rowsOf(
      {
        ...clockwork,
        arrivals: [{ fromSecond: 0, untilSecond: 4, everyMs: 300 }],
        serviceMs: [1.4, 2.7],
      },
      5,
      (kernel, second) => kernel.setWeight(second < 2 ? 0 : 10_000),
    )
    expect(column('ok')).toEqual([3, 3, 3, 4, 0])
    // 3 x 1.4 = 4.2, and 6 x 1.4 = 8.4 after two; 3 x 2.7 = 8.1, and 7 x 2.7 = 18.9 after two.
    expect(column('answeredMsOld')).toEqual([4, 4, 0, 0, 0])
    expect(column('answeredMsNew')).toEqual([0, 0, 8, 10, 0])
  })

  it('busy are the places at work, without the waiting room, and what works on for nobody', () => {
    const column = rowsOf(
      {
        arrivals: [{ fromSecond: 0, untilSecond: 1, everyMs: 100 }],
        serviceMs: [2_950, 0],
        settings: { capacity: 2, concurrency: 3, queueLimit: 5, idleTimeoutUs: 2 * SECOND },
      },
      4,
    )
    // Nine have come: six are served, three wait. All time out at 2100 to 2900; the six places work on to 3050 and later.
    expect(column('inFlight')).toEqual([9, 9, 0, 0])
    expect(column('busy')).toEqual([6, 6, 6, 0])
    expect(column('timedOut')).toEqual([0, 0, 9, 0])
    expect(column('answeredMsOld')).toEqual([0, 0, 0, 0])
  })
})

it('environments are told by version: at work, in init, idle', () => {
  const column = rowsOf(
    {
      arrivals: [{ fromSecond: 0, untilSecond: 2, everyMs: 400 }],
      serviceMs: [300, 300],
      initMs: [0, 1_500],
      settings: { capacity: 10, environments: { ...UNLIMITED, limit: 3 } },
    },
    5,
    (kernel, second) => kernel.setWeight(second === 1 ? 10_000 : 0),
  )
  // Old: 400 to 700 and 800 to 1100. New: 1200 to 3000 and 1600 to 3400, ready at 2700 and at 3100.
  expect(column('arrived')).toEqual([2, 2, 0, 0, 0])
  expect(column('coldStarts')).toEqual([1, 2, 0, 0, 0])
  expect(column('coldStartsNew')).toEqual([0, 2, 0, 0, 0])
  expect(column('throttled')).toEqual([0, 0, 0, 0, 0])
  expect(column('environmentsBusyOld')).toEqual([1, 0, 0, 0, 0])
  expect(column('environmentsIdleOld')).toEqual([0, 1, 1, 1, 1])
  expect(column('environmentsInitialisingNew')).toEqual([0, 2, 1, 0, 0])
  expect(column('environmentsBusyNew')).toEqual([0, 2, 1, 0, 0])
  expect(column('environmentsIdleNew')).toEqual([0, 0, 1, 2, 2])
  expect(column('busy')).toEqual([1, 2, 1, 0, 0])
})

describe('the registry of series', () => {
  it('says of every series where it means anything', () => {
    for (const { platforms } of SERIES) {
      expect(platforms.length).toBeGreaterThan(0)
      expect(new Set(platforms).size).toBe(platforms.length)
    }
    const of = (platform: 'Server' | 'Lambda' | 'ECS') =>
      SERIES.filter(({ platforms }) => platforms.includes(platform)).map(({ name }) => name)
    expect(of('Server').filter((name) => name.startsWith('environments') || name === 'throttled')).toEqual([])
    expect(of('Lambda').filter((name) => name.endsWith('Targets') || name.startsWith('inService'))).toEqual([])
    expect(of('ECS')).toEqual(of('Server').filter((name) => name !== 'requiredHealthy'))
  })

  it('gives a unit that is one word, for the header of a column', () => {
    for (const { unit } of SERIES) expect(unit).toMatch(/^[a-zA-Z]+$/)
    expect(SERIES.filter(({ name }) => FAILURE_CAUSES.some((cause) => cause === name)).length).toBe(
      FAILURE_CAUSES.length,
    )
  })
})
