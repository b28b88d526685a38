import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Revision, Script } from '../schema'
import type { Rule } from './rule'

export const SCRIPT_RULES: readonly Rule[] = (['old', 'new'] as const).map((label) => ({
  reads: [`/revisions/${label}/hooks`],
  check: ({ revisions }) => timeoutIssues(`/revisions/${label}/hooks`, revisions[label]),
}))

/**
 * CodeDeploy user guide, AppSpec hooks: the timeouts of all scripts of one event are 3600 s at most in sum. Only what is
 * written counts: a script without a timeout takes what the others leave.
 */
function timeoutIssues(pointer: string, { hooks }: Revision): Issue[] {
  return Object.entries(hooks).flatMap(([event, scripts]) => {
    const sumMs = scripts.reduce((sum: number, script: Script) => sum + (script.timeoutMs ?? 0), 0)
    if (sumMs <= LIMITS.eventTimeoutMsMax) return []
    const message = `found timeoutMs of ${sumMs} in sum, allowed are up to ${LIMITS.eventTimeoutMsMax} for the scripts of one lifecycle event`
    return [{ pointer: `${pointer}/${event}`, message }]
  })
}
