import { describe, expect, it } from 'vitest'
import {
  type Alarms,
  alarmRecords,
  alarmState,
  createAlarms,
  evaluateDue,
  isAlarmReadable,
} from '../../../src/sim/alarms/alarm-machine'
import { alarmSchema } from '../../../src/sim/alarms/alarm-schema'
import type { AlarmChange } from '../../../src/sim/alarms/types'
import { SERIES } from '../../../src/sim/result/series'

const SYSTEM = { targetGroupCount: 1, concurrency: 4 } as const
type Given = Readonly<Record<string, (second: number) => number>>

/** Columns of so many seconds: zeros but for the given ones. */
function columnsOf(seconds: number, given: Given): Record<string, ArrayLike<number>> {
  const fill = (value: (second: number) => number) => Uint32Array.from({ length: seconds }, (_, row) => value(row))
  const zeros = Object.fromEntries(SERIES.map(({ name }) => [name, fill(() => 0)]))
  return { ...zeros, ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value)])) }
}

/** The alarms after so many seconds, evaluated second by second as a run does, and all changes on the way. */
function runFor(seconds: number, settings: Record<string, unknown>[], given: Given) {
  const alarms = createAlarms(
    settings.map((one, index) => alarmSchema.parse({ name: `alarm ${index}`, ...one })),
    SYSTEM,
  )
  return { alarms, changes: advance(alarms, 0, seconds, columnsOf(seconds, given)) }
}

function advance(alarms: Alarms, from: number, to: number, columns: Record<string, ArrayLike<number>>): AlarmChange[] {
  const changes: AlarmChange[] = []
  for (let second = from; second <= to; second++) changes.push(...evaluateDue(alarms, second * 1000, columns, second))
  return changes
}

const told = (changes: readonly AlarmChange[]) => changes.map(({ atMs, from, to }) => `${atMs} ${from} ${to}`)
const FIVES = { metric: 'HTTPCode_Target_5XX_Count', comparisonOperator: 'GreaterThanThreshold', threshold: 5 }
const fromSecond = (first: number, value: number) => (second: number) => (second >= first ? value : 0)

