import type { RunResult } from '../types'
import type { MetricEvidence } from './metric'
import { endedInRow, evidenceOfRows, failureWords, rowLengthMs } from './rows'
import { SLICE_SUCCESS_PERCENT } from './service-level'

/** Time of the slices in which requests ended: those that were available, and the others. */
export interface SliceTimes {
  readonly upMs: number
  readonly downMs: number
}

/** True when requests ended in the second and too few of them succeeded. */
function isDown(result: RunResult, row: number): boolean {
  return result.series.columns.ok[row] * 100 < endedInRow(result, row) * SLICE_SUCCESS_PERCENT
}

/** The run cut into slices of one second. */
export function sliceTimes(result: RunResult): SliceTimes {
  const times = { upMs: 0, downMs: 0 }
  for (let row = 0; row < result.series.rowCount; row++) {
    if (endedInRow(result, row) === 0) continue
    times[isDown(result, row) ? 'downMs' : 'upMs'] += rowLengthMs(result, row)
  }
  return times
}

/** Every stretch of slices that were down. */
export function downEvidence(result: RunResult): MetricEvidence[] {
  return evidenceOfRows(
    result,
    (row) => isDown(result, row),
    (stretch) => failureWords(result, stretch),
  )
}
