import {
  type CloudEvent,
  cloudEventsOf,
  describeCloudEvent,
  describeLogEntry,
  formatClock,
  type LogEntry,
  notificationsOf,
  type RunResult,
} from '@sim'
import { alignRows } from '../summary/table'
import { printable } from '../terminal/printable'

/** One entry of the log as `run --json --events` prints it: with ids where the recording has indexes. */
export interface EventObject {
  readonly atMs: number
  readonly type: LogEntry['type']
  readonly deploymentId: string | null
  readonly instanceId: string | null
  readonly lifecycleEvent: string | null
  readonly status: string
  readonly errorCode: string | null
  readonly message: string
}

/** Everything that happened, in order. */
export function eventObjects(result: RunResult): EventObject[] {
  return result.log.map((entry) => ({
    atMs: entry.atMs,
    type: entry.type,
    deploymentId: entry.deploymentIndex === null ? null : (result.deployments[entry.deploymentIndex]?.id ?? null),
    instanceId: entry.instanceIndex === null ? null : (result.instances[entry.instanceIndex]?.id ?? null),
    lifecycleEvent: entry.lifecycleEvent,
    status: entry.status,
    errorCode: entry.errorCode,
    message: describeLogEntry(result, entry),
  }))
}

/** A target of a rule that was told of an event of EventBridge. */
export interface NotificationObject {
  readonly atMs: number
  readonly rule: string
  readonly target: string
  readonly targetKind: string
  readonly event: string
}

/** What EventBridge was sent, and whom the rules of the scenario told of it. */
export function eventBridgeObjects(result: RunResult): {
  readonly eventBridge: readonly CloudEvent[]
  readonly notifications: readonly NotificationObject[]
} {
  const notifications = notificationsOf(result).map(({ event, ruleName, target }) => ({
    atMs: event.atMs,
    rule: ruleName,
    target: target.name,
    targetKind: target.kind,
    event: describeCloudEvent(event),
  }))
  return { eventBridge: cloudEventsOf(result), notifications }
}

/** The same, a line each: when, from which service, what, and by which rule it was told to whom. */
export function eventBridgeLines(result: RunResult): string[] {
  const { eventRules } = result.scenario
  return alignRows(
    cloudEventsOf(result).map((event) => {
      const told = event.matchedRules.flatMap((name) => {
        const targets = eventRules.find((rule) => rule.name === name)?.targets ?? []
        return targets.map((target) => `${name} tells ${target.kind} ${target.name}`)
      })
      const words = [describeCloudEvent(event), ...told].join('; ')
      return [formatClock(event.atMs), event.source, printable(words)]
    }),
  )
}

/** Everything that happened, a line each: when, to whom, what. */
export function eventLines(result: RunResult): string[] {
  return alignRows(
    eventObjects(result).map(({ atMs, deploymentId, instanceId, message }) => [
      formatClock(atMs),
      instanceId ?? deploymentId ?? '',
      printable(message),
    ]),
  )
}
