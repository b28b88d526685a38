import type { CloudWatchMetric, MetricWindow } from './metric'
import { columnOf, statisticOf, sumOf, unlessZero } from './rows'
import { askedGroup, chosenRequests, loadBalancerErrors, partOf, targetErrors } from './target-groups'

const SOURCE = 'ALB user guide, CloudWatch metrics for your Application Load Balancer'
const COMMON = {
  namespace: 'AWS/ApplicationELB',
  expression: null,
  platforms: ['Server', 'ECS'],
  source: SOURCE,
} as const

const requestCount: CloudWatchMetric = {
  ...COMMON,
  id: 'RequestCount',
  name: 'RequestCount',
  unit: 'Count',
  dimensions: [null, 'original', 'replacement'],
  statistics: ['Sum'],
  definition:
    'Requests for which a target was chosen; those that met no registered target are not counted. Nothing is published without requests.',
  datapoint: (window) => unlessZero(partOf(window, chosenRequests(window))),
}

const targetErrorCount: CloudWatchMetric = {
  ...COMMON,
  id: 'HTTPCode_Target_5XX_Count',
  name: 'HTTPCode_Target_5XX_Count',
  unit: 'Count',
  dimensions: [null, 'original', 'replacement'],
  statistics: ['Sum'],
  definition: '5xx answers of the targets, the 503 of a full queue among them. Published only when it is not zero.',
  source: `${SOURCE}; observed: 5xx counters are missing while they are zero`,
  datapoint: (window) => unlessZero(partOf(window, targetErrors(window))),
}

const loadBalancerErrorCount: CloudWatchMetric = {
  ...COMMON,
  id: 'HTTPCode_ELB_5XX_Count',
  name: 'HTTPCode_ELB_5XX_Count',
  unit: 'Count',
  dimensions: [null],
  statistics: ['Sum'],
  definition:
    '5xx answers that the load balancer makes itself: 502, 503 and 504. Published only when it is not zero, for the load balancer and not for its target groups.',
  datapoint: (window) => unlessZero(loadBalancerErrors(window)),
}

const targetResponseTime: CloudWatchMetric = {
  ...COMMON,
  id: 'TargetResponseTime',
  name: 'TargetResponseTime',
  unit: 'Seconds',
  dimensions: [null, 'original', 'replacement'],
  statistics: ['Average'],
  definition:
    'From the request leaving the load balancer to the answer of the target, over the answers of the period. Nothing is published without an answer.',
  datapoint: (window) => {
    const answered = partOf(window, {
      original: sumOf(window, 'ok') + sumOf(window, 'versionError') - answeredByReplacement(window),
      replacement: answeredByReplacement(window),
    })
    const answeredMs = partOf(window, {
      original: sumOf(window, 'answeredMsOld'),
      replacement: sumOf(window, 'answeredMsNew'),
    })
    return answered === 0 ? null : answeredMs / 1000 / answered
  },
}

const answeredByReplacement = (window: MetricWindow): number =>
  sumOf(window, 'okNew') + sumOf(window, 'versionErrorNew')

const healthyHostCount: CloudWatchMetric = {
  ...COMMON,
  id: 'HealthyHostCount',
  name: 'HealthyHostCount',
  unit: 'Count',
  dimensions: ['original', 'replacement'],
  statistics: ['Minimum', 'Average', 'Maximum'],
  definition:
    'Targets that their health checks call healthy. Nothing is published for a load balancer without requests.',
  source: `${SOURCE}. MODEL: seen once a second`,
  datapoint: (window) => (sumOf(window, 'arrived') === 0 ? null : statisticOf(window, healthyTargetsAt(window))),
}

/** Healthy targets of the asked group at the end of a row. */
function healthyTargetsAt(window: MetricWindow): (row: number) => number {
  const column = (name: string) => columnOf(window.columns, name)
  const [original, replacement] = [column('inServiceOld'), column('inServiceNew')]
  const [silentOriginal, silentReplacement] = [column('silentOld'), column('silentNew')]
  return (row) =>
    partOf(window, {
      original: original[row] + silentOriginal[row],
      replacement: replacement[row] + silentReplacement[row],
    })
}

const unhealthyHostCount: CloudWatchMetric = {
  ...COMMON,
  id: 'UnHealthyHostCount',
  name: 'UnHealthyHostCount',
  unit: 'Count',
  dimensions: ['original'],
  statistics: ['Maximum', 'Average', 'Minimum'],
  definition:
    'Unhealthy targets of the target group; deregistering one does not count. Nothing is published for a load balancer without requests.',
  source: `${SOURCE}. MODEL: seen once a second; where there are two target groups, the sum of both`,
  datapoint: (window) => {
    const unhealthy = columnOf(window.columns, 'unhealthyTargets')
    return sumOf(window, 'arrived') === 0 ? null : statisticOf(window, (row) => unhealthy[row])
  },
}

const requestCountPerTarget: CloudWatchMetric = {
  ...COMMON,
  id: 'RequestCountPerTarget',
  name: 'RequestCountPerTarget',
  unit: 'Count',
  dimensions: ['original', 'replacement'],
  statistics: ['Sum'],
  definition:
    'Requests of the period over the average number of targets that took them; Sum is the only valid statistic. Nothing is published without requests or targets.',
  source: `${SOURCE}. MODEL: targets are those of HealthyHostCount`,
  datapoint: (window) => {
    const targets = statisticOf({ ...window, statistic: 'Average' }, healthyTargetsAt(window))
    const requests = partOf(window, chosenRequests(window))
    return targets === null || targets === 0 || requests === 0 ? null : requests / targets
  },
}

const errorRate: CloudWatchMetric = {
  ...COMMON,
  id: 'errorRatePercent',
  namespace: '',
  name: 'errorRatePercent',
  unit: 'Percent',
  expression: '100 * (FILL(HTTPCode_Target_5XX_Count, 0) + FILL(HTTPCode_ELB_5XX_Count, 0)) / RequestCount',
  dimensions: [null, 'original', 'replacement'],
  statistics: ['Sum'],
  definition:
    '5xx answers per 100 requests for which a target was chosen; for a target group only those of its targets count. Nothing comes of a period without requests.',
  source: 'CloudWatch user guide, metric math; missing counters are filled with 0',
  datapoint: (window) => {
    const requests = requestCount.datapoint(window)
    const ofLoadBalancer = askedGroup(window) === null ? loadBalancerErrors(window) : 0
    const errors = (targetErrorCount.datapoint(window) ?? 0) + ofLoadBalancer
    return requests === null ? null : (100 * errors) / requests
  },
}

/** What a load balancer and its target groups publish, in the order of all lists. */
export const LOAD_BALANCER_METRICS: readonly CloudWatchMetric[] = [
  requestCount,
  targetErrorCount,
  loadBalancerErrorCount,
  errorRate,
  targetResponseTime,
  healthyHostCount,
  unhealthyHostCount,
  requestCountPerTarget,
]
