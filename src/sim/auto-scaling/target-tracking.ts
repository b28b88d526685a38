import { metricOf } from '../alarms/metrics'
import type { MetricWindow } from '../alarms/metrics/metric'
import type { TargetTracking } from '../scenario/auto-scaling-schema'

/** Rows of the per-second table that make up one datapoint: a minute. */
const ROWS_PER_MINUTE = 60
/** MODEL: so many datapoints of a minute above the target call for more (widely seen, not documented). */
export const HIGH_MINUTES = 3
/** MODEL: so many in a row below the lower bound call for less. */
export const LOW_MINUTES = 15
/** MODEL: the lower bound, percent of the target; between the two nothing is done. */
export const LOW_PERCENT = 90
/** What a quotient of two measured numbers may be off by before it is rounded up. */
const ROUNDING = 1e-9

/** The per-second table as target tracking reads it. */
export type TrackedRows = Pick<MetricWindow, 'columns' | 'dimension' | 'system'> & {
  /** Rows that are closed. */
  readonly rowCount: number
}

/** One policy with what it has measured, minute by minute, the newest last; null: nothing was published. */
export interface TrackedPolicy {
  readonly policy: TargetTracking
  readonly datapoints: readonly (number | null)[]
}

/** What scaling starts from. */
export interface TrackedCapacity {
  readonly desired: number
  /** Instances (tasks) that the metrics are an average of: those in service. */
  readonly measured: number
  /** Some are not in service yet, or not for as long as the warm-up: capacity is not taken away then. */
  readonly isWarming: boolean
  readonly minimum: number
  readonly maximum: number
}

/** A change of capacity, and which policy decided it. */
interface TrackedChange {
  readonly desired: number
  readonly policyIndex: number
}

/** The last whole minutes of a policy's metric, LOW_MINUTES at most. */
export function datapointsOf({ metric }: TargetTracking, { rowCount, ...window }: TrackedRows): (number | null)[] {
  const minutes = Math.floor(rowCount / ROWS_PER_MINUTE)
  const { datapoint } = metricOf(METRIC_IDS[metric])
  const statistic = metric === 'ALBRequestCountPerTarget' ? 'Sum' : 'Average'
  const datapoints: (number | null)[] = []
  for (let minute = Math.max(0, minutes - LOW_MINUTES); minute < minutes; minute++) {
    const fromRow = minute * ROWS_PER_MINUTE
    datapoints.push(datapoint({ ...window, statistic, fromRow, toRow: fromRow + ROWS_PER_MINUTE }))
  }
  return datapoints
}

/** The CloudWatch metric behind each predefined metric of target tracking. MODEL: CPU is the share of places at work. */
const METRIC_IDS: Readonly<Record<TargetTracking['metric'], string>> = {
  ASGAverageCPUUtilization: 'EC2CPUUtilization',
  ALBRequestCountPerTarget: 'RequestCountPerTarget',
}

/**
 * The capacity that target tracking wants now; null: it stays. Out when any policy wants that, in only when all that may
 * take capacity away want it and nothing is warming up; a policy without enough data wants nothing (Auto Scaling user
 * guide, target tracking).
 */
export function trackedCapacity(policies: readonly TrackedPolicy[], capacity: TrackedCapacity): TrackedChange | null {
  return scaleOut(policies, capacity) ?? (policies.some(isHigh) ? null : scaleIn(policies, capacity))
}

function scaleOut(policies: readonly TrackedPolicy[], { desired, measured, maximum }: TrackedCapacity) {
  const wishes = policies.map((tracked) => (isHigh(tracked) ? wanted(tracked, measured) : 0))
  const most = Math.max(0, ...wishes)
  const allowed = Math.min(most, maximum)
  return allowed > desired ? { desired: allowed, policyIndex: wishes.indexOf(most) } : null
}

function scaleIn(policies: readonly TrackedPolicy[], { desired, isWarming, minimum }: TrackedCapacity) {
  const deciding = policies.filter(({ policy }) => !policy.disableScaleIn)
  if (isWarming || deciding.length === 0 || !deciding.every(isLow)) return null
  const wishes = policies.map((tracked) => (tracked.policy.disableScaleIn ? 0 : wanted(tracked, desired)))
  const most = Math.max(...wishes)
  const allowed = Math.max(most, minimum)
  return allowed < desired ? { desired: allowed, policyIndex: wishes.indexOf(most) } : null
}

/**
 * So many instances would bring the newest datapoint to the target. Rounded so that neither too few are added nor too
 * many taken away: the number to add is rounded up, the number to remove down (Auto Scaling user guide, target tracking).
 */
function wanted({ policy, datapoints }: TrackedPolicy, count: number): number {
  return Math.ceil((count * (datapoints.at(-1) ?? 0)) / policy.targetValue - ROUNDING)
}

function isHigh({ policy, datapoints }: TrackedPolicy): boolean {
  return lastAll(datapoints, HIGH_MINUTES, (value) => value > policy.targetValue)
}

function isLow({ policy, datapoints }: TrackedPolicy): boolean {
  return lastAll(datapoints, LOW_MINUTES, (value) => value * 100 < policy.targetValue * LOW_PERCENT)
}

/** True when there are so many datapoints and the last of them all breach; one that is missing does not (INSUFFICIENT_DATA). */
function lastAll(datapoints: readonly (number | null)[], count: number, breaches: (value: number) => boolean): boolean {
  const last = datapoints.slice(-count)
  return last.length === count && last.every((value) => value !== null && breaches(value))
}
