import { applySuccess } from '../lifecycle/effects'
import { isIgnorable } from '../lifecycle/events'
import { NEVER_HEALTHY } from '../lifecycle/outcome'
import { type Located, locate } from '../lifecycle/place'
import { ownOutcome, recordEnd, startEvent } from '../lifecycle/run-event'
import { type Control, type EventPlace, settingsOf } from '../state'
import { endTarget } from './end-target'

/**
 * One lifecycle event has come to its end, or AllowTraffic to its limit: records it and starts the next, or ends the
 * target. True when the target has ended.
 */
export function advanceTarget(control: Control, place: EventPlace, isTimedOut: boolean): boolean {
  const located = locate(control, place)
  // Overtaken: the target became healthy in time, or the deployment ran out of its own.
  if (located.event.endMs !== null) return false
  const outcome = isTimedOut ? NEVER_HEALTHY : ownOutcome(control, located)
  recordEnd(control, located, outcome)
  if (outcome.errorCode === 'Success') applySuccess(control, located)
  else if (!isIgnored(control, located)) return end(control, located, 'Failed')
  const eventIndex = place.eventIndex + 1
  if (eventIndex === located.target.lifecycleEvents.length) return end(control, located, 'Succeeded')
  startEvent(control, { ...place, eventIndex })
  return false
}

function end(control: Control, located: Located, status: 'Succeeded' | 'Failed'): true {
  endTarget(control, located.deployment, located.target, status)
  return true
}

/** An instance that never took the command up is lost for this deployment, whichever event it was. */
function isIgnored({ world }: Control, { target, event }: Located): boolean {
  const { ignoreApplicationStopFailures } = settingsOf(world.scenario)
  return ignoreApplicationStopFailures && isIgnorable(event.name) && world.isRunning(target.instanceIndex)
}
