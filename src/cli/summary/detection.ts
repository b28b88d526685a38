import { detectionChain, formatClock } from '@sim'
import { printable } from '../terminal/printable'
import { alignRows, wrapText } from './table'
import type { SummaryView } from './view'

/** How a failure of the new revision was seen, decided on and undone, a row a step; nothing for a run without one. */
export function detectionLines({ result, paint, place }: SummaryView): string[] {
  const steps = detectionChain(result)
  if (steps.length === 0) return []
  const clockWidth = Math.max(...steps.map(({ atMs }) => formatClock(atMs).length))
  const rows = steps.flatMap(({ atMs, label }) =>
    wrapText(printable(label), place.columnCount - clockWidth - 4).map((line, index) => [
      index === 0 ? formatClock(atMs) : '',
      line,
    ]),
  )
  return [paint('heading', 'Detection'), ...alignRows(rows, [0]).map((line) => `  ${line}`)]
}
