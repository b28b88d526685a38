import type { Ms } from '../result/types'
import type { AlarmSettings } from './alarm-schema'
import { datapointKind } from './comparison'
import { EXTRA_EVALUATION_PERIODS, evaluateAlarm } from './evaluate'
import { metricOf } from './metrics'
import type { MeasuredSystem, MetricColumns } from './metrics/metric'
import { INITIAL_REASON, reasonOf } from './reason'
import type { AlarmChange, AlarmPeriod, AlarmRecord, AlarmState, AlarmStateSpan } from './types'

const DAY_MS = 86_400_000
const ROW_MS = 1_000

/** One alarm of a run as it stands. */
interface AlarmStanding {
  readonly settings: AlarmSettings
  /** At least one: the state at the start. */
  readonly states: AlarmStateSpan[]
  /** One for each evaluation from the first on, in their order. */
  readonly periods: AlarmPeriod[]
}

/** All alarms of a run: plain data, which `evaluateDue` moves on. */
export interface Alarms {
  readonly system: MeasuredSystem
  /** In the order of the scenario. */
  readonly standings: readonly AlarmStanding[]
}

/** What an alarm reads instead of a datapoint whose period ends at `endMs`: the same, unless a fault alters it. */
export type ReadDatapoint = (alarmIndex: number, endMs: Ms, value: number | null) => number | null

/** The alarms at time 0, each in its initial state (a new alarm is INSUFFICIENT_DATA). */
export function createAlarms(settings: readonly AlarmSettings[], system: MeasuredSystem): Alarms {
  return {
    system,
    standings: settings.map((one) => ({
      settings: one,
      states: [{ atMs: 0, value: one.initialState, reason: INITIAL_REASON }],
      periods: [],
    })),
  }
}

/**
 * Evaluates every alarm whose time has come, at the whole second `nowMs` when the row that ends there is closed, and
 * returns the state changes in the order of the scenario. The window of N periods slides: its newest period ends when the
 * evaluation happens, less the metric's lag (CloudWatch user guide, evaluating an alarm).
 */
export function evaluateDue(
  alarms: Alarms,
  nowMs: Ms,
  columns: MetricColumns,
  rowCount: number,
  readDatapoint: ReadDatapoint = (_alarmIndex, _endMs, value) => value,
): AlarmChange[] {
  if (rowCount * ROW_MS < nowMs) throw new Error(`evaluateDue: ${rowCount} rows are not all up to ${nowMs} ms`)
  return alarms.standings.flatMap((standing, alarmIndex) => {
    if (nowMs % evaluationIntervalMs(standing.settings) !== 0) return []
    const period = newestPeriod(standing.settings, alarms.system, nowMs, columns, (endMs, value) =>
      readDatapoint(alarmIndex, endMs, value),
    )
    if (period === null) return []
    standing.periods.push(period)
    const change = changeOf(standing)
    if (change === null) return []
    standing.states.push({ atMs: nowMs, value: change.to, reason: change.reason })
    return [{ alarmIndex, atMs: nowMs, ...change }]
  })
}

/** Every minute; every 10 s for periods of 10, 20 and 30 s; hourly when N periods last more than a day. */
function evaluationIntervalMs({ periodS, evaluationPeriods }: AlarmSettings): Ms {
  if (periodS * 1_000 * evaluationPeriods > DAY_MS) return 3_600_000
  return resolutionMs(periodS)
}

/** How often a metric of that period is published. */
const resolutionMs = (periodS: number): Ms => (periodS < 60 ? 10_000 : 60_000)

/** The newest period that can be read now; null while none is complete since the simulation began. */
function newestPeriod(
  settings: AlarmSettings,
  system: MeasuredSystem,
  nowMs: Ms,
  columns: MetricColumns,
  read: (endMs: Ms, value: number | null) => number | null,
): AlarmPeriod | null {
  const { periodS, comparisonOperator, threshold, dimension } = settings
  const resolution = resolutionMs(periodS)
  const endMs = Math.floor((nowMs - settings.metricLagMs) / resolution) * resolution
  const atMs = endMs - periodS * 1_000
  if (atMs < 0) return null
  const metric = metricOf(settings.metric)
  const statistic = settings.statistic ?? metric.statistics[0]
  const rows = { fromRow: atMs / ROW_MS, toRow: endMs / ROW_MS }
  const value = read(endMs, metric.datapoint({ columns, ...rows, dimension, statistic, system }))
  return { atMs, endMs, value, kind: datapointKind(value, comparisonOperator, threshold), evaluatedAtMs: nowMs }
}

/** What the newest evaluation changes; null when the state stays. */
function changeOf(standing: AlarmStanding): Omit<AlarmChange, 'alarmIndex' | 'atMs'> | null {
  const { settings, states } = standing
  const { value: from, reason: previousReason } = states[states.length - 1]
  if (isHeld(standing)) return null
  const range = evaluationRange(standing)
  const to = evaluateAlarm(
    { ...settings, datapointsToAlarm: settings.datapointsToAlarm ?? settings.evaluationPeriods },
    range.map(({ kind }) => kind),
    from,
  )
  return to === from ? null : { from, to, reason: reasonOf(settings, range, to), previousReason }
}

/** A state that the scenario begins with stands until there is a datapoint to judge by. */
function isHeld({ settings, periods }: AlarmStanding): boolean {
  return settings.initialState !== 'INSUFFICIENT_DATA' && periods.every(({ kind }) => kind === 'missing')
}

/** The newest periods that touch each other, N and some more, oldest first; evaluations in between are left out. */
function evaluationRange({ settings, periods }: AlarmStanding): AlarmPeriod[] {
  const stride = Math.max(1, (settings.periodS * 1_000) / evaluationIntervalMs(settings))
  const range: AlarmPeriod[] = []
  for (let index = periods.length - 1; index >= 0; index -= stride) {
    range.push(periods[index])
    if (range.length === settings.evaluationPeriods + EXTRA_EVALUATION_PERIODS) break
  }
  return range.reverse()
}

/** State of an alarm now. */
export function alarmState({ standings }: Alarms, alarmIndex: number): AlarmState {
  const { states } = standings[alarmIndex]
  return states[states.length - 1].value
}

/** False while DescribeAlarms cannot answer for the alarm (for `ignorePollAlarmFailure`). */
export function isAlarmReadable({ standings }: Alarms, alarmIndex: number, nowMs: Ms): boolean {
  const { unreadableFromMs, unreadableUntilMs } = standings[alarmIndex].settings
  if (unreadableFromMs === null || nowMs < unreadableFromMs) return true
  return unreadableUntilMs !== null && nowMs >= unreadableUntilMs
}

/** What the recording keeps of the alarms, in the order of the scenario. */
export function alarmRecords({ standings }: Alarms): AlarmRecord[] {
  return standings.map(({ settings, states, periods }) => ({
    name: settings.name,
    states: [...states],
    periods: [...periods],
  }))
}
