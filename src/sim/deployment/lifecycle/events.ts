import type { LifecycleEventName } from '../../result/types'
import type { ScriptableEvent } from '../../scenario/events'
import { namesOfGroups } from './registry'

/** The lifecycle events of one target of an in-place deployment, or of its rollback, in order: 13 or 7. */
export function inPlaceLifecycleEvents(trafficControl: boolean): readonly LifecycleEventName[] {
  return namesOfGroups('Server', trafficControl ? ['block', 'application', 'allow'] : ['application'])
}

/** Where the agent finds the scripts of an event: in this deployment's bundle, or in the one an older pointer names. */
export type ScriptArchive = 'current' | 'mostRecentInstall' | 'lastSuccessfulInstall'

/**
 * Which archive each scriptable event runs from, in every deployment but the rollback of a blue/green one (CodeDeploy
 * agent, hook executor). The three of the previous revision come before DownloadBundle: the new bundle is not there yet.
 */
export const SCRIPT_ARCHIVES: Readonly<Record<ScriptableEvent, ScriptArchive>> = {
  BeforeBlockTraffic: 'lastSuccessfulInstall',
  AfterBlockTraffic: 'lastSuccessfulInstall',
  ApplicationStop: 'lastSuccessfulInstall',
  BeforeInstall: 'current',
  AfterInstall: 'current',
  ApplicationStart: 'current',
  ValidateService: 'current',
  BeforeAllowTraffic: 'current',
  AfterAllowTraffic: 'current',
}

/**
 * The same for the rollback of a blue/green deployment, which installs nothing (CodeDeploy agent, hook executor):
 * replacement instances leave with the scripts of what was last downloaded, original ones come back with those of what
 * was last installed.
 */
export const BLUE_GREEN_ROLLBACK_ARCHIVES: Readonly<Record<ScriptableEvent, ScriptArchive>> = {
  ...SCRIPT_ARCHIVES,
  BeforeBlockTraffic: 'mostRecentInstall',
  AfterBlockTraffic: 'mostRecentInstall',
  ApplicationStop: 'lastSuccessfulInstall',
  BeforeAllowTraffic: 'lastSuccessfulInstall',
  AfterAllowTraffic: 'lastSuccessfulInstall',
}

/** False for DownloadBundle, Install, BlockTraffic and AllowTraffic, which are CodeDeploy's own. */
export function isScriptable(name: LifecycleEventName): name is ScriptableEvent {
  return Object.hasOwn(SCRIPT_ARCHIVES, name)
}

/** The three events that `ignoreApplicationStopFailures` covers (CodeDeploy API, CreateDeployment). */
const IGNORABLE: readonly LifecycleEventName[] = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop']

/** True when a failure of this event does not fail the target of a deployment that ignores ApplicationStop failures. */
export function isIgnorable(name: LifecycleEventName): boolean {
  return IGNORABLE.includes(name)
}
