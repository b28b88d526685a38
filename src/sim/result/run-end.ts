import { LIMITS } from '../scenario/limits'
import { counted, formatDuration } from './number-words'
import type { RunEnd, RunResult } from './types'

/** Empty for the two ends that the scenario itself asks for. */
const SENTENCES: Readonly<Record<RunEnd, (result: RunResult) => string>> = {
  settled: () => '',
  duration: () => '',
  requestLimit: ({ endedAtMs, totals }) =>
    `The run was stopped after ${formatDuration(endedAtMs)}: ${counted(totals.arrived, 'request')} had arrived, and one run may have up to ${counted(LIMITS.requestsMax, 'request')}.`,
  durationLimit: ({ endedAtMs }) =>
    `The run was stopped after ${formatDuration(endedAtMs)}, the longest time that one run may simulate.`,
}

/** One sentence about a run that was stopped at a limit before it had settled; empty for all others. */
export function describeRunEnd(result: RunResult): string {
  return SENTENCES[result.endedBy](result)
}
