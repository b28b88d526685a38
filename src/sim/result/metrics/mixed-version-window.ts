import { counted, formatDuration } from '../number-words'
import type { RunResult } from '../types'
import { EVERYWHERE, type Metric } from './metric'
import { type ReceivingSpan, receivingSpans } from './receiving'

export const mixedVersionWindow: Metric = {
  id: 'mixedVersionWindow',
  label: 'Mixed-version window',
  unit: 's',
  definition:
    'Total time in which both revisions were given production traffic, over the whole run, to the millisecond: at ' +
    'least one instance of each in service, and, where traffic moves by weights, neither weight at 0. Several such ' +
    'times, as in a rollback, are added up.',
  formula: 'sum of the times with instances of the old > 0 and instances of the new revision > 0',
  source: 'Number of versions that users can meet at the same time; Argo Rollouts documentation, when not to use it',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: (result) => mixedSpans(result).reduce((sumMs, { fromMs, toMs }) => sumMs + toMs - fromMs, 0) / 1_000,
  evidence: (result) => mixedSpans(result).map((span) => ({ atMs: span.fromMs, words: spanWords(result, span) })),
}

function mixedSpans(result: RunResult): ReceivingSpan[] {
  return receivingSpans(result).filter((span) => span.old > 0 && span.new > 0)
}

function spanWords({ instances }: RunResult, span: ReceivingSpan): string {
  const length = formatDuration(span.toMs - span.fromMs)
  if (instances.length === 0) return `Both versions are invoked for ${length}.`
  return `Both revisions are given traffic for ${length}: ${counted(span.old, 'instance')} of the old, ${span.new} of the new one.`
}
