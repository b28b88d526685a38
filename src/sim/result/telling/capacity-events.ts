import { type CapacitySpan, capacitySpans } from '../capacity'
import { counted, countedOf, formatClock, formatCount } from '../number-words'
import { hostNoun } from '../roles'
import type { RunResult } from '../types'
import { answersByFailOpen } from './fail-open'
import type { Candidate } from './numbered-event'

/** When the fewest instances are in service, and when the new revision comes into service for the first time. */
export function capacityEvents(result: RunResult): Candidate[] {
  const spans = capacitySpans(result)
  const lowest = spans.reduce((least, span) => Math.min(least, inService(span)), result.instances.length)
  const index = spans.findIndex((span) => inService(span) === lowest)
  // Without a fall during the run there is nothing to tell.
  const fall =
    index > 0 && spans.slice(0, index).some((span) => inService(span) > lowest)
      ? [lowestCapacity(result, spans, index)]
      : []
  return [...fall, ...firstInService(result, spans)]
}

function lowestCapacity(result: RunResult, spans: readonly CapacitySpan[], index: number): Candidate {
  const { fromMs } = spans[index]
  const count = inService(spans[index])
  const after = spans.slice(index).find((span) => inService(span) !== count)
  const until = after === undefined ? 'to the end of the run' : `until ${formatClock(after.fromMs)}`
  if (count === 0) {
    const isOpen = answersByFailOpen(result, fromMs, after?.fromMs ?? result.endedAtMs)
    // In service is who is healthy in the target group: without any, the balancer still tries those that are not.
    const note = isOpen
      ? `No target is healthy and serving, ${until}; some answer while the balancer fails open.`
      : `None can answer, ${until}.`
    return { kind: 'outage', atMs: fromMs, title: `No ${hostNoun(result)} in service`, note }
  }
  const note = `${shareWords(count, result)} in service, ${until}.`
  return { kind: 'lowestCapacity', atMs: fromMs, title: 'Lowest capacity', note }
}

/** Of how many, where they were the same ones all the time: with a replacement or with scaling there are others besides. */
function shareWords(count: number, { instances, scenario, plan }: RunResult): string {
  return instances.length === scenario.fleet.instanceCount
    ? countedOf(count, instances.length, hostNoun({ plan }))
    : counted(count, hostNoun({ plan }))
}

/** The new revision comes into service for the first time, if it was not from the start. */
function firstInService({ scenario, plan }: RunResult, spans: readonly CapacitySpan[]): Candidate[] {
  const index = spans.findIndex((span) => span.inServiceNew > 0)
  if (index <= 0) return []
  const { fromMs, inServiceOld, inServiceNew } = spans[index]
  const { old: oldRevision, new: newRevision } = scenario.revisions
  const note = `${counted(inServiceNew, hostNoun({ plan }))} in service with it, ${formatCount(inServiceOld)} with ${oldRevision.name}.`
  return [{ kind: 'firstInService', atMs: fromMs, title: `${newRevision.name} in service`, note }]
}

function inService({ inServiceOld, inServiceNew }: CapacitySpan): number {
  return inServiceOld + inServiceNew
}
