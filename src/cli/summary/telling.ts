import { formatClock, numberedEvents } from '@sim'
import { printable } from '../terminal/printable'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** Before and after the clock of an event. */
const GAP = '  '

/** The most telling events in the order of time: the same that are numbered in the chart. */
export function tellingLines({ result, place, paint }: SummaryView): string[] {
  const events = numberedEvents(result)
  // From one hour on a clock has more digits.
  const clockWidth = Math.max(0, ...events.map(({ atMs }) => formatClock(atMs).length))
  const indent = GAP + ' '.repeat(clockWidth) + GAP
  const lines = events.flatMap(({ atMs, title, note }) => {
    const [first = '', ...others] = wrapText(printable(`${title}: ${note}`), place.columnCount - indent.length)
    const clock = paint('quiet', formatClock(atMs).padStart(clockWidth))
    return [`${GAP}${clock}${GAP}${first}`, ...others.map((line) => indent + line)]
  })
  return lines.length === 0 ? [] : [paint('heading', 'What happened'), ...lines]
}
