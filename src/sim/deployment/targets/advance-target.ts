import { applySuccess } from '../lifecycle/effects'
import { isIgnorable } from '../lifecycle/events'
import { lostUntilMs } from '../lifecycle/lost'
import { type EventOutcome, NEVER_HEALTHY, NEVER_STEADY } from '../lifecycle/outcome'
import { type Located, locate } from '../lifecycle/place'
import { recordEnd, startEvent } from '../lifecycle/run-event'
import { ownOutcome } from '../lifecycle/strike'
import { type Control, type EventPlace, settingsOf } from '../state'
import { endTarget, pauseTarget } from './end-target'
import { stretchOfStep } from './stretch'

/**
 * One lifecycle event has come to its end, or AllowTraffic to its limit: records it and starts the next, or leaves the
 * target where the step under way leaves it. True when the target is not under way any more.
 */
export function advanceTarget(control: Control, place: EventPlace, isTimedOut: boolean): boolean {
  const located = locate(control, place)
  // Overtaken: the target became healthy in time, or the deployment was cut short.
  if (located.event.endMs !== null || located.target.status !== 'InProgress') return false
  const lostMs = lostUntilMs(control, located)
  if (lostMs !== null && control.world.nowMs() < lostMs) {
    control.world.schedule(lostMs, { kind: 'lifecycle-event-ended', ...place })
    return false
  }
  const outcome = isTimedOut ? timeOutOf(located) : ownOutcome(control, located)
  recordEnd(control, located, outcome)
  if (outcome.errorCode === 'Success') applySuccess(control, located)
  else if (!isIgnored(control, located)) return end(control, located, 'Failed')
  return goOn(control, { ...place, eventIndex: place.eventIndex + 1 }, located)
}

/** What an event leaves that has waited for its hour: for the service of ECS, or for the load balancer. */
function timeOutOf({ event }: Located): EventOutcome {
  return event.name === 'Install' ? NEVER_STEADY : NEVER_HEALTHY
}

/** A deployment that is being stopped starts no further event (CodeDeploy user guide, stop a deployment). */
function goOn(control: Control, next: EventPlace, located: Located): boolean {
  const { deployment, target } = located
  if (next.eventIndex === target.lifecycleEvents.length) return end(control, located, 'Succeeded')
  if (deployment.stop !== null) return end(control, located, 'Failed')
  if (next.eventIndex === stretchOfStep(deployment, deployment.stepIndex).toEventIndex) {
    pauseTarget(control, deployment, target)
    return true
  }
  startEvent(control, next)
  return false
}

function end(control: Control, located: Located, status: 'Succeeded' | 'Failed'): true {
  endTarget(control, located.deployment, located.target, status)
  return true
}

/** An instance that never took the command up is lost for this deployment, whichever event it was. */
function isIgnored({ world }: Control, { target, event }: Located): boolean {
  const { ignoreApplicationStopFailures } = settingsOf(world.scenario)
  if (target.instanceIndex === null) return false
  return ignoreApplicationStopFailures && isIgnorable(event.name) && world.isRunning(target.instanceIndex)
}
