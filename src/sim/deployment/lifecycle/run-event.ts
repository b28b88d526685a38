import { type Control, type EventPlace, logDeployment } from '../state'
import { BEHAVIOURS } from './behaviours'
import { applyStart } from './effects'
import { isCutShort } from './lost'
import { type EventOutcome, NOT_RECEIVED } from './outcome'
import { currentPlace, type Located, locate } from './place'
import { lifecycleEventOf } from './registry'
import { strikeAt } from './strike'
import { canTakeUp } from './take-up'

/**
 * Starts an event; on a stopped instance, or one whose agent is silent, nobody takes it up, so it stays Pending until
 * CodeDeploy gives up. Its end is always an event of the queue, also when it takes no time: so the length of a chain of
 * empty events is no depth of calls, and everything that happens has its place in the total order.
 */
export function startEvent(control: Control, place: EventPlace): void {
  const { world } = control
  const located = locate(control, place)
  if (!canTakeUp(control, located)) {
    world.schedule(world.nowMs() + NOT_RECEIVED.afterMs, { kind: 'agent-timed-out', ...place })
    return
  }
  begin(control, place, located)
}

/** Agents are back: events that wait for them are taken up as far as that is possible now, those that they were at fail. */
export function takeUpPending(control: Control): void {
  for (const deployment of control.state.deployments) {
    if (deployment.endedAtMs !== null) continue
    for (const targetIndex of deployment.targets.keys()) {
      const place = currentPlace(deployment, targetIndex)
      if (place === null) continue
      const located = locate(control, place)
      if (isCutShort(control, located))
        control.world.schedule(control.world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
      else if (located.event.startMs === null && canTakeUp(control, located)) begin(control, place, located)
    }
  }
}

function begin(control: Control, place: EventPlace, located: Located): void {
  const { world } = control
  const { deployment, event, work } = located
  const behaviour = BEHAVIOURS[lifecycleEventOf(deployment.computePlatform, event.name).behaviour]
  event.status = 'InProgress'
  event.startMs = world.nowMs()
  event.expectedMs = behaviour.expectedMs(control, located)
  logDeployment(control, deployment, entryOf(located))
  event.revision = work.revision
  logStrike(control, located)
  applyStart(control, located)
  behaviour.begin(control, place, located)
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

function logStrike(control: Control, located: Located): void {
  const strike = strikeAt(control, located)
  if (strike === null || !strike.isTold) return
  const entry = { ...entryOf(located), type: 'fault', status: 'injected', faultIndex: strike.faultIndex } as const
  logDeployment(control, located.deployment, entry)
}
