import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEPLOYMENT_CONFIGURATIONS, trafficRoutingConfigOf } from '../../../src/sim/deployment/configurations'
import { trafficRoutingIssues } from '../../../src/sim/deployment/configurations/issues'
import { shiftDurationMs, trafficSchedule } from '../../../src/sim/deployment/traffic-schedule'

const canary = (canaryPercentage: number, canaryInterval: number) =>
  ({ type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage, canaryInterval } }) as const
const linear = (linearPercentage: number, linearInterval: number) =>
  ({ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage, linearInterval } }) as const

type Config = Parameters<typeof trafficSchedule>[0]

/** `[minute, percent]` of every shift. */
const minutesAndPercents = (config: Config) =>
  trafficSchedule(config).map(({ atMs, weightNewBasisPoints }) => [atMs / 60_000, weightNewBasisPoints / 100])

/** Ten steps of ten percent, written out. */
const tens = (interval: number) =>
  [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((percent, k) => [k * interval, percent])

const LAMBDA_ROWS = [
  ['CodeDeployDefault.LambdaAllAtOnce', 0, [[0, 100]]],
  [
    'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    5,
    [
      [0, 10],
      [5, 100],
    ],
  ],
  [
    'CodeDeployDefault.LambdaCanary10Percent10Minutes',
    10,
    [
      [0, 10],
      [10, 100],
    ],
  ],
  [
    'CodeDeployDefault.LambdaCanary10Percent15Minutes',
    15,
    [
      [0, 10],
      [15, 100],
    ],
  ],
  [
    'CodeDeployDefault.LambdaCanary10Percent30Minutes',
    30,
    [
      [0, 10],
      [30, 100],
    ],
  ],
  ['CodeDeployDefault.LambdaLinear10PercentEvery1Minute', 9, tens(1)],
  ['CodeDeployDefault.LambdaLinear10PercentEvery2Minutes', 18, tens(2)],
  ['CodeDeployDefault.LambdaLinear10PercentEvery3Minutes', 27, tens(3)],
  ['CodeDeployDefault.LambdaLinear10PercentEvery10Minutes', 90, tens(10)],
] as const

const ECS_ROWS = [
  ['CodeDeployDefault.ECSLinear10PercentEvery1Minutes', 9, tens(1)],
  ['CodeDeployDefault.ECSLinear10PercentEvery3Minutes', 27, tens(3)],
  [
    'CodeDeployDefault.ECSCanary10Percent5Minutes',
    5,
    [
      [0, 10],
      [5, 100],
    ],
  ],
  [
    'CodeDeployDefault.ECSCanary10Percent15Minutes',
    15,
    [
      [0, 10],
      [15, 100],
    ],
  ],
  ['CodeDeployDefault.ECSAllAtOnce', 0, [[0, 100]]],
] as const

describe('predefined schedules, [minute, percent] by shift', () => {
  it.each(LAMBDA_ROWS)('[platforms 1.1] %s: %i minutes from the first shift to the last', (name, minutes, shifts) => {
    const config = trafficRoutingConfigOf(name, 'Lambda')
    expect(minutesAndPercents(config)).toEqual(shifts)
    expect(shiftDurationMs(config)).toBe(minutes * 60_000)
  })

  it.each(ECS_ROWS)('[platforms 2.1] %s: %i minutes from the first shift to the last', (name, minutes, shifts) => {
    const config = trafficRoutingConfigOf(name, 'ECS')
    expect(minutesAndPercents(config)).toEqual(shifts)
    expect(shiftDurationMs(config)).toBe(minutes * 60_000)
  })

  it('are all asserted here', () => {
    const weighted = DEPLOYMENT_CONFIGURATIONS.filter(({ computePlatform }) => computePlatform !== 'Server')
    expect(weighted.map(({ name }) => name)).toEqual([...LAMBDA_ROWS, ...ECS_ROWS].map(([name]) => name))
  })
})

describe('[platforms 1.2] steps of a shift', () => {
  it('canary: the percentage at once, the remainder an interval later', () => {
    expect(minutesAndPercents(canary(1, 3))).toEqual([
      [0, 1],
      [3, 100],
    ])
    expect(minutesAndPercents(canary(99, 2_880))).toEqual([
      [0, 99],
      [2_880, 100],
    ])
  })

  it('linear: the step is moved at the start of each interval, so the first at 0', () => {
    expect(trafficSchedule(linear(20, 7))[0]).toEqual({ atMs: 0, weightNewBasisPoints: 2_000 })
    expect(minutesAndPercents(linear(25, 4))).toEqual([
      [0, 25],
      [4, 50],
      [8, 75],
      [12, 100],
    ])
  })

  it.each([
    [30, [30, 60, 90, 100]],
    [33, [33, 66, 99, 100]],
    [34, [34, 68, 100]],
    [51, [51, 100]],
    [99, [99, 100]],
  ])('linear with a step of %i, which does not divide 100: the last increment is the remainder', (step, percents) => {
    expect(minutesAndPercents(linear(step, 2))).toEqual(percents.map((percent, k) => [k * 2, percent]))
  })

  it('nothing is held after the last shift: the duration is (shifts - 1) intervals, not shifts', () => {
    expect(shiftDurationMs(linear(10, 1))).toBe(9 * 60_000)
    expect(shiftDurationMs(linear(30, 10))).toBe(30 * 60_000)
  })

  it('holds for every custom canary and linear shift that is allowed', () => {
    const config = fc
      .tuple(fc.constantFrom(canary, linear), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 2_880 }))
      .map(([make, percentage, interval]) => ({ config: make(percentage, interval), percentage, interval }))
    fc.assert(
      fc.property(config, ({ config, percentage, interval }) => {
        const shifts = trafficSchedule(config)
        expect(shifts[0]).toEqual({ atMs: 0, weightNewBasisPoints: percentage * 100 })
        expect(shifts.at(-1)).toEqual({ atMs: shiftDurationMs(config), weightNewBasisPoints: 10_000 })
        expect(shifts).toHaveLength(config.type === 'TimeBasedCanary' ? 2 : Math.ceil(100 / percentage))
        for (const [k, { atMs, weightNewBasisPoints }] of shifts.entries()) {
          expect(atMs).toBe(k * interval * 60_000)
          expect(Number.isInteger(weightNewBasisPoints)).toBe(true)
          expect(weightNewBasisPoints).toBeGreaterThan(shifts[k - 1]?.weightNewBasisPoints ?? 0)
        }
        // The quota is about what the schedule says, and about nothing else.
        expect(trafficRoutingIssues(config).length > 0).toBe((shifts.at(-1)?.atMs ?? 0) > 2_880 * 60_000)
      }),
    )
  })

  it('no linear shift moves more in one step than its percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (percentage) => {
        const weights = [0, ...trafficSchedule(linear(percentage, 1)).map((shift) => shift.weightNewBasisPoints)]
        const steps = weights.slice(1).map((weight, k) => weight - (weights[k] ?? 0))
        expect(steps.slice(0, -1).every((step) => step === percentage * 100)).toBe(true)
        expect(steps.at(-1)).toBeLessThanOrEqual(percentage * 100)
      }),
    )
  })
})
