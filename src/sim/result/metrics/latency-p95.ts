import { latencyMetric } from './latency'

export const latencyP95 = latencyMetric(95)
