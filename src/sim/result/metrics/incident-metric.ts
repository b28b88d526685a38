import { formatDuration } from '../number-words'
import type { Ms, RunResult } from '../types'
import { type Incident, incidentOf } from './incident'
import type { Metric, MetricEvidence } from './metric'

/** The moments that a time may run between. */
export type IncidentMoment = Exclude<keyof Incident, 'deployment' | 'lastFailedMs'>

const MOMENT_WORDS: Readonly<Record<IncidentMoment, string>> = {
  firstFailedMs: 'The first request of the new revision fails',
  detectedMs: 'It is detected',
  decidedMs: 'It is decided to go back',
  trafficBackMs: 'The new revision is given no more requests',
  drainedMs: 'The last target with the new revision has drained',
  capacityRestoredMs: 'As many instances serve as before',
}

/** The two figures of a metric that is the time between two moments of an incident, seconds; 0 when they came in the other order. */
export function between(from: IncidentMoment, to: IncidentMoment): Pick<Metric, 'measure' | 'evidence'> {
  return {
    measure: (result) => {
      const incident = incidentOf(result)
      const fromMs = incident[from]
      const toMs = incident[to]
      return fromMs === null || toMs === null ? null : Math.max(0, toMs - fromMs) / 1_000
    },
    evidence: (result) => momentsOf(result, [from, to]),
  }
}

function momentsOf(result: RunResult, moments: readonly IncidentMoment[]): MetricEvidence[] {
  const incident = incidentOf(result)
  const reached = moments.flatMap((moment) => {
    const atMs = incident[moment]
    return atMs === null ? [] : [{ moment, atMs }]
  })
  return reached
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ moment, atMs }, index) => ({
      atMs,
      words: `${MOMENT_WORDS[moment]}${sinceWords(atMs, reached[index - 1])}.`,
    }))
}

function sinceWords(atMs: Ms, before: { readonly atMs: Ms } | undefined): string {
  return before === undefined ? '' : `, ${formatDuration(atMs - before.atMs)} later`
}
