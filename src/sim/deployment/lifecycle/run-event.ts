import { type HookStrike, strikeOn } from '../../faults/inject'
import { type Control, type EventPlace, logDeployment } from '../state'
import { applyStart } from './effects'
import { type EventOutcome, expectedMsOf, NOT_RECEIVED, outcomeOf } from './outcome'
import { type Located, locate } from './place'
import { beginTraffic, expectedTrafficMs, waitsForBalancer } from './traffic'

/**
 * Starts an event; on a stopped instance nobody takes it up, so it stays Pending until CodeDeploy gives up. Its end is
 * always an event of the queue, also when it takes no time: so the length of a chain of empty events is no depth of
 * calls, and everything that happens has its place in the total order.
 */
export function startEvent(control: Control, place: EventPlace): void {
  const { world } = control
  const located = locate(control, place)
  const { deployment, target, event, work } = located
  if (!world.isRunning(target.instanceIndex)) {
    world.schedule(world.nowMs() + NOT_RECEIVED.afterMs, { kind: 'lifecycle-event-ended', ...place })
    return
  }
  event.status = 'InProgress'
  event.startMs = world.nowMs()
  event.expectedMs = waitsForBalancer(located) ? expectedTrafficMs(control, located) : expectedMsOf(work)
  logDeployment(control, deployment, entryOf(located))
  event.revision = work.revision
  logStrike(control, located)
  applyStart(control, located)
  if (waitsForBalancer(located)) {
    beginTraffic(control, place, located)
    return
  }
  const { afterMs } = ownOutcome(control, located)
  world.schedule(world.nowMs() + afterMs, { kind: 'lifecycle-event-ended', ...place })
}

/** How an event that was left to run to its end has ended. */
export function ownOutcome(control: Control, located: Located): EventOutcome {
  if (!control.world.isRunning(located.target.instanceIndex)) return NOT_RECEIVED
  return outcomeOf(located.work, strikeAt(control, located)?.failure ?? null)
}

/** Writes the end of an event into its record and into the log. */
export function recordEnd(control: Control, located: Located, outcome: Omit<EventOutcome, 'afterMs'>): void {
  const { deployment, event } = located
  event.status = outcome.errorCode === 'Success' ? 'Succeeded' : 'Failed'
  event.endMs = control.world.nowMs()
  event.errorCode = outcome.errorCode
  event.scripts = outcome.scripts
  event.message = outcome.message
  logDeployment(control, deployment, { ...entryOf(located), errorCode: outcome.errorCode })
}

function entryOf({ target, event }: Located) {
  return {
    type: 'lifecycleEvent',
    status: event.status,
    instanceIndex: target.instanceIndex,
    lifecycleEvent: event.name,
  } as const
}

function strikeAt(control: Control, { deployment, target, event, work }: Located): HookStrike | null {
  if (work.revision === null) return null
  const run = { event: event.name, revision: work.revision, instanceIndex: target.instanceIndex }
  return strikeOn(control.world, control.state.hookChances, deployment.index, run)
}

function logStrike(control: Control, located: Located): void {
  const strike = strikeAt(control, located)
  if (strike === null) return
  const entry = { ...entryOf(located), type: 'fault', status: 'injected', faultIndex: strike.faultIndex } as const
  logDeployment(control, located.deployment, entry)
}
