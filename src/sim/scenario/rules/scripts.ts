import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Revision, Script } from '../schema'
import type { Rule } from './rule'

export const SCRIPT_RULES: readonly Rule[] = (['old', 'new'] as const).map((label) => ({
  reads: [`/revisions/${label}/hooks`],
  check: ({ revisions }) => timeoutIssues(`/revisions/${label}/hooks`, revisions[label]),
}))

/** CodeDeploy user guide, AppSpec hooks: all scripts of one event together have at most 3600 s. */
function timeoutIssues(pointer: string, { hooks }: Revision): Issue[] {
  return Object.entries(hooks).flatMap(([event, scripts]) => {
    const sumMs = scripts.reduce((sum: number, script: Script) => sum + script.timeoutMs, 0)
    if (sumMs <= LIMITS.eventTimeoutMsMax) return []
    const message = `its scripts may take ${sumMs} ms in sum, allowed are up to ${LIMITS.eventTimeoutMsMax} for one lifecycle event: set their timeoutMs, each has ${LIMITS.eventTimeoutMsMax} by default`
    return [{ pointer: `${pointer}/${event}`, message }]
  })
}
