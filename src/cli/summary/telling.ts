import { formatClock, numberedEvents } from '@sim'
import { printable } from '../terminal/printable'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** Before the words of an event: two spaces, the clock, two spaces. */
const CLOCK_WIDTH = 9

/** The most telling events in the order of time: the same that are numbered in the chart. */
export function tellingLines({ result, place, paint }: SummaryView): string[] {
  const lines = numberedEvents(result).flatMap(({ atMs, title, note }) => {
    const [first = '', ...others] = wrapText(printable(`${title}: ${note}`), place.columnCount - CLOCK_WIDTH)
    return [
      `  ${paint('quiet', formatClock(atMs).padEnd(CLOCK_WIDTH - 2))}${first}`,
      ...others.map((line) => ' '.repeat(CLOCK_WIDTH) + line),
    ]
  })
  return lines.length === 0 ? [] : [paint('heading', 'What happened'), ...lines]
}
