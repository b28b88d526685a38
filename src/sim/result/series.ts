import type { FailureCause, SeriesName } from './types'

/** One measured series: a column of the per-second table. */
export interface SeriesDefinition {
  readonly name: SeriesName
  readonly label: string
  /** What one is: `requests`, `instances`, `targets`. */
  readonly unit: string
  /** A counter tells what happened within its row; a gauge tells how things stand at the row's end. */
  readonly kind: 'counter' | 'gauge'
}

const counter = (name: SeriesName, label: string): SeriesDefinition => ({
  name,
  label,
  unit: 'requests',
  kind: 'counter',
})
const gauge = (name: SeriesName, label: string, unit: string): SeriesDefinition => ({
  name,
  label,
  unit,
  kind: 'gauge',
})

/** Every way in which a request can fail, in the order of all tables. */
export const FAILURE_CAUSES: readonly FailureCause[] = [
  'versionError',
  'refused',
  'noRegisteredTarget',
  'timedOut',
  'cutByDraining',
  'queueFull',
]

/** What each cause means, with the status code that the client sees (ALB user guide, troubleshooting). */
export const FAILURE_CAUSE_LABELS: Readonly<Record<FailureCause, string>> = {
  versionError: 'Answered 5xx by the application',
  refused: 'Connection refused or reset (502)',
  noRegisteredTarget: 'No registered target (503)',
  timedOut: 'Idle timeout (504)',
  cutByDraining: 'Cut at the end of draining (502)',
  queueFull: 'Queue of the instance full (503)',
}

/**
 * THE registry of measured series: CSV headers, tables and help are made from it, in this order. At every row
 * arrived = ok + failed by cause + change of inFlight, and routedOld + routedNew + routedNone = arrived.
 */
export const SERIES: readonly SeriesDefinition[] = [
  counter('arrived', 'Arrived'),
  counter('ok', 'Answered'),
  ...FAILURE_CAUSES.map((cause) => counter(cause, FAILURE_CAUSE_LABELS[cause])),
  counter('routedOld', 'Routed to the old revision'),
  counter('routedNew', 'Routed to the new revision'),
  counter('routedNone', 'Routed to no revision'),
  gauge('inFlight', 'In flight', 'requests'),
  gauge('inServiceOld', 'In service with the old revision', 'instances'),
  gauge('inServiceNew', 'In service with the new revision', 'instances'),
  gauge('initialTargets', 'Targets in initial', 'targets'),
  gauge('unhealthyTargets', 'Targets in unhealthy', 'targets'),
  gauge('drainingTargets', 'Targets in draining', 'targets'),
  gauge('requiredHealthy', 'Minimum healthy hosts required', 'instances'),
]

/** Failed requests of one row of the per-second table. */
export function failedInRow(columns: Readonly<Record<SeriesName, Uint32Array>>, row: number): number {
  return FAILURE_CAUSES.reduce((sum, cause) => sum + columns[cause][row], 0)
}
