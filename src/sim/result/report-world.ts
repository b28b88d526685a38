import type { AlarmPeriod, AlarmState } from '../alarms/types'
import type { Intervention } from '../scenario/schema'
import { ALL_TRAFFIC } from '../scenario/units'
import { sidesOf } from './sides'
import type { FleetLabel, InstanceLifecycle, Ms, RevisionLabel, RunResult, Track } from './types'
import { isShiftedByWeights } from './weights'

/** An alarm by the names of the CloudWatch API (DescribeAlarms). */
export type AlarmReport = {
  readonly alarmName: string
  readonly states: readonly { readonly atMs: Ms; readonly stateValue: AlarmState; readonly stateReason: string }[]
  /** What each evaluation has read, in the order of the evaluations. */
  readonly periods: readonly AlarmPeriod[]
}

/** The Auto Scaling group of the fleet, or the scaling of an ECS service, by the names of the Auto Scaling API. */
export type AutoScalingReport = {
  readonly minSize: number
  readonly maxSize: number
  readonly desiredCapacity: Track<number>
}

/** What a person did; `status` is `done`, `refused`, or null when the run ended before. */
export type InterventionReport = Intervention & {
  readonly status: 'done' | 'refused' | null
  /** Why it was refused; otherwise empty. */
  readonly message: string
}

/** An EC2 instance or an ECS task that took part in the run, in the order of launch. */
export type InstanceReport = {
  readonly id: string
  readonly zone: string
  readonly fleet: FleetLabel
  readonly lifecycleState: Track<InstanceLifecycle>
}

/** One of two target groups (alias versions) between which traffic is divided. */
export type TargetGroupReport = {
  /** What it serves; null: nothing yet. */
  readonly revision: Track<RevisionLabel | null>
  /** 0 to 10 000. */
  readonly weightBasisPoints: Track<number>
}

/** A track as plain JSON of its own. */
export function reportTrack<T>(track: Track<T>): Track<T> {
  return track.map(({ atMs, value }) => ({ atMs, value }))
}

/** The first and the second target group (alias version); null where traffic is not divided by weights. */
export function reportTargetGroups(result: RunResult): TargetGroupReport[] | null {
  if (!isShiftedByWeights(result)) return null
  const sides = sidesOf(result)
  return ([0, 1] as const).map((side) => ({
    revision: sides
      .map(({ atMs, value }) => ({ atMs, value: value[side] }))
      .filter(({ value }, index, all) => index === 0 || value !== all[index - 1].value),
    weightBasisPoints: result.traffic.weightNew.map(({ atMs, value }) => ({
      atMs,
      value: side === 1 ? value : ALL_TRAFFIC - value,
    })),
  }))
}

export function reportAlarms({ alarms }: RunResult): AlarmReport[] {
  return alarms.map(({ name, states, periods }) => ({
    alarmName: name,
    states: states.map(({ atMs, value, reason }) => ({ atMs, stateValue: value, stateReason: reason })),
    periods: periods.map((period) => ({ ...period })),
  }))
}

export function reportAutoScaling({ autoScaling }: RunResult): AutoScalingReport | null {
  if (autoScaling === null) return null
  const { minSize, maxSize, desiredCapacity } = autoScaling
  return { minSize, maxSize, desiredCapacity: reportTrack(desiredCapacity) }
}

export function reportInterventions({ scenario, log }: RunResult): InterventionReport[] {
  return scenario.interventions.map((act, itemIndex) => {
    const entry = log.find((one) => one.type === 'intervention' && one.itemIndex === itemIndex)
    if (entry === undefined) return { ...act, status: null, message: '' }
    return { ...act, status: entry.status === 'done' ? 'done' : 'refused', message: entry.detail }
  })
}

export function reportInstances({ instances, scenario }: RunResult): InstanceReport[] {
  return instances.map(({ id, zoneIndex, fleet, lifecycle }) => ({
    id,
    zone: scenario.fleet.zones[zoneIndex],
    fleet,
    lifecycleState: reportTrack(lifecycle),
  }))
}

/** Cold starts of a whole run; null where there is no Lambda function. */
export function reportEnvironments({ plan, series: { columns } }: RunResult) {
  if (plan?.computePlatform !== 'Lambda') return null
  const sum = (column: Uint32Array): number => column.reduce((total, count) => total + count, 0)
  return { coldStarts: sum(columns.coldStarts), coldStartsOfNewVersion: sum(columns.coldStartsNew) }
}
