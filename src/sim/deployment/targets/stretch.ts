import type { TargetCounts } from '../gate'
import type { TargetSet } from '../plan'
import { lifecycleEventsOf } from '../plan-events'
import type { DeploymentState, TargetState } from '../state'

/** A stretch of the lifecycle events of a set of targets: those that one step is there for. */
export interface Stretch {
  readonly set: TargetSet
  readonly fromEventIndex: number
  /** The first event after it. */
  readonly toEventIndex: number
}

/** The stretch of a step: its events come after those of the earlier steps for the same set. Throws for a step without targets. */
export function stretchOfStep({ plan }: DeploymentState, stepIndex: number): Stretch {
  const step = plan.steps[stepIndex]
  if (step?.kind !== 'update-targets') throw new Error(`Step ${stepIndex} has no targets`)
  const fromEventIndex = lifecycleEventsOf(plan.steps.slice(0, stepIndex), step.set).length
  return { set: step.set, fromEventIndex, toEventIndex: fromEventIndex + step.lifecycleEvents.length }
}

/** Where a target stands as to a stretch of its events. */
export type Standing = 'pending' | 'inProgress' | 'succeeded' | 'failed'

/** Where a target stands as to a stretch; a target that failed before it has failed for it, too. */
export function standingOf(target: TargetState, { fromEventIndex, toEventIndex }: Stretch): Standing {
  if (target.status === 'Failed') return 'failed'
  if (hasEndedBefore(target, toEventIndex)) return 'succeeded'
  return target.status === 'InProgress' && hasEndedBefore(target, fromEventIndex) ? 'inProgress' : 'pending'
}

/** Whether every event before this one has ended; they end one after the other. */
function hasEndedBefore({ lifecycleEvents }: TargetState, eventIndex: number): boolean {
  return eventIndex === 0 || lifecycleEvents[eventIndex - 1].endMs !== null
}

/** How many targets of the stretch's set stand where. */
export function countTargets({ targets }: DeploymentState, stretch: Stretch): TargetCounts {
  return countStandings(
    targets.filter(({ set }) => set === stretch.set),
    stretch,
  )
}

/** How many of these targets stand where. */
export function countStandings(targets: readonly TargetState[], stretch: Stretch): TargetCounts {
  const counts = { pending: 0, inProgress: 0, succeeded: 0, failed: 0 }
  for (const target of targets) counts[standingOf(target, stretch)] += 1
  return counts
}

/** How many targets of the stretch's set have failed before it: their first event of it was never to begin. */
export function countCarried({ targets }: DeploymentState, { set, fromEventIndex }: Stretch): number {
  const isCarried = ({ status, lifecycleEvents }: TargetState) =>
    status === 'Failed' && lifecycleEvents[fromEventIndex]?.status === 'Skipped'
  return fromEventIndex === 0 ? 0 : targets.filter((target) => target.set === set && isCarried(target)).length
}
