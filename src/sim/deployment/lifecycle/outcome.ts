import type { ScriptFailure } from '../../faults/definition'
import type { LifecycleErrorCode, Ms } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import type { EventWork, ScriptRun } from '../state'

/** How a lifecycle event ends, and when. */
export interface EventOutcome {
  /** From the start of the event. */
  readonly afterMs: Ms
  readonly errorCode: LifecycleErrorCode
  /** Locations of the scripts that ran, the failing one last. */
  readonly scripts: readonly string[]
  /** The agent's sentence, empty on success. */
  readonly message: string
}

/** An event that has not started by then fails its target (CodeDeploy user guide, limits). */
const EVENT_START_MS_MAX = 300_000

/** What an event leaves that has not been taken up by the agent within five minutes. */
export const NOT_RECEIVED: EventOutcome = {
  afterMs: EVENT_START_MS_MAX,
  errorCode: 'UnknownError',
  scripts: [],
  message:
    'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and ' +
    'make sure the agent is running and can connect to the CodeDeploy server.',
}

/** What AllowTraffic leaves when the target is not healthy after an hour (CodeDeploy user guide, Elastic Load Balancing). */
export const NEVER_HEALTHY: EventOutcome = {
  afterMs: LIMITS.eventTimeoutMsMax,
  errorCode: 'UnknownError',
  scripts: [],
  message: `The load balancer did not call the instance healthy within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
}

/** What an event leaves that was under way when its deployment ran out of time. */
export function cutShort(work: EventWork, afterMs: Ms): EventOutcome {
  return {
    afterMs,
    errorCode: 'UnknownError',
    scripts: startedScripts(work, afterMs),
    message: 'The deployment exceeded its maximum run time while this event was under way.',
  }
}

/**
 * Runs the scripts of an event in the order of the list, then what the event does itself. The first script that fails or
 * overruns its timeout ends the event. An injected failure strikes the first script: those after it never run.
 */
export function outcomeOf(work: EventWork, injected: ScriptFailure | null): EventOutcome {
  const scripts: string[] = []
  let afterMs = 0
  for (const script of work.scripts) {
    scripts.push(script.location)
    const end = endOfScript(script, injected)
    afterMs += end.afterMs
    if (end.errorCode !== 'Success') return capped(work, { ...end, afterMs, scripts })
  }
  return capped(work, { afterMs: afterMs + work.ownMs, errorCode: 'Success', scripts, message: '' })
}

/** How long the event takes when no script fails. */
export function expectedMsOf(work: EventWork): Ms {
  return work.scripts.reduce((sumMs, script) => sumMs + script.durationMs, work.ownMs)
}

function endOfScript(script: ScriptRun, injected: ScriptFailure | null): Omit<EventOutcome, 'scripts'> {
  const at = `Script at specified location: ${script.location}`
  if (injected === 'hangs' || script.durationMs > script.timeoutMs) {
    const message = `${at} failed to complete in ${secondsOf(script.timeoutMs)} seconds`
    return { afterMs: script.timeoutMs, errorCode: 'ScriptTimedOut', message }
  }
  if (injected === 'fails') {
    return { afterMs: script.durationMs, errorCode: 'ScriptFailed', message: `${at} failed with exit code 1` }
  }
  return { afterMs: script.durationMs, errorCode: 'Success', message: '' }
}

/** The service gives up on any event after an hour, whatever the agent is still doing (CodeDeploy user guide, limits). */
function capped(work: EventWork, outcome: EventOutcome): EventOutcome {
  if (outcome.afterMs <= LIMITS.eventTimeoutMsMax) return outcome
  return {
    afterMs: LIMITS.eventTimeoutMsMax,
    errorCode: 'UnknownError',
    scripts: startedScripts(work, LIMITS.eventTimeoutMsMax),
    message: `The lifecycle event was not completed within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
  }
}

/** Locations of the scripts that have begun after so long, none of them having failed. */
function startedScripts(work: EventWork, afterMs: Ms): string[] {
  const scripts: string[] = []
  let startMs = 0
  for (const script of work.scripts) {
    if (startMs < afterMs) scripts.push(script.location)
    startMs += script.durationMs
  }
  return scripts
}

function secondsOf(ms: Ms): string {
  return String(ms / 1000)
}
