import { revisionLatencyMetric } from './latency'

export const latencyP99New = revisionLatencyMetric('new')
