import { formatClock, type NumberedEvent, type RunResult } from '@sim'
import { figuresOf } from './figures'
import { findingOf } from './finding'
import { subtitleOf } from './subtitle'

export interface AltText {
  readonly title: string
  readonly description: string
}

/** What the chart says, for those who do not see it: finding, set-up, figures, numbered events. */
export function altText(result: RunResult, events: readonly NumberedEvent[]): AltText {
  const figures = figuresOf(result).map(({ label, value, unit }) => `${label} ${value}${unit === '' ? '' : ` ${unit}`}`)
  const notes = events.map(({ number, atMs, title, note }) => `${number}. ${formatClock(atMs)} ${title}: ${note}`)
  const description = [
    ...subtitleOf(result),
    `Figures: ${figures.join(', ')}.`,
    ...notes,
    'Simulated, not measured.',
  ].join(' ')
  return { title: findingOf(result), description }
}
