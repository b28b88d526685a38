import type { Ms } from '../result/types'

/** API: StateValue. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

/** What a datapoint is to an alarm (CloudWatch user guide, treatment of missing data). */
export type DatapointKind = 'ok' | 'breaching' | 'missing'

/** API: TreatMissingData. */
export type MissingDataTreatment = 'missing' | 'notBreaching' | 'breaching' | 'ignore'

/** Which target group, or which executed version of a Lambda alias; null: the whole load balancer, alias or service. */
export type AlarmDimension = 'original' | 'replacement' | null

/** One datapoint that an evaluation has read for the first time: a period of the metric, [atMs, endMs). */
export interface AlarmPeriod {
  /** Start of the period. */
  readonly atMs: Ms
  readonly endMs: Ms
  /** In the metric's unit; null: nothing was published. */
  readonly value: number | null
  readonly kind: DatapointKind
  readonly evaluatedAtMs: Ms
}

/** A state from `atMs` on, until the next one, with the sentence that says why. */
export interface AlarmStateSpan {
  readonly atMs: Ms
  readonly value: AlarmState
  readonly reason: string
}

/** What became of one alarm in a run; plain JSON. */
export interface AlarmRecord {
  readonly name: string
  /** Sorted by time, the first one at 0; two neighbours differ. */
  readonly states: readonly AlarmStateSpan[]
  /**
   * In the order in which they were evaluated. Periods longer than a minute overlap, because an alarm is evaluated
   * every minute over a window that slides.
   */
  readonly periods: readonly AlarmPeriod[]
}

/** A state change of one alarm, as the run hears of it. */
export interface AlarmChange {
  /** Index into the alarms of the scenario. */
  readonly alarmIndex: number
  readonly atMs: Ms
  readonly from: AlarmState
  readonly to: AlarmState
  readonly reason: string
  /** Why it was in the state that it leaves. */
  readonly previousReason: string
}
