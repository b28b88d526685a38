import type { MetricWindow, Statistic } from './metric'

/** Sum of a column over the rows of the window. @throws when the recording has no such column */
export function sumOf({ columns, fromRow, toRow }: MetricWindow, name: string): number {
  const column = columnOf(columns, name)
  let sum = 0
  for (let row = fromRow; row < toRow; row++) sum += column[row]
  return sum
}

/**
 * A statistic of a figure that stands at the end of each row; rows without the figure (null) are left out, and null
 * comes of a window that has none.
 */
export function statisticOf(window: MetricWindow, figureOf: (row: number) => number | null): number | null {
  const figures: number[] = []
  for (let row = window.fromRow; row < window.toRow; row++) {
    const figure = figureOf(row)
    if (figure !== null) figures.push(figure)
  }
  return figures.length === 0 ? null : reduced(figures, window.statistic)
}

function reduced(figures: readonly number[], statistic: Statistic): number {
  switch (statistic) {
    case 'Sum':
      return figures.reduce((sum, figure) => sum + figure, 0)
    case 'Average':
      return figures.reduce((sum, figure) => sum + figure, 0) / figures.length
    case 'Maximum':
      return figures.reduce((most, figure) => Math.max(most, figure))
    case 'Minimum':
      return figures.reduce((least, figure) => Math.min(least, figure))
  }
}

/** A column by its name. @throws when the recording has no such column */
export function columnOf(columns: MetricWindow['columns'], name: string): ArrayLike<number> {
  if (!Object.hasOwn(columns, name)) throw new Error(`no column ${name} to compute a CloudWatch metric from`)
  return columns[name]
}

/** What is published only when it is not zero. */
export const unlessZero = (value: number): number | null => (value === 0 ? null : value)
