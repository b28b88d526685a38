import { latencyMetric } from './latency'

export const latencyP50 = latencyMetric(50)
