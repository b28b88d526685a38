import { SCRIPTABLE_EVENT_NAMES, type ScriptableEvent } from '@sim'
import type { Hooks } from '../importers/pieces'

/**
 * How long one script of each event runs, in milliseconds: MODEL values, since no file knows. Scripts around the load
 * balancer write a line somewhere; the others stop, unpack, configure, start and try out an application.
 */
const SCRIPT_DURATIONS_MS: Readonly<Record<ScriptableEvent, number>> = {
  BeforeBlockTraffic: 2_000,
  AfterBlockTraffic: 2_000,
  ApplicationStop: 10_000,
  BeforeInstall: 15_000,
  AfterInstall: 20_000,
  ApplicationStart: 20_000,
  ValidateService: 15_000,
  BeforeAllowTraffic: 2_000,
  AfterAllowTraffic: 2_000,
}

/** The hooks that most AppSpecs have, and the timeout that most of their scripts have. */
export const USUAL_HOOKS: Hooks = {
  BeforeInstall: [{ location: 'scripts/before_install.sh', timeoutMs: 300_000 }],
  AfterInstall: [{ location: 'scripts/after_install.sh', timeoutMs: 300_000 }],
  ApplicationStart: [{ location: 'scripts/start.sh', timeoutMs: 300_000 }],
}

/** Hooks with durations; a script that is assumed to end must not be assumed to time out, so half its timeout is the most. */
export function withDurations(hooks: Hooks): Hooks {
  const timed: Hooks = {}
  for (const event of SCRIPTABLE_EVENT_NAMES) {
    const scripts = hooks[event]
    if (!scripts) continue
    timed[event] = scripts.map((script) => {
      const timeoutMs = script.timeoutMs ?? Number.POSITIVE_INFINITY
      const meanMs = Math.min(SCRIPT_DURATIONS_MS[event], Math.floor(timeoutMs / 2))
      return { ...script, duration: { kind: 'constant', meanMs } }
    })
  }
  return timed
}
