import type { Ms } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import { beginShift, shiftMs } from '../shift'
import type { Control, EventPlace } from '../state'
import { shareOf } from '../traffic-share'
import { expectedMsOf } from './outcome'
import type { Located } from './place'
import type { EventBehaviour } from './registry'
import { ownOutcome } from './strike'
import { beginTaskSet, expectedTaskSetMs } from './task-set'
import { beginTraffic, expectedTrafficMs } from './traffic'

/** What an event does from its start on; it has to see to it that its end comes. */
interface Behaviour {
  /** How long it will take, as far as can be told beforehand. */
  expectedMs(control: Control, located: Located): Ms
  begin(control: Control, place: EventPlace, located: Located): void
}

/** The event takes the time that was drawn for it. */
const timed: Behaviour = {
  expectedMs: (_control, { work }) => expectedMsOf(work),
  begin: (control, place, located) => endAfter(control, place, ownOutcome(control, located).afterMs),
}

const traffic: Behaviour = { expectedMs: expectedTrafficMs, begin: beginTraffic }

/** Total over the behaviours: the compiler lists the rows that are missing. */
export const BEHAVIOURS: Readonly<Record<EventBehaviour, Behaviour>> = {
  scripts: timed,
  agent: timed,
  'hook-function': {
    expectedMs: (_control, { work }) => Math.min(work.ownMs, LIMITS.eventTimeoutMsMax),
    begin: timed.begin,
  },
  deregister: traffic,
  register: traffic,
  'install-task-set': { expectedMs: expectedTaskSetMs, begin: beginTaskSet },
  'shift-test-traffic': {
    expectedMs: () => 0,
    begin: (control, place, { deployment }) => {
      const { outgoing, incoming } = shareOf(control)
      const fleet = deployment.scope.kind === 'rollback' ? outgoing : incoming
      if (control.world.scenario.ecs.testListener) control.world.setTestListener(fleet)
      endAfter(control, place, 0)
    },
  },
  'shift-traffic': {
    expectedMs: (_control, { deployment }) => shiftMs(deployment),
    begin: (control, _place, { deployment }) => beginShift(control, deployment),
  },
}

function endAfter(control: Control, place: EventPlace, afterMs: Ms): void {
  control.world.schedule(control.world.nowMs() + afterMs, { kind: 'lifecycle-event-ended', ...place })
}
