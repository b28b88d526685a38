import { changeAt } from './moments'
import { indexOf } from './run-index'
import type { InstanceRecord, Ms, RevisionLabel, RunResult } from './types'

/** From `fromMs` up to but not including `toMs` this many instances were in service (registered, healthy, serving). */
export interface CapacitySpan {
  readonly fromMs: Ms
  readonly toMs: Ms
  readonly inServiceOld: number
  readonly inServiceNew: number
}

interface ServiceChange {
  readonly atMs: Ms
  readonly revision: RevisionLabel
  readonly step: 1 | -1
}

/**
 * How many instances were in service with which revision, over the whole run and to the millisecond: the spans abut and
 * cover the time from 0 to the end.
 */
export function capacitySpans(result: RunResult): CapacitySpan[] {
  const { instanceMoments } = indexOf(result)
  const changes = result.instances
    .flatMap((instance, instanceIndex) => serviceChanges(instance, instanceMoments[instanceIndex], result.endedAtMs))
    .sort((a, b) => a.atMs - b.atMs)
  const inService = { old: 0, new: 0 }
  const spans: CapacitySpan[] = []
  let fromMs = 0
  const closeSpan = (toMs: Ms): void => {
    if (toMs > fromMs) spans.push({ fromMs, toMs, inServiceOld: inService.old, inServiceNew: inService.new })
    fromMs = toMs
  }
  for (const { atMs, revision, step } of changes) {
    closeSpan(atMs)
    inService[revision] += step
  }
  closeSpan(result.endedAtMs)
  return spans
}

/** The steps into and out of service of one instance; a change of revision while serving is a step out and one in. */
function serviceChanges(instance: InstanceRecord, moments: Float64Array, endedAtMs: Ms): ServiceChange[] {
  const changes: ServiceChange[] = []
  let current: RevisionLabel | null = null
  for (const atMs of moments) {
    if (atMs >= endedAtMs) break
    const next = servedRevisionAt(instance, atMs)
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
