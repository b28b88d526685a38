import { type HookStrike, strikeOn } from '../../faults/inject'
import type { Control } from '../state'
import { lostUntilMs } from './lost'
import { type EventOutcome, hookOutcome, NOT_COMPLETED, NOT_RECEIVED, outcomeOf } from './outcome'
import type { Located } from './place'

/** How an event that was left to run to its end has ended. */
export function ownOutcome(control: Control, located: Located): EventOutcome {
  const { instanceIndex } = located.target
  if (instanceIndex === null) return hookOutcome(located.work)
  if (lostUntilMs(control, located) !== null) return NOT_COMPLETED
  if (located.event.startMs === null && !control.world.isRunning(instanceIndex)) return NOT_RECEIVED
  return outcomeOf(located.work, strikeAt(control, located)?.failure ?? null)
}

/** The fault that strikes the scripts of this event, or null. */
export function strikeAt(control: Control, { deployment, target, event, work }: Located): HookStrike | null {
  if (work.revision === null || target.instanceIndex === null) return null
  const run = { event: event.name, revision: work.revision, instanceIndex: target.instanceIndex }
  return strikeOn(control.world, deployment.index, run)
}
