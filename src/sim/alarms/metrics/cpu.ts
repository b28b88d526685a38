import type { CloudWatchMetric, MetricWindow } from './metric'
import { columnOf, statisticOf } from './rows'

const TARGET_COLUMNS = [
  'inServiceOld',
  'inServiceNew',
  'silentOld',
  'silentNew',
  'initialTargets',
  'unhealthyTargets',
  'drainingTargets',
]

/** Busy places in percent of the places of all registered targets, second by second; null while there is no target. */
function utilization(window: MetricWindow): number | null {
  const busy = columnOf(window.columns, 'busy')
  const targets = TARGET_COLUMNS.map((name) => columnOf(window.columns, name))
  return statisticOf(window, (row) => {
    const places = window.system.concurrency * targets.reduce((sum, column) => sum + column[row], 0)
    // A target that left the group may still be at work for nobody.
    return places === 0 ? null : Math.min(100, (100 * busy[row]) / places)
  })
}

const COMMON = {
  name: 'CPUUtilization',
  unit: 'Percent',
  expression: null,
  dimensions: [null],
  statistics: ['Average', 'Maximum', 'Minimum'],
  datapoint: utilization,
} as const
const MODEL = 'MODEL: requests in service over the places of all registered targets, seen once a second'

/** CPU of an Auto Scaling group and of an ECS service, which the simulator has to make up from its places. */
export const CPU_METRICS: readonly CloudWatchMetric[] = [
  {
    ...COMMON,
    id: 'EC2CPUUtilization',
    namespace: 'AWS/EC2',
    platforms: ['Server'],
    definition: 'How busy the instances of the Auto Scaling group are. Nothing is published without an instance.',
    source: `EC2 user guide, instance metrics by AutoScalingGroupName. ${MODEL}`,
  },
  {
    ...COMMON,
    id: 'ECSCPUUtilization',
    namespace: 'AWS/ECS',
    platforms: ['ECS'],
    definition: 'How busy the tasks of the service are. Nothing is published without a task.',
    source: `ECS developer guide, service utilization metrics. ${MODEL}`,
  },
]
