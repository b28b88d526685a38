import { counted } from '../number-words'
import { ROW_MS } from '../rates'
import type { RunResult } from '../types'
import { LAMBDA, type Metric, type MetricEvidence } from './metric'
import { stretchesOf, sumOf } from './rows'

export const lambdaInvocations: Metric = {
  id: 'lambdaInvocations',
  label: 'Lambda invocations',
  unit: 'invocations',
  definition: 'Invocations of the function, both versions, whole run; throttled ones are not among them.',
  formula: 'routedOld + routedNew',
  source: 'Lambda developer guide, types of metrics for Lambda functions: Invocations',
  betterIs: 'lower',
  platforms: LAMBDA,
  measure: ({ totals: { byRevision } }) => byRevision.old + byRevision.new,
  evidence: (result) => (['routedOld', 'routedNew'] as const).flatMap((name) => firstInvocation(result, name)),
}

/** When a version was invoked first, and how often it was in all. */
function firstInvocation(result: RunResult, name: 'routedOld' | 'routedNew'): MetricEvidence[] {
  const stretches = stretchesOf(result, (row) => result.series.columns[name][row] > 0)
  if (stretches.length === 0) return []
  const total = stretches.reduce((sum, stretch) => sum + sumOf(result, name, stretch), 0)
  const version = name === 'routedOld' ? 'old' : 'new'
  const words = `The first of ${counted(total, 'invocation')} of the ${version} version.`
  return [{ atMs: stretches[0].fromRow * ROW_MS, words }]
}
