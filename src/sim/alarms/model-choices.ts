import type { ModelChoice } from '../model/model-choice'
import type { RunResult } from '../result/types'
import type { AlarmRecord, DatapointKind } from './types'

/** What AWS leaves open about alarms and their metrics, for the registry of model choices. */
export const ALARM_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'alarm-evaluation-range',
    label: 'Evaluation range of an alarm',
    rule: 'An alarm reads two periods more than its evaluation periods.',
    why: 'AWS says that it reads more, and not how many; its examples read five for three.',
    settings: [],
    matters: ({ alarms }) => alarms.some((alarm) => hasKind(alarm, 'missing')),
  },
  {
    id: 'alarm-young-breach',
    label: 'A breach alone after missing data',
    rule: 'A breaching datapoint that is too young for an alarm, with nothing but missing data before it, keeps the state.',
    why: 'AWS says only that it is not yet an alarm.',
    settings: [],
    matters: ({ scenario, alarms }) =>
      alarms.some(
        (alarm, index) =>
          scenario.alarms[index].treatMissingData === 'missing' &&
          hasKind(alarm, 'missing') &&
          hasKind(alarm, 'breaching'),
      ),
  },
  {
    id: 'alarm-before-start',
    label: 'Alarms at the start of a run',
    rule: 'No missing datapoint is filled in for a period before the run began.',
    why: 'A run begins with a system that has been running, and knows nothing of what was measured before.',
    settings: [],
    matters: ({ scenario }) => scenario.alarms.some(({ evaluationPeriods }) => evaluationPeriods > 1),
  },
  {
    id: 'metric-lag',
    label: 'When a metric can be read',
    rule: 'A datapoint can be read as soon as its period is over, unless the alarm sets a lag.',
    why: 'AWS publishes no figure; about two minutes were observed for metrics of a load balancer.',
    settings: ['alarms.*.metricLagMs'],
    matters: ({ scenario }) => scenario.alarms.length > 0,
  },
  {
    id: 'alarm-high-resolution',
    label: 'Alarms with periods below a minute',
    rule: 'With a period of 10, 20 or 30 s a metric is taken as if it were published every 10 s.',
    why: 'AWS publishes the metrics of its services every minute; an application could publish its own more often.',
    settings: ['alarms.*.periodS'],
    matters: ({ scenario }) => scenario.alarms.some(({ periodS }) => periodS < 60),
  },
  {
    id: 'metric-gauges',
    label: 'Metrics that count hosts or environments',
    rule: 'They are seen once a second; a healthy host is a healthy target that answers.',
    why: 'AWS does not say how often its services look before they publish a minute.',
    settings: [],
    matters: (result) =>
      watches(result, ['HealthyHostCount', 'UnHealthyHostCount', 'RequestCountPerTarget', 'ConcurrentExecutions']),
  },
  {
    id: 'metric-cpu',
    label: 'CPUUtilization',
    rule: 'It is the share of the places of all registered targets that are serving a request.',
    why: 'The simulator knows requests in service and no processor.',
    settings: [],
    matters: (result) => watches(result, ['EC2CPUUtilization', 'ECSCPUUtilization']),
  },
  {
    id: 'metric-duration',
    label: 'Duration and Errors of a Lambda function',
    rule: 'Both belong to the period in which the invocation ends, and the init phase is part of the duration.',
    why: 'AWS dates an error by the start of its invocation and reports the init phase of a cold start apart.',
    settings: [],
    matters: (result) => watches(result, ['Duration', 'Errors', 'lambdaErrorRatePercent']),
  },
]

const hasKind = ({ periods }: AlarmRecord, kind: DatapointKind): boolean => periods.some((one) => one.kind === kind)

const watches = ({ scenario }: RunResult, metrics: readonly string[]): boolean =>
  scenario.alarms.some(({ metric }) => metrics.includes(metric))
