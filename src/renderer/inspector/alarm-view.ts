import type { AlarmPeriod, AlarmRecord, AlarmState, Ms, RunResult } from '@sim'

type AlarmSettings = RunResult['scenario']['alarms'][number]

/** An alarm at the playhead, with what it has evaluated. */
export interface AlarmView {
  readonly settings: AlarmSettings
  readonly record: AlarmRecord
  readonly state: AlarmState
  /** The sentence that goes with the state. */
  readonly reason: string
  readonly periods: readonly AlarmPeriod[]
  /** Of the last N datapoints, how many breach, and how many must. */
  readonly breachingCount: number
  readonly neededCount: number
  readonly nextEvaluationMs: Ms | null
  /** Whether the deployment group watches it. */
  readonly isWatched: boolean
}

/** Every alarm of the run at `tMs`. */
export function alarmViews({ scenario, alarms }: RunResult, tMs: Ms): AlarmView[] {
  const configuration = scenario.deployment?.overrideAlarmConfiguration ?? scenario.deployment?.alarmConfiguration
  return alarms.flatMap((record, index) => {
    const settings = scenario.alarms[index]
    if (!settings) return []
    const span = record.states.findLast(({ atMs }) => atMs <= tMs)
    const periods = record.periods.filter(({ evaluatedAtMs }) => evaluatedAtMs <= tMs)
    const recent = periods.slice(-settings.evaluationPeriods)
    return {
      settings,
      record,
      state: span?.value ?? settings.initialState,
      reason: span?.reason ?? '',
      periods,
      breachingCount: recent.filter(({ kind }) => kind === 'breaching').length,
      neededCount: settings.datapointsToAlarm ?? settings.evaluationPeriods,
      nextEvaluationMs: record.periods.find(({ evaluatedAtMs }) => evaluatedAtMs > tMs)?.evaluatedAtMs ?? null,
      isWatched: configuration?.enabled === true && configuration.alarms.includes(settings.name),
    }
  })
}

/** How many alarms are in ALARM, or have a breaching datapoint among the last N: what the tab marks with a diamond. */
export function troubledCount(views: readonly AlarmView[]): number {
  return views.filter(({ state, breachingCount }) => state === 'ALARM' || breachingCount > 0).length
}

export interface SparkPoint {
  readonly x: number
  /** null: no datapoint. */
  readonly y: number | null
  readonly period: AlarmPeriod
}

export interface Sparkline {
  readonly points: readonly SparkPoint[]
  readonly thresholdY: number
}

/** The evaluated datapoints over a stretch of time, in a box of pixels; the threshold is always in sight. */
export function sparklineOf(
  { periods, settings }: Pick<AlarmView, 'periods' | 'settings'>,
  stretch: { readonly fromMs: Ms; readonly toMs: Ms },
  box: { readonly width: number; readonly height: number },
): Sparkline {
  const shown = periods.filter(({ endMs }) => endMs > stretch.fromMs && endMs <= stretch.toMs)
  const values = shown.flatMap(({ value }) => value ?? [])
  const lowest = Math.min(0, settings.threshold, ...values)
  const highest = Math.max(settings.threshold, ...values)
  const span = highest - lowest || 1
  const y = (value: number) => box.height - ((value - lowest) / (span * 1.15)) * box.height
  const spanMs = Math.max(1, stretch.toMs - stretch.fromMs)
  return {
    points: shown.map((period) => ({
      x: ((period.endMs - stretch.fromMs) / spanMs) * box.width,
      y: period.value === null ? null : y(period.value),
      period,
    })),
    thresholdY: y(settings.threshold),
  }
}
