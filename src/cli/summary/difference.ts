import { compareRuns, formatCount, type MetricComparison, type RunResult } from '@sim'
import type { Paint } from '../terminal/terminal'
import { valueWords } from './metrics'
import { alignRows } from './table'

/** How the run with the acts differs from the one without them, a line for each figure. */
export function differenceLines(without: RunResult, withActs: RunResult, paint: Paint): string[] {
  const figures = compareRuns([without, withActs])
  const rows = figures.map(
    ({ label, unit, values: [before = null, after = null], differences: [, difference = null] }) => [
      label,
      valueWords({ value: before }),
      '→',
      valueWords({ value: after }),
      unit,
      `(${differenceWords(difference)})`,
    ],
  )
  const lines = alignRows(rows, [1, 3])
  const heading = paint('heading', 'Difference to the run without the acts')
  return [heading, ...figures.map((figure, index) => `  ${painted(figure, lines[index] ?? '', paint)}`)]
}

/** `+1 840`, `−12.5`, `the same`; a dash where one of the runs has no value. */
function differenceWords(difference: number | null): string {
  if (difference === null) return '–'
  if (difference === 0) return 'the same'
  const size = Math.abs(difference)
  return `${difference > 0 ? '+' : '−'}${Number.isInteger(size) ? formatCount(size) : size}`
}

function painted(
  { betterIs, differences: [, difference = null] }: MetricComparison,
  line: string,
  paint: Paint,
): string {
  if (difference === null || difference === 0) return line
  return paint(difference < 0 === (betterIs === 'lower') ? 'good' : 'bad', line)
}
