import { counted } from '../number-words'
import type { RunResult } from '../types'
import type { MetricEvidence } from './metric'
import { evidenceOfRows, lengthWords, newFailedInRow } from './rows'

/** Every stretch in which the new revision was given requests, with how many of its requests failed. */
export function exposureEvidence(result: RunResult): MetricEvidence[] {
  const { routedNew } = result.series.columns
  return evidenceOfRows(
    result,
    (row) => routedNew[row] > 0,
    (stretch) => {
      let routed = 0
      let failed = 0
      for (let row = stretch.fromRow; row < stretch.toRow; row++) {
        routed += routedNew[row]
        failed += newFailedInRow(result, row)
      }
      return `${counted(routed, 'request')} to the new revision ${lengthWords(stretch)}, ${failed} of its requests failed.`
    },
  )
}
