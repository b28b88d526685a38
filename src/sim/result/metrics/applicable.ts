import { platformOf } from '../../deployment/platform'
import type { RunResult } from '../types'
import type { Metric } from './metric'

/** The metric as it is asked for any run: null and without evidence on a platform where it means nothing. */
export function whereItApplies(metric: Metric): Metric {
  const applies = ({ scenario }: RunResult): boolean => metric.platforms.includes(platformOf(scenario) ?? 'Server')
  return {
    ...metric,
    measure: (result) => (applies(result) ? metric.measure(result) : null),
    evidence: (result) => (applies(result) ? metric.evidence(result) : []),
  }
}
