import { platformOf } from '../../deployment/platform'
import { hostWords } from '../roles'
import type { RunResult } from '../types'
import type { Metric, MetricEvidence } from './metric'

/** The metric as it is asked for any run: null and without evidence on a platform where it means nothing. */
export function whereItApplies(metric: Metric): Metric {
  const applies = ({ scenario }: RunResult): boolean => metric.platforms.includes(platformOf(scenario) ?? 'Server')
  return {
    ...metric,
    measure: (result) => (applies(result) ? metric.measure(result) : null),
    evidence: (result) => (applies(result) ? evidenceOf(metric, result) : []),
  }
}

function evidenceOf(metric: Metric, result: RunResult): MetricEvidence[] {
  return metric.evidence(result).map(({ atMs, words }) => ({ atMs, words: hostWords(result, words) }))
}
