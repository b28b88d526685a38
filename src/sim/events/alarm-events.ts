import type { AlarmSettings } from '../alarms/alarm-schema'
import { metricOf } from '../alarms/metrics'
import type { AlarmChange } from '../alarms/types'
import { arnOf } from './arn'
import type { CloudEvent, JsonValue } from './cloud-event'

/**
 * What CloudWatch sends when an alarm changes its state (CloudWatch user guide, alarm events and EventBridge). The
 * dimensions of the metric, `timestamp` and `reasonData` are left out: they hold names and dates that a simulation has
 * not. `reason` is the simulator's sentence.
 */
export function alarmStateChange(change: AlarmChange, alarm: AlarmSettings, region: string): CloudEvent {
  return {
    atMs: change.atMs,
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    region,
    resources: [arnOf(region, 'cloudwatch', `alarm:${alarm.name}`)],
    detail: {
      alarmName: alarm.name,
      configuration: { metrics: [metricDetail(alarm)] },
      previousState: { value: change.from, reason: change.previousReason },
      state: { value: change.to, reason: change.reason },
    },
    matchedRules: [],
  }
}

function metricDetail(alarm: AlarmSettings): JsonValue {
  const metric = metricOf(alarm.metric)
  if (metric.expression !== null) {
    return { id: 'e1', expression: metric.expression, label: metric.name, returnData: true }
  }
  const metricStat = {
    metric: { namespace: metric.namespace, name: metric.name },
    period: alarm.periodS,
    stat: alarm.statistic ?? metric.statistics[0],
  }
  return { id: 'm1', metricStat, returnData: true }
}
