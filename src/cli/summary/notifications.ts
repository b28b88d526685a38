import { counted, formatClock, type Notification, notificationsOf } from '@sim'
import { printable } from '../terminal/printable'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** Whom the rules of the scenario told, a line for each target of a rule: how often, and when first. */
export function notificationLines({ result, paint, place }: SummaryView): string[] {
  const notifications = notificationsOf(result)
  const places = new Map<string, Notification[]>()
  for (const notification of notifications) {
    const key = wordsOf(notification)
    places.set(key, [...(places.get(key) ?? []), notification])
  }
  const lines = [...places].flatMap(([words, told]) => {
    const first = `first at ${formatClock(told[0]?.event.atMs ?? 0)}`
    const sentence = printable(`${words}: ${counted(told.length, 'event')}, ${first}.`)
    return wrapText(sentence, place.columnCount - 2).map((line) => `  ${line}`)
  })
  return lines.length === 0 ? [] : [paint('heading', 'Notified by EventBridge'), ...lines]
}

function wordsOf({ ruleName, target }: Notification): string {
  return `${target.kind} ${target.name}, by rule ${ruleName}`
}
