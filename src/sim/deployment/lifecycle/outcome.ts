import type { EventFailure } from '../../faults/definition'
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

/** The AppSpec's default for a script without a timeout (CodeDeploy agent, script info). */
const DEFAULT_TIMEOUT_MS = 3_600_000

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

/** The service gives up on any event after an hour, whatever the agent is still doing (CodeDeploy user guide, limits). */
export const NOT_COMPLETED: EventOutcome = {
  afterMs: LIMITS.eventTimeoutMsMax,
  errorCode: 'UnknownError',
  scripts: [],
  message: `The lifecycle event was not completed within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
}

/** What an event leaves at which the agent was when its instance went down, once the agent is back. */
export const CUT_SHORT: EventOutcome = {
  afterMs: 0,
  errorCode: 'UnknownError',
  scripts: [],
  message: 'The agent was started again while this event was under way.',
}

/** What DownloadBundle leaves whose bundle the agent cannot fetch (CodeDeploy user guide, troubleshoot EC2 deployments). */
const NOT_DOWNLOADED: Omit<EventOutcome, 'afterMs'> = {
  errorCode: 'UnknownError',
  scripts: [],
  message: 'The agent was not able to download the bundle of the revision.',
}

/** What AllowTraffic leaves when the target is not healthy after an hour (CodeDeploy user guide, Elastic Load Balancing). */
export const NEVER_HEALTHY: EventOutcome = {
  afterMs: LIMITS.eventTimeoutMsMax,
  errorCode: 'UnknownError',
  scripts: [],
  message: `The load balancer did not call the instance healthy within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
}

/** What Install leaves when the service is not steady after an hour (CodeDeploy user guide, deployments on an Amazon ECS compute platform). */
export const NEVER_STEADY: EventOutcome = {
  afterMs: LIMITS.eventTimeoutMsMax,
  errorCode: 'UnknownError',
  scripts: [],
  message: `The service did not reach a steady state within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
}

/** What a hook function leaves that did not call back within an hour (CodeDeploy user guide, limits). */
export const NO_CALLBACK: EventOutcome = {
  afterMs: LIMITS.eventTimeoutMsMax,
  errorCode: 'UnknownError',
  scripts: [],
  message: `The hook function did not call back within ${secondsOf(LIMITS.eventTimeoutMsMax)} seconds.`,
}

/**
 * What an event leaves that its deployment did not let end: so long after its start, or null: before it started. `reason`
 * says what happened to the deployment ("The deployment was stopped").
 */
export function cutShort(work: EventWork, afterMs: Ms | null, reason: string): Omit<EventOutcome, 'afterMs'> {
  const when = afterMs === null ? 'before this event had started' : 'while this event was under way'
  return {
    errorCode: 'UnknownError',
    scripts: afterMs === null ? [] : startedScripts(work, afterMs),
    message: `${reason} ${when}.`,
  }
}

/**
 * How a hook function of Lambda or ECS ends its event: by what it reports, or by the hour that it has to call back
 * (CodeDeploy user guide, AppSpec hooks for Lambda and ECS). An event without a function succeeds at once.
 */
export function hookOutcome({ ownMs, hookResult }: EventWork): EventOutcome {
  if (hookResult === 'none' || ownMs > LIMITS.eventTimeoutMsMax) return NO_CALLBACK
  if (hookResult !== 'Failed') return { afterMs: ownMs, errorCode: 'Success', scripts: [], message: '' }
  return {
    afterMs: ownMs,
    errorCode: 'UnknownError',
    scripts: [],
    message: 'The hook function reported Failed.',
  }
}

/**
 * Runs the scripts of an event in the order of the list, then what the event does itself. The first script that fails,
 * overruns its timeout or is under way when the hour of the event is over ends the event. An injected failure strikes the
 * first script: those after it never run.
 */
export function outcomeOf(work: EventWork, injected: EventFailure | null): EventOutcome {
  if (injected === 'download-fails') return { ...NOT_DOWNLOADED, afterMs: work.ownMs }
  const scripts: string[] = []
  let afterMs = 0
  for (const script of work.scripts) {
    scripts.push(script.location)
    const end = endOfScript(script, LIMITS.eventTimeoutMsMax - afterMs, injected)
    afterMs += end.afterMs
    if (end.errorCode !== 'Success') return { ...end, afterMs, scripts }
  }
  if (afterMs + work.ownMs > LIMITS.eventTimeoutMsMax) return { ...NOT_COMPLETED, scripts }
  return { afterMs: afterMs + work.ownMs, errorCode: 'Success', scripts, message: '' }
}

/** How long the event takes when no script fails. */
export function expectedMsOf(work: EventWork): Ms {
  return work.scripts.reduce((sumMs, script) => sumMs + script.durationMs, work.ownMs)
}

/** `leftMs`: what the scripts before this one have left of the event's hour. */
function endOfScript(script: ScriptRun, leftMs: Ms, injected: EventFailure | null): Omit<EventOutcome, 'scripts'> {
  const at = `Script at specified location: ${script.location}`
  const timeoutMs = script.timeoutMs ?? DEFAULT_TIMEOUT_MS
  if (injected === 'hangs' || script.durationMs > Math.min(timeoutMs, leftMs)) {
    const message =
      timeoutMs <= leftMs
        ? `${at} failed to complete in ${secondsOf(timeoutMs)} seconds`
        : `${at} was still running after ${secondsOf(leftMs)} seconds, when the lifecycle event had used up its ` +
          `${secondsOf(LIMITS.eventTimeoutMsMax)} seconds`
    return { afterMs: Math.min(timeoutMs, leftMs), errorCode: 'ScriptTimedOut', message }
  }
  if (injected === 'fails') {
    return { afterMs: script.durationMs, errorCode: 'ScriptFailed', message: `${at} failed with exit code 1` }
  }
  return { afterMs: script.durationMs, errorCode: 'Success', message: '' }
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
