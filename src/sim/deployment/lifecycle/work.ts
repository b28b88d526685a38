import type { World } from '../../engine/world'
import type { LifecycleEventName, Ms, RevisionLabel } from '../../result/types'
import type { Revision } from '../../scenario/schema'
import type { EventWork, HostState } from '../state'
import { isScriptable, SCRIPT_ARCHIVES } from './events'

/**
 * What every lifecycle event of a deployment has to do on one host. All durations are drawn here, when the deployment is
 * created, so that a script that fails on one host leaves the durations of all others as they are.
 */
export function drawWork(
  world: World,
  events: readonly LifecycleEventName[],
  deployed: RevisionLabel,
  host: HostState,
): EventWork[] {
  return events.map((event) => {
    const revision = scriptRevision(event, deployed, host)
    const scripts = scriptsOf(world, event, revision)
    return {
      revision: scripts.length === 0 ? null : revision,
      scripts: scripts.map((script) => ({
        location: script.location,
        timeoutMs: script.timeoutMs,
        durationMs: world.drawDurationMs(script.duration),
      })),
      ownMs: drawOwnMs(world, event, world.scenario.revisions[deployed]),
    }
  })
}

/** The revision in whose archive the agent looks for scripts; null: reserved event, or the pointer file is missing. */
function scriptRevision(event: LifecycleEventName, deployed: RevisionLabel, host: HostState): RevisionLabel | null {
  if (!isScriptable(event)) return null
  const archive = SCRIPT_ARCHIVES[event]
  return archive === 'current' ? deployed : host[archive]
}

function scriptsOf(world: World, event: LifecycleEventName, revision: RevisionLabel | null) {
  if (revision === null || !isScriptable(event)) return []
  return world.scenario.revisions[revision].hooks[event] ?? []
}

/** What the agent itself has to do: fetch the bundle, and copy the files. All other events are their scripts. */
function drawOwnMs(world: World, event: LifecycleEventName, revision: Revision): Ms {
  if (event === 'DownloadBundle') return world.drawDurationMs(revision.downloadBundle)
  if (event === 'Install') return world.drawDurationMs(revision.install)
  return 0
}
