import type { ComputePlatform } from '../../result/types'
import type { AlarmDimension } from '../types'

/**
 * The statistics that alarms may use (API: Statistic). Percentiles and SampleCount are not among them: the per-second
 * columns that a datapoint is made from hold sums and states, not single values.
 */
export const STATISTICS = ['Sum', 'Average', 'Maximum', 'Minimum'] as const
export type Statistic = (typeof STATISTICS)[number]

/** Per-second columns by name; a column may be longer than the rows that are closed. */
export type MetricColumns = Readonly<Record<string, ArrayLike<number>>>

/** What a metric knows of the system beside the columns. */
export interface MeasuredSystem {
  /** 2 where traffic moves by weights between two target groups: then group 1 serves the new revision alone. */
  readonly targetGroupCount: 1 | 2
  /** Requests that one instance or task serves at a time. */
  readonly concurrency: number
}

/** One period of one metric: rows [fromRow, toRow). */
export interface MetricWindow {
  readonly columns: MetricColumns
  readonly fromRow: number
  readonly toRow: number
  readonly dimension: AlarmDimension
  readonly statistic: Statistic
  readonly system: MeasuredSystem
}

/** One CloudWatch metric that alarms may watch. */
export interface CloudWatchMetric {
  /** Value of `metric` in a scenario: AWS's name, where it is not the name of two. */
  readonly id: string
  /** Empty for metric math. */
  readonly namespace: 'AWS/ApplicationELB' | 'AWS/Lambda' | 'AWS/EC2' | 'AWS/ECS' | ''
  /** AWS's name of the metric; for metric math the label. */
  readonly name: string
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds' | 'Percent'
  /** Metric math over metrics of this registry; null for a metric that AWS publishes itself. */
  readonly expression: string | null
  readonly platforms: readonly ComputePlatform[]
  /** What it is published for, the usual one first. */
  readonly dimensions: readonly AlarmDimension[]
  /** The usual one first. */
  readonly statistics: readonly Statistic[]
  /** What is counted, and when nothing is published, in a sentence or two. */
  readonly definition: string
  /** AWS's page, and what is MODEL. */
  readonly source: string
  /** One datapoint, in `unit`; null: nothing was published for that period. */
  readonly datapoint: (window: MetricWindow) => number | null
}
