import { counted } from '../number-words'
import { LAMBDA, type Metric } from './metric'
import { evidenceOfRows, lengthWords, sumOf, wholeRun } from './rows'

export const coldStarts: Metric = {
  id: 'coldStarts',
  label: 'Cold starts',
  unit: 'environments',
  definition:
    'Execution environments that were initialised because an invocation found none that was idle, both versions, whole run.',
  formula: 'sum of coldStarts',
  source: 'Lambda developer guide, execution environment lifecycle: init phase',
  betterIs: 'lower',
  platforms: LAMBDA,
  measure: (result) => sumOf(result, 'coldStarts', wholeRun(result)),
  evidence: (result) =>
    evidenceOfRows(
      result,
      (row) => result.series.columns.coldStarts[row] > 0,
      (stretch) => {
        const ofNew = sumOf(result, 'coldStartsNew', stretch)
        return `${counted(sumOf(result, 'coldStarts', stretch), 'cold start')} ${lengthWords(stretch)}, ${ofNew} of the new version.`
      },
    ),
}
