import { CPU_METRICS } from './cpu'
import { LAMBDA_METRICS } from './lambda'
import { LOAD_BALANCER_METRICS } from './load-balancer'
import type { CloudWatchMetric } from './metric'

export type { CloudWatchMetric }

/** THE registry of the metrics that alarms may watch, in the order of all lists. */
export const CLOUDWATCH_METRICS: readonly CloudWatchMetric[] = [
  ...LOAD_BALANCER_METRICS,
  ...LAMBDA_METRICS,
  ...CPU_METRICS,
]

/** A metric of the registry by its id. @throws when there is none */
export function metricOf(id: string): CloudWatchMetric {
  const metric = CLOUDWATCH_METRICS.find((one) => one.id === id)
  if (metric === undefined) throw new Error(`no metric ${id}`)
  return metric
}
