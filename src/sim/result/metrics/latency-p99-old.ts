import { revisionLatencyMetric } from './latency'

export const latencyP99Old = revisionLatencyMetric('old')
