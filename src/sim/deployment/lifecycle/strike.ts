import type { EventStrike } from '../../faults/inject'
import type { Control } from '../state'
import { isCutShort, isOfAgent, lostUntilMs } from './lost'
import { CUT_SHORT, type EventOutcome, hookOutcome, NOT_COMPLETED, NOT_RECEIVED, outcomeOf } from './outcome'
import type { Located } from './place'

/** How an event that was left to run to its end has ended. */
export function ownOutcome(control: Control, located: Located): EventOutcome {
  const { instanceIndex } = located.target
  if (instanceIndex === null) return hookOutcome(located.work)
  if (lostUntilMs(control, located) !== null) return NOT_COMPLETED
  if (isCutShort(control, located)) return CUT_SHORT
  if (located.event.startMs === null) return NOT_RECEIVED
  return outcomeOf(located.work, strikeAt(control, located)?.failure ?? null)
}

/** The fault that strikes this event of the agent as it begins, or began; null: none does. */
export function strikeAt({ world, faults }: Control, located: Located): EventStrike | null {
  const { deployment, target, event, work } = located
  const { instanceIndex } = target
  if (instanceIndex === null || !isOfAgent(located)) return null
  return faults.strikeOn(deployment.index, {
    event: event.name,
    revision: work.revision,
    deployedRevision: deployment.revision,
    instanceIndex,
    atMs: event.startMs ?? world.nowMs(),
  })
}
