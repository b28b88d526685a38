import { describe, expect, it } from 'vitest'
import { alarmIssues, type WatchedSystem } from '../../../src/sim/alarms/alarm-rules'
import { type AlarmSettings, alarmSchema } from '../../../src/sim/alarms/alarm-schema'

const NEEDED = { name: 'errors', metric: 'RequestCount', comparisonOperator: 'LessThanThreshold', threshold: 1 }
const alarmOf = (given: Record<string, unknown> = {}): AlarmSettings => alarmSchema.parse({ ...NEEDED, ...given })
const SERVER: WatchedSystem = { platform: 'Server', targetGroupCount: 1 }

const sentences = (given: Record<string, unknown>, system = SERVER) =>
  alarmIssues([alarmOf(), alarmOf(given)], system).map(({ pointer, message }) => `${pointer}: ${message}`)

describe('an alarm of a scenario', () => {
  it('[5.4] has the defaults of CloudWatch', () => {
    expect(alarmOf()).toEqual({
      ...NEEDED,
      dimension: null,
      statistic: null,
      periodS: 60,
      evaluationPeriods: 1,
      datapointsToAlarm: null,
      treatMissingData: 'missing',
      initialState: 'INSUFFICIENT_DATA',
      metricLagMs: 0,
      unreadableFromMs: null,
      unreadableUntilMs: null,
    })
  })

  it.each([
    [{ name: '' }],
    [{ name: 'x'.repeat(256) }],
    [{ metric: 'Latency' }],
    [{ statistic: 'p99' }],
    [{ comparisonOperator: 'GreaterThanUpperThreshold' }],
    [{ treatMissingData: 'wait' }],
    [{ periodS: 3_660 }],
    [{ evaluationPeriods: 0 }],
    [{ colour: 'red' }],
  ])('is refused with %j', (given) => {
    expect(alarmSchema.safeParse({ ...NEEDED, ...given }).success).toBe(false)
  })

  it.each([{}, { periodS: 10 }, { periodS: 20 }, { periodS: 30 }, { periodS: 3_600, evaluationPeriods: 168 }])(
    'passes with %j',
    (given) => {
      expect(sentences(given)).toEqual([])
    },
  )

  it('[5.4] has a period of 10, 20, 30 or a multiple of 60 seconds', () => {
    const message = '/alarms/1/periodS: found 45, allowed are 10, 20, 30 and the multiples of 60 up to 3600'
    expect(sentences({ periodS: 45 })).toEqual([message])
  })

  it('[5.4] needs no more datapoints than it evaluates', () => {
    expect(sentences({ evaluationPeriods: 3, datapointsToAlarm: 3 })).toEqual([])
    expect(sentences({ evaluationPeriods: 3, datapointsToAlarm: 4 })).toEqual([
      '/alarms/1/datapointsToAlarm: found 4, allowed are numbers up to evaluationPeriods (3)',
    ])
  })

  it('looks back a day at most, or a week in periods of an hour', () => {
    expect(sentences({ periodS: 60, evaluationPeriods: 1_440 })).toEqual([])
    expect(sentences({ periodS: 60, evaluationPeriods: 1_441 })).toEqual([
      '/alarms/1/evaluationPeriods: found 1441, allowed are up to 1440 periods of 60 s',
    ])
    expect(sentences({ periodS: 3_600, evaluationPeriods: 169 })).toEqual([
      '/alarms/1/evaluationPeriods: found 169, allowed are up to 168 periods of 3600 s',
    ])
  })

  it('watches a metric of its platform', () => {
    expect(sentences({ metric: 'Errors' })[0]).toMatch(
      /^\/alarms\/1\/metric: found "Errors", allowed are "RequestCount", .*"EC2CPUUtilization" and, as metric math, "errorRatePercent" on Server$/,
    )
    const lambda = alarmIssues([alarmOf({ metric: 'Errors', dimension: 'replacement' })], {
      platform: 'Lambda',
      targetGroupCount: 1,
    })
    expect(lambda).toEqual([])
  })

  it('asks for a dimension and a statistic that AWS publishes', () => {
    expect(sentences({ metric: 'HealthyHostCount' })).toEqual([
      '/alarms/1/dimension: found null, allowed is "original" for HealthyHostCount in this scenario',
    ])
    expect(sentences({ metric: 'RequestCount', dimension: 'replacement' })).toHaveLength(1)
    const ecs = { platform: 'ECS', targetGroupCount: 2 } as const
    expect(sentences({ metric: 'RequestCount', dimension: 'replacement' }, ecs)).toEqual([])
    expect(sentences({ metric: 'HTTPCode_ELB_5XX_Count', dimension: 'original' })).toHaveLength(1)
    expect(sentences({ statistic: 'Average' })).toEqual([
      '/alarms/1/statistic: found "Average", allowed is "Sum" for RequestCount',
    ])
  })

  it('becomes readable again after it became unreadable', () => {
    expect(sentences({ unreadableFromMs: 5, unreadableUntilMs: 6 })).toEqual([])
    expect(sentences({ unreadableFromMs: 5, unreadableUntilMs: 5 })).toEqual([
      '/alarms/1/unreadableUntilMs: found 5, allowed are times after unreadableFromMs (5)',
    ])
    expect(sentences({ unreadableUntilMs: 5 })).toHaveLength(1)
  })
})
