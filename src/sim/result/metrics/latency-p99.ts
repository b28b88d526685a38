import { latencyMetric } from './latency'

export const latencyP99 = latencyMetric(99)
