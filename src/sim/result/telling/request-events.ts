import { counted, formatCount, formatDuration } from '../number-words'
import { failureCauseLabel } from '../series'
import type { RunResult } from '../types'
import { failureBursts } from './failure-burst'
import type { Candidate } from './numbered-event'

/** When users first notice: the first stretch of unusual failures. */
export function requestEvents(result: RunResult): Candidate[] {
  const bursts = failureBursts(result)
  const [burst] = bursts
  if (burst === undefined) return []
  const { atMs, durationMs, failedCount, mainCount, mainCause } = burst
  const count = `${counted(failedCount, 'request fails', 'requests fail')} within ${formatDuration(durationMs)}`
  const cause = `${mainCount < failedCount ? 'most of them: ' : ''}${lowerFirst(failureCauseLabel(result, mainCause))}`
  return [
    { kind: 'requestsFail', atMs, title: 'Requests fail', note: `${count}, ${cause}${othersWords(bursts.length)}.` },
  ]
}

/** A reader must not take the first burst for all of them. */
function othersWords(burstCount: number): string {
  return burstCount === 1 ? '' : `; the first of ${formatCount(burstCount)} bursts`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
