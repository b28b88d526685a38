import type { Ms } from '../types'

/** Kinds of events worth a number, in the order in which they follow one another within one millisecond. */
export const KINDS = [
  'faultInjected',
  'intervention',
  'deploymentCreated',
  'firstInService',
  'trafficShifted',
  'lowestCapacity',
  'outage',
  'requestsFail',
  'alarm',
  'lifecycleEventFailed',
  'deploymentEnded',
  'rollbackCreated',
  'rollbackEnded',
] as const
export type NumberedEventKind = (typeof KINDS)[number]

/** What stays when there is too much: the spine of the run first. */
export const IMPORTANCE: readonly NumberedEventKind[] = [
  'deploymentCreated',
  'deploymentEnded',
  'rollbackCreated',
  'rollbackEnded',
  'alarm',
  'outage',
  'requestsFail',
  'intervention',
  'lifecycleEventFailed',
  'faultInjected',
  'trafficShifted',
  'firstInService',
  'lowestCapacity',
]

export interface NumberedEvent {
  /** From 1, in the order of time. */
  readonly number: number
  readonly atMs: Ms
  readonly kind: NumberedEventKind
  /** Two to four words. */
  readonly title: string
  /** One sentence. */
  readonly note: string
}

/** An event that may be told, before the most telling ones are chosen and numbered. */
export type Candidate = Omit<NumberedEvent, 'number'>
