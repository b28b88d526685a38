import { platformOf } from '../../deployment/platform'
import { ALL_TRAFFIC } from '../../scenario/units'
import { changeAt, sortedMoments } from '../moments'
import { indexOf } from '../run-index'
import type { InstanceRecord, Ms, RevisionLabel, RunResult, Track } from '../types'

/**
 * From `fromMs` up to but not including `toMs` so many instances of each revision were in service and given production
 * traffic. A Lambda function counts as one for each version that its alias names.
 */
export interface ReceivingSpan {
  readonly fromMs: Ms
  readonly toMs: Ms
  readonly old: number
  readonly new: number
}

interface ReceivingChange {
  readonly atMs: Ms
  readonly revision: RevisionLabel
  readonly step: 1 | -1
}

const known = new WeakMap<RunResult, readonly ReceivingSpan[]>()

/** Who received production traffic, to the millisecond: the spans abut and cover the whole run. */
export function receivingSpans(result: RunResult): readonly ReceivingSpan[] {
  const before = known.get(result)
  if (before !== undefined) return before
  const spans = spansOf(result.endedAtMs, platformOf(result.scenario) === 'Lambda' ? ofAlias(result) : ofFleet(result))
  known.set(result, spans)
  return spans
}

function spansOf(endedAtMs: Ms, changes: readonly ReceivingChange[]): ReceivingSpan[] {
  const receiving = { old: 0, new: 0 }
  const spans: ReceivingSpan[] = []
  let fromMs = 0
  const closeSpan = (toMs: Ms): void => {
    if (toMs > fromMs) spans.push({ fromMs, toMs, ...receiving })
    fromMs = toMs
  }
  for (const { atMs, revision, step } of changes) {
    closeSpan(atMs)
    receiving[revision] += step
  }
  closeSpan(endedAtMs)
  return spans
}

function ofAlias({ traffic: { weightNew }, endedAtMs }: RunResult): ReceivingChange[] {
  const moments = weightNew.map(({ atMs }) => atMs)
  return (['old', 'new'] as const)
    .flatMap((revision) =>
      changesBetween(moments, endedAtMs, (tMs) => (shareOf(weightNew, revision === 'new', tMs) > 0 ? revision : null)),
    )
    .sort((a, b) => a.atMs - b.atMs)
}

function ofFleet(result: RunResult): ReceivingChange[] {
  const { instanceMoments } = indexOf(result)
  const { weightNew } = result.traffic
  // With one target group the weight of the second one says nothing about the first.
  const hasTwoGroups = result.instances.some(({ targetGroupIndex }) => targetGroupIndex === 1)
  const weightMoments = hasTwoGroups ? weightNew.map(({ atMs }) => atMs) : []
  return result.instances
    .flatMap((instance, instanceIndex) =>
      changesBetween(sortedMoments([...instanceMoments[instanceIndex], ...weightMoments]), result.endedAtMs, (tMs) => {
        if (hasTwoGroups && shareOf(weightNew, instance.targetGroupIndex === 1, tMs) === 0) return null
        return servedRevisionAt(instance, tMs)
      }),
    )
    .sort((a, b) => a.atMs - b.atMs)
}

function shareOf(weightNew: Track<number>, isSecond: boolean, tMs: Ms): number {
  const share = changeAt(weightNew, tMs).value
  return isSecond ? share : ALL_TRAFFIC - share
}

/** Steps out of one revision and into another; `moments` are sorted. */
function changesBetween(
  moments: ArrayLike<Ms>,
  endedAtMs: Ms,
  revisionAt: (tMs: Ms) => RevisionLabel | null,
): ReceivingChange[] {
  const changes: ReceivingChange[] = []
  let current: RevisionLabel | null = null
  for (const atMs of Array.from(moments).filter((moment) => moment < endedAtMs)) {
    const next = revisionAt(atMs)
    if (next === current) continue
    if (current !== null) changes.push({ atMs, revision: current, step: -1 })
    if (next !== null) changes.push({ atMs, revision: next, step: 1 })
    current = next
  }
  return changes
}

function servedRevisionAt({ health, application, revision }: InstanceRecord, tMs: Ms): RevisionLabel | null {
  const isInService = changeAt(health, tMs).value === 'healthy' && changeAt(application, tMs).value === 'serving'
  return isInService ? changeAt(revision, tMs).value : null
}