describe('alarms of a run', () => {
  it('[5.4] begin in INSUFFICIENT_DATA and are evaluated every minute', () => {
    const { alarms, changes } = runFor(59, [FIVES], { versionError: () => 1 })
    expect([alarmState(alarms, 0), changes]).toEqual(['INSUFFICIENT_DATA', []])
    expect(told(advance(alarms, 60, 60, columnsOf(60, { versionError: () => 1 })))).toEqual([
      '60000 INSUFFICIENT_DATA ALARM',
    ])
  })

  it('[5.4] are evaluated every 10 s with periods of 10, 20 and 30 s', () => {
    const given = { versionError: fromSecond(65, 1) }
    const settings = [10, 20, 30].map((periodS) => ({ ...FIVES, threshold: 8, periodS }))
    const { alarms, changes } = runFor(100, settings, given)
    expect(changes.map(({ alarmIndex, atMs, to }) => [alarmIndex, atMs, to])).toEqual([
      [0, 70_000, 'OK'],
      [1, 70_000, 'OK'],
      [2, 70_000, 'OK'],
      [0, 80_000, 'ALARM'],
      [1, 80_000, 'ALARM'],
      [2, 80_000, 'ALARM'],
    ])
    expect(
      alarmRecords(alarms)[2]
        ?.periods.map(({ atMs, endMs }) => `${atMs}-${endMs}`)
        .slice(0, 2),
    ).toEqual(['0-30000', '10000-40000'])
  })

  it('[5.4] slide a window of five minutes minute by minute', () => {
    const settings = { ...FIVES, metric: 'RequestCount', periodS: 300, threshold: 400 }
    const requests = (second: number) => (second === 419 ? 201 : 1)
    const { alarms, changes } = runFor(900, [settings], { arrived: requests, routedOld: requests })
    expect(told(changes)).toEqual(['300000 INSUFFICIENT_DATA OK', '420000 OK ALARM', '720000 ALARM OK'])
    const breaching = alarmRecords(alarms)[0]?.periods.filter(({ kind }) => kind === 'breaching')
    expect(breaching?.map(({ endMs }) => endMs)).toEqual([420_000, 480_000, 540_000, 600_000, 660_000])
  })

  it('[5.4] need M of the newest N datapoints', () => {
    const settings = [1, 2, 3].map((datapointsToAlarm) => ({
      ...FIVES,
      evaluationPeriods: 3,
      datapointsToAlarm,
      treatMissingData: 'notBreaching',
    }))
    const { changes } = runFor(600, settings, { versionError: fromSecond(180, 1) })
    const alarmed = changes.filter(({ to }) => to === 'ALARM').map(({ alarmIndex, atMs }) => [alarmIndex, atMs])
    expect(alarmed).toEqual([
      [0, 240_000],
      [1, 300_000],
      [2, 360_000],
    ])
  })

  it('[5.4] stay in ALARM after traffic has recovered when the 5xx counter falls silent', () => {
    const settings = { ...FIVES, evaluationPeriods: 1, treatMissingData: 'ignore' }
    const { changes } = runFor(900, [settings], { versionError: (second) => (second < 60 ? 1 : 0) })
    expect(told(changes)).toEqual(['60000 INSUFFICIENT_DATA ALARM'])
  })

  it('[5.3] hear of a datapoint metricLagMs after its period', () => {
    const { alarms, changes } = runFor(600, [{ ...FIVES, metricLagMs: 120_000 }], { versionError: fromSecond(120, 1) })
    expect(told(changes)).toEqual(['300000 INSUFFICIENT_DATA ALARM'])
    expect(alarmRecords(alarms)[0]?.periods[0]).toEqual({
      atMs: 0,
      endMs: 60_000,
      value: null,
      kind: 'missing',
      evaluatedAtMs: 180_000,
    })
  })

  it('hold the state that the scenario begins with until there is a datapoint', () => {
    const settings = ['ALARM', 'OK'].map((initialState) => ({ ...FIVES, initialState, treatMissingData: 'breaching' }))
    const { alarms, changes } = runFor(240, settings, {
      versionError: (second) => (second >= 120 && second < 130 ? 1 : 0),
    })
    expect(told(changes)).toEqual(['180000 OK ALARM'])
    expect(alarmState(alarms, 0)).toBe('ALARM')
    const fine = runFor(60, [{ ...FIVES, initialState: 'ALARM' }], { versionError: (second) => (second === 0 ? 1 : 0) })
    expect(told(fine.changes)).toEqual(['60000 ALARM OK'])
  })

  it('say why they changed, and before', () => {
    const { changes } = runFor(120, [{ ...FIVES, treatMissingData: 'notBreaching' }], {
      versionError: fromSecond(60, 1),
    })
    expect(changes).toEqual([
      {
        alarmIndex: 0,
        atMs: 60_000,
        from: 'INSUFFICIENT_DATA',
        to: 'OK',
        reason:
          'HTTPCode_Target_5XX_Count has no datapoint in the evaluation range. Missing data is treated as notBreaching.',
        previousReason: 'Not evaluated yet.',
      },
      {
        alarmIndex: 0,
        atMs: 120_000,
        from: 'OK',
        to: 'ALARM',
        reason:
          '1 of the last 1 datapoints [60] of HTTPCode_Target_5XX_Count was greater than the threshold (5); 1 of 1 make an alarm.',
        previousReason:
          'HTTPCode_Target_5XX_Count has no datapoint in the evaluation range. Missing data is treated as notBreaching.',
      },
    ])
  })

  it('refuse to look at rows that are still open', () => {
    expect(() => evaluateDue(createAlarms([], SYSTEM), 60_000, {}, 59)).toThrow('59 rows')
  })

  it('are plain data, so that a copy goes on alike', () => {
    const given = { versionError: (second: number) => second % 7 }
    const settings = [
      { ...FIVES, evaluationPeriods: 2 },
      { ...FIVES, periodS: 10, threshold: 30 },
    ]
    const { alarms } = runFor(300, settings, given)
    const copy: Alarms = JSON.parse(JSON.stringify(alarms))
    const columns = columnsOf(900, given)
    expect(advance(copy, 301, 900, columns)).toEqual(advance(alarms, 301, 900, columns))
    expect(alarmRecords(copy)).toEqual(alarmRecords(alarms))
    expect(alarmRecords(alarms)[1]?.states.length).toBeGreaterThan(1)
  })
})

describe('DescribeAlarms', () => {
  it('[5.3] cannot answer between unreadableFromMs and unreadableUntilMs', () => {
    const settings = [
      FIVES,
      { ...FIVES, unreadableFromMs: 1_000, unreadableUntilMs: 2_000 },
      { ...FIVES, unreadableFromMs: 1_000 },
    ]
    const { alarms } = runFor(0, settings, {})
    const readable = [999, 1_000, 1_999, 2_000].map((nowMs) =>
      [0, 1, 2].map((index) => isAlarmReadable(alarms, index, nowMs)),
    )
    expect(readable).toEqual([
      [true, true, true],
      [true, false, false],
      [true, false, false],
      [true, true, false],
    ])
  })
})
