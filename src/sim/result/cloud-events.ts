import type { CloudEvent } from '../events/cloud-event'
import { eventsOf } from '../events/events-of'
import type { EventRule } from '../events/rule-schema'
import type { RunResult } from './types'

const known = new WeakMap<RunResult, readonly CloudEvent[]>()

/**
 * All events that AWS sends to EventBridge in the course of a run, in order, each with the rules of the scenario that
 * match it. Computed at the first question and kept for as long as the recording lives.
 */
export function cloudEventsOf(result: RunResult): readonly CloudEvent[] {
  const before = known.get(result)
  if (before !== undefined) return before
  const events = eventsOf(result)
  known.set(result, events)
  return events
}

/** A target of a rule that was told of an event. */
export interface Notification {
  readonly event: CloudEvent
  readonly ruleName: string
  readonly target: EventRule['targets'][number]
}

/** Who was told of what by the rules of the scenario, in order of time; MODEL: at once, once, in order. */
export function notificationsOf(result: RunResult): Notification[] {
  const rules = result.scenario.eventRules
  if (rules.length === 0) return []
  return cloudEventsOf(result).flatMap((event) =>
    event.matchedRules.flatMap((ruleName) => {
      const rule = rules.find(({ name }) => name === ruleName)
      return (rule?.targets ?? []).map((target) => ({ event, ruleName, target }))
    }),
  )
}

/** `SNS topic ops is told by rule on-failure: CodeDeploy Deployment State-change Notification, FAILURE.` */
export function describeNotification({ event, ruleName, target }: Notification): string {
  return `${target.kind} ${target.name} is told by rule ${ruleName}: ${describeCloudEvent(event)}.`
}

/** `CodeDeploy Deployment State-change Notification, SUCCESS`: the detail-type and the state, where it has one. */
export function describeCloudEvent({ detail, ...event }: CloudEvent): string {
  const { state } = detail
  const value = typeof state === 'object' && state !== null && 'value' in state ? state.value : state
  return typeof value === 'string' ? `${event['detail-type']}, ${value}` : event['detail-type']
}
