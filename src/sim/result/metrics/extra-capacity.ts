import { formatDuration } from '../number-words'
import type { InstanceLifecycle, InstanceRecord, Ms, RunResult } from '../types'
import type { MetricEvidence } from './metric'

const NOT_RUNNING: readonly InstanceLifecycle[] = ['NotLaunched', 'Terminated']

/** A time in which more instances ran than at the start of the run. */
interface ExtraSpan {
  readonly fromMs: Ms
  readonly toMs: Ms
  readonly extra: number
}

/** Times with more running instances than at the start; running is who was launched and is not terminated. */
function extraSpans(result: RunResult): ExtraSpan[] {
  const steady = result.instances.filter(isRunningFirst).length
  const changes = result.instances.flatMap(runningChanges).sort((a, b) => a.atMs - b.atMs)
  const spans: ExtraSpan[] = []
  let running = steady
  let fromMs = 0
  const closeSpan = (toMs: Ms): void => {
    if (toMs > fromMs && running > steady) spans.push({ fromMs, toMs, extra: running - steady })
    fromMs = toMs
  }
  for (const { atMs, step } of changes.filter((change) => change.atMs < result.endedAtMs)) {
    closeSpan(atMs)
    running += step
  }
  closeSpan(result.endedAtMs)
  return spans
}

function isRunningFirst({ lifecycle: [first] }: InstanceRecord): boolean {
  return first !== undefined && !NOT_RUNNING.includes(first.value)
}

function runningChanges({ lifecycle }: InstanceRecord): { readonly atMs: Ms; readonly step: number }[] {
  const running = lifecycle.map(({ atMs, value }) => ({ atMs, isRunning: Number(!NOT_RUNNING.includes(value)) }))
  return running
    .slice(1)
    .map(({ atMs, isRunning }, index) => ({ atMs, step: isRunning - running[index].isRunning }))
    .filter(({ step }) => step !== 0)
}

/** Instances beyond those of the start, times milliseconds. */
export function extraInstanceMs(result: RunResult): number {
  return extraSpans(result).reduce((sum, { fromMs, toMs, extra }) => sum + extra * (toMs - fromMs), 0)
}

/** Every time with extra instances. */
export function extraEvidence(result: RunResult): MetricEvidence[] {
  return extraSpans(result).map(({ fromMs, toMs, extra }) => ({
    atMs: fromMs,
    words: `${extra} more than at the start run for ${formatDuration(toMs - fromMs)}.`,
  }))
}
