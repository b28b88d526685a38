import { counted, formatClock, type Notification, notificationsOf } from '@sim'
import { printable } from '../terminal/printable'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** Whom the rules of the scenario told, a line for each target of a rule: how often, and when first; or that none was. */
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
  const told = new Set(notifications.map(({ ruleName }) => ruleName))
  const silent = result.scenario.eventRules
    .filter(({ name }) => !told.has(name))
    .map(({ name }) => `  nobody, by rule ${printable(name)}: no event has matched it.`)
  const all = [...lines, ...silent]
  return all.length === 0 ? [] : [paint('heading', 'Notified by EventBridge'), ...all]
}

function wordsOf({ ruleName, target }: Notification): string {
  return `${target.kind} ${target.name}, by rule ${ruleName}`
}
