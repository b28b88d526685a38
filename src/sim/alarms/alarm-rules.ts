import type { ComputePlatform } from '../result/types'
import type { Issue } from '../scenario/issue'
import type { AlarmSettings } from './alarm-schema'
import { CLOUDWATCH_METRICS, type CloudWatchMetric, metricOf } from './metrics'
import type { AlarmDimension } from './types'

/** What an alarm may watch depends on these two facts of the scenario. */
export interface WatchedSystem {
  readonly platform: ComputePlatform
  readonly targetGroupCount: 1 | 2
}

/**
 * What keeps well-formed alarms from being put (CloudWatch API, PutMetricAlarm), or from ever seeing a datapoint in
 * this scenario. `pointer` is that of the list of alarms.
 */
export function alarmIssues(alarms: readonly AlarmSettings[], system: WatchedSystem, pointer = '/alarms'): Issue[] {
  return alarms.flatMap((alarm, index) =>
    [
      metricIssue(alarm, system),
      dimensionIssue(alarm, system),
      statisticIssue(alarm),
      periodIssue(alarm),
      rangeIssue(alarm),
      datapointsIssue(alarm),
      unreadableIssue(alarm),
    ]
      .filter((found) => found !== null)
      .map(([field, message]) => ({ pointer: `${pointer}/${index}/${field}`, message })),
  )
}

type Found = readonly [field: keyof AlarmSettings, message: string]

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ')

function metricIssue({ metric }: AlarmSettings, { platform }: WatchedSystem): Found | null {
  if (metricOf(metric).platforms.includes(platform)) return null
  const offered = CLOUDWATCH_METRICS.filter(({ platforms }) => platforms.includes(platform))
  const idsOf = (isMath: boolean) =>
    listed(offered.filter((one) => (one.expression !== null) === isMath).map(({ id }) => id))
  return [
    'metric',
    `found ${listed([metric])}, allowed are ${idsOf(false)} and, as metric math, ${idsOf(true)} on ${platform}`,
  ]
}

function dimensionIssue({ metric, dimension }: AlarmSettings, system: WatchedSystem): Found | null {
  const allowed = dimensionsOf(metricOf(metric), system)
  if (allowed.includes(dimension)) return null
  const verb = allowed.length === 1 ? 'is' : 'are'
  return [
    'dimension',
    `found ${listed([dimension])}, allowed ${verb} ${listed(allowed)} for ${metric} in this scenario`,
  ]
}

/** With one target group there is no replacement; the versions of a Lambda alias are always two. */
function dimensionsOf({ dimensions }: CloudWatchMetric, system: WatchedSystem): readonly AlarmDimension[] {
  const isAlone = system.platform !== 'Lambda' && system.targetGroupCount === 1
  return isAlone ? dimensions.filter((dimension) => dimension !== 'replacement') : dimensions
}

function statisticIssue({ metric, statistic }: AlarmSettings): Found | null {
  const { statistics } = metricOf(metric)
  if (statistic === null || statistics.includes(statistic)) return null
  const verb = statistics.length === 1 ? 'is' : 'are'
  return ['statistic', `found ${listed([statistic])}, allowed ${verb} ${listed(statistics)} for ${metric}`]
}

/** CloudWatch API, PutMetricAlarm: valid values of Period. */
function periodIssue({ periodS }: AlarmSettings): Found | null {
  if (periodS % 60 === 0 || [10, 20, 30].includes(periodS)) return null
  return ['periodS', `found ${periodS}, allowed are 10, 20, 30 and the multiples of 60 up to 3600`]
}

/** CloudWatch API, PutMetricAlarm: N periods last a day at most, or seven days where the period is an hour or longer. */
function rangeIssue({ periodS, evaluationPeriods }: AlarmSettings): Found | null {
  const allowed = Math.floor((periodS >= 3_600 ? 604_800 : 86_400) / periodS)
  if (evaluationPeriods <= allowed) return null
  return ['evaluationPeriods', `found ${evaluationPeriods}, allowed are up to ${allowed} periods of ${periodS} s`]
}

function datapointsIssue({ datapointsToAlarm, evaluationPeriods }: AlarmSettings): Found | null {
  if (datapointsToAlarm === null || datapointsToAlarm <= evaluationPeriods) return null
  const message = `found ${datapointsToAlarm}, allowed are numbers up to evaluationPeriods (${evaluationPeriods})`
  return ['datapointsToAlarm', message]
}

function unreadableIssue({ unreadableFromMs, unreadableUntilMs }: AlarmSettings): Found | null {
  if (unreadableUntilMs === null) return null
  if (unreadableFromMs === null) {
    return ['unreadableUntilMs', `found ${unreadableUntilMs}, allowed is null where unreadableFromMs is null`]
  }
  if (unreadableUntilMs > unreadableFromMs) return null
  return [
    'unreadableUntilMs',
    `found ${unreadableUntilMs}, allowed are times after unreadableFromMs (${unreadableFromMs})`,
  ]
}
