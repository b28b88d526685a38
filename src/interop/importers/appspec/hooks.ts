import { LIMITS, nearestName, SCRIPTABLE_EVENT_NAMES, type ScriptableEvent } from '@sim'
import { describeNode, type Entry, entryOf, isNull, type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'
import type { AppspecPiece, Hooks } from '../pieces'
import type { OperatingSystem } from './header'
import { readScript, type ScriptRead } from './script'
import { capTimeouts } from './timeouts'

/** Events that exist and that no script can take (user guide, AppSpec hooks section). */
const RESERVED_EVENTS = ['Start', 'BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic', 'End']

/** Events of other compute platforms, which people copy from their AppSpecs. */
const FOREIGN_EVENTS: Readonly<Record<string, string>> = {
  AfterAllowTestTraffic: 'Amazon ECS',
  BeforeAllowTestTraffic: 'Amazon ECS',
  PreTraffic: 'AWS SAM (Lambda)',
  PostTraffic: 'AWS SAM (Lambda)',
}

type HooksRead = Pick<AppspecPiece, 'hooks' | 'silentTimeoutCount'>

/** The scripts by lifecycle event, in the order of the file, as the agent would run them. */
export function readHooks(root: MappingNode, os: OperatingSystem, findings: Findings): HooksRead {
  const section = entryOf(root, 'hooks')
  if (!section) {
    findings.note(root.place, 'The AppSpec has no "hooks": no script runs in any lifecycle event.')
    return { hooks: { value: {}, place: root.place }, silentTimeoutCount: 0 }
  }
  const events = readEvents(section, os, findings)
  const hooks: Hooks = {}
  for (const { event, place, scripts } of events) hooks[event] = capTimeouts(event, place, scripts, findings)
  const silent = events.flatMap(({ scripts }) => scripts).filter(({ timeoutSeconds }) => timeoutSeconds === null)
  return { hooks: { value: hooks, place: section.keyPlace }, silentTimeoutCount: silent.length }
}

interface EventRead {
  readonly event: ScriptableEvent
  readonly place: Place
  /** At least one. */
  readonly scripts: readonly ScriptRead[]
}

function readEvents(section: Entry, os: OperatingSystem, findings: Findings): readonly EventRead[] {
  if (isNull(section.value)) {
    const message = 'The "hooks" section is empty: no script runs in any lifecycle event.'
    findings.warning(section.keyPlace, message, 'Indent the lifecycle events below "hooks:".')
  } else if (section.value.kind !== 'mapping') {
    const message = `"hooks" is ${describeNode(section.value)}; allowed is a mapping from lifecycle events to scripts.`
    const isList = section.value.kind === 'sequence'
    const fix = isList ? 'Lists of events are for Lambda and ECS: write "BeforeInstall:" without a dash.' : undefined
    findings.error(section.value.place, message, fix)
  } else return section.value.entries.flatMap((entry) => readEvent(entry, os, findings) ?? [])
  return []
}

function readEvent(entry: Entry, os: OperatingSystem, findings: Findings): EventRead | null {
  const event = SCRIPTABLE_EVENT_NAMES.find((name) => name === entry.key)
  if (!event) {
    tellUnknownEvent(entry, findings)
    return null
  }
  const scripts = readScripts(entry, os, findings)
  if (scripts.length > LIMITS.scriptsPerEventMax) {
    const message = `${event} has ${scripts.length} scripts; Fleetshift takes up to ${LIMITS.scriptsPerEventMax} for one lifecycle event.`
    findings.error(entry.keyPlace, message)
  }
  return scripts.length > 0 ? { event, place: entry.keyPlace, scripts } : null
}

function readScripts({ key, keyPlace, value }: Entry, os: OperatingSystem, findings: Findings): ScriptRead[] {
  if (isNull(value) || (value.kind === 'sequence' && value.items.length === 0)) {
    findings.note(keyPlace, `${key} has no scripts: the event succeeds at once.`)
    return []
  }
  if (value.kind === 'sequence') {
    return value.items.flatMap((item, index) => readScript(key, item, value.items[index - 1], os, findings) ?? [])
  }
  const message = `${key} is ${describeNode(value)}; allowed is a list of scripts.`
  findings.error(value.place, message, 'Start the script with a dash: "- location: scripts/run.sh".')
  return []
}

function tellUnknownEvent({ key, keyPlace }: Entry, findings: Findings): void {
  const allowed = `An EC2 deployment runs scripts in ${SCRIPTABLE_EVENT_NAMES.join(', ')}.`
  if (RESERVED_EVENTS.includes(key)) {
    findings.warning(keyPlace, `${key} is reserved for CodeDeploy and its agent: scripts under it never run.`, allowed)
    return
  }
  const platform = Object.hasOwn(FOREIGN_EVENTS, key) ? FOREIGN_EVENTS[key] : undefined
  if (platform !== undefined) {
    findings.error(keyPlace, `${key} is a lifecycle event of ${platform}, not of EC2.`, allowed)
    return
  }
  const nearest: ScriptableEvent | string | null = nearestName(key, SCRIPTABLE_EVENT_NAMES)
  const fix = nearest === null ? allowed : `Did you mean ${quoted(nearest)}? Upper and lower case count.`
  findings.error(keyPlace, `${quoted(key)} is no lifecycle event of EC2: its scripts would never run.`, fix)
}
