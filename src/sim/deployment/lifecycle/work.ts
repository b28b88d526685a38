import type { World } from '../../engine/world'
import type { ComputePlatform, LifecycleEventName, Ms, RevisionLabel } from '../../result/types'
import { HOOK_FUNCTION_EVENT_NAMES } from '../../scenario/events'
import type { Revision } from '../../scenario/schema'
import { type EventWork, type HostState, settingsOf } from '../state'
import { BLUE_GREEN_ROLLBACK_ARCHIVES, isScriptable, SCRIPT_ARCHIVES } from './events'
import { lifecycleEventOf } from './registry'

/** What decides which scripts run, beside the event. */
export interface WorkContext {
  readonly deployed: RevisionLabel
  /** True for the rollback of a blue/green deployment, which has archives of its own. */
  readonly isBlueGreenRollback: boolean
}

/**
 * What every lifecycle event of a deployment has to do on one host. All durations are drawn here, when the target is
 * created, so that a script that fails on one host leaves the durations of all others as they are.
 */
export function drawWork(
  world: World,
  events: readonly LifecycleEventName[],
  context: WorkContext,
  host: HostState,
): EventWork[] {
  return events.map((event) => {
    const revision = scriptRevision(event, context, host)
    const scripts = scriptsOf(world, event, revision)
    return {
      revision: scripts.length === 0 ? null : revision,
      scripts: scripts.map((script) => ({
        location: script.location,
        timeoutMs: script.timeoutMs,
        durationMs: world.drawDurationMs(script.duration),
      })),
      ownMs: drawOwnMs(world, event, world.scenario.revisions[context.deployed]),
      hookResult: null,
    }
  })
}

/** What every lifecycle event has to do for a function or a service: invoke a hook function where there is one. */
export function drawHookWork(
  world: World,
  platform: ComputePlatform,
  events: readonly LifecycleEventName[],
  withHooks: boolean,
): EventWork[] {
  const { hookFunctions } = settingsOf(world.scenario)
  return events.map((event) => {
    const isHook = lifecycleEventOf(platform, event).behaviour === 'hook-function'
    const name =
      isHook && withHooks && hasPlace(world, event)
        ? HOOK_FUNCTION_EVENT_NAMES.find((known) => known === event)
        : undefined
    const hook = name === undefined ? undefined : hookFunctions[name]
    return {
      revision: null,
      scripts: [],
      ownMs: hook === undefined ? 0 : world.drawDurationMs(hook.duration),
      hookResult: hook?.result ?? null,
    }
  })
}

/** Without a test listener there is no test traffic, and nothing happens after it (CodeDeploy user guide, AppSpec hooks for ECS). */
function hasPlace({ scenario }: World, event: LifecycleEventName): boolean {
  return event !== 'AfterAllowTestTraffic' || scenario.ecs.testListener
}

/** The revision in whose archive the agent looks for scripts; null: reserved event, or the pointer file is missing. */
function scriptRevision(
  event: LifecycleEventName,
  { deployed, isBlueGreenRollback }: WorkContext,
  host: HostState,
): RevisionLabel | null {
  if (!isScriptable(event)) return null
  const archive = (isBlueGreenRollback ? BLUE_GREEN_ROLLBACK_ARCHIVES : SCRIPT_ARCHIVES)[event]
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
