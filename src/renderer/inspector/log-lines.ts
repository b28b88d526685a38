import {
  cloudEventsOf,
  describeCloudEvent,
  describeNotification,
  type LogEntry,
  type LogType,
  type Ms,
  notificationsOf,
  type RunResult,
} from '@sim'

/** Kinds of lines: those of the log, what AWS sends to EventBridge, and whom a rule of the scenario told. */
export type LineType = LogType | 'event' | 'notification'

/** A line that follows from the log without standing in it. */
export interface EventLine {
  readonly atMs: Ms
  readonly type: 'event' | 'notification'
  readonly status: ''
  readonly instanceIndex: null
  readonly words: string
  readonly title: string
}

export type LogLine = LogEntry | EventLine

/** True for a line that the log itself does not hold. */
export function isEventLine(line: LogLine): line is EventLine {
  return line.type === 'event' || line.type === 'notification'
}

/** The lines of a run of some kinds, in order of time; at one moment the log comes first, and then what it set off. */
export function linesOf(result: RunResult, types: readonly LineType[]): readonly LogLine[] {
  const events = types.includes('event') ? cloudEventsOf(result).map(eventLine) : []
  const notifications = types.includes('notification') ? notificationsOf(result).map(notificationLine) : []
  const told = [...events, ...notifications]
  if (told.length === 0) return result.log
  return [...result.log, ...told]
    .map((line, order) => ({ line, order }))
    .sort((left, right) => left.line.atMs - right.line.atMs || left.order - right.order)
    .map(({ line }) => line)
}

function eventLine(event: ReturnType<typeof cloudEventsOf>[number]): EventLine {
  const words = describeCloudEvent(event)
  const title = `${event.source}: ${words}\n${JSON.stringify(event.detail, null, 1)}`
  return { atMs: event.atMs, type: 'event', status: '', instanceIndex: null, words, title }
}

function notificationLine(notification: ReturnType<typeof notificationsOf>[number]): EventLine {
  const words = describeNotification(notification)
  return { atMs: notification.event.atMs, type: 'notification', status: '', instanceIndex: null, words, title: words }
}
