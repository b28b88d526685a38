import { nearestName } from '@sim'
import { describeNode, entryOf, isNull, type MappingNode, quoted, type SourceNode, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'
import { didYouMean } from '../fields'
import type { OperatingSystem } from './header'

const SCRIPT_KEYS = ['location', 'timeout', 'runas', 'sudo']

/** The AppSpec's script; without a timeout of its own the agent gives it 3600 s. */
export interface ScriptRead {
  readonly location: string
  /** Null where the file says nothing. */
  readonly timeoutSeconds: number | null
}

/**
 * One script of a lifecycle event (agent, application_specification and script_info), or null when it cannot run.
 * `previous` is the item above it, which a stray dash may have torn it from.
 */
export function readScript(
  event: string,
  item: SourceNode,
  previous: SourceNode | undefined,
  os: OperatingSystem,
  findings: Findings,
): ScriptRead | null {
  if (item.kind !== 'mapping') {
    const message = `${event} has a script with no location value: found ${describeNode(item)}.`
    findings.error(item.place, message, 'Write "- location: scripts/run.sh".')
    return null
  }
  tellUnknownKeys(item, findings)
  tellUser(item, os, findings)
  const location = textOf(entryOf(item, 'location')?.value)
  const timeoutSeconds = readTimeout(event, item, findings)
  if (location) return { location, timeoutSeconds }
  findings.error(locationPlace(item), `${event} has a script with no location value.`, locationFix(item, previous))
  return null
}

function tellUnknownKeys(item: MappingNode, findings: Findings): void {
  for (const { key, keyPlace } of item.entries) {
    if (SCRIPT_KEYS.includes(key)) continue
    findings.warning(keyPlace, `The agent ignores ${quoted(key)} in a script.`, didYouMean(key, SCRIPT_KEYS))
  }
}

/** User guide, hooks section: runas has no meaning on Windows Server. */
function tellUser(item: MappingNode, os: OperatingSystem, findings: Findings): void {
  const runas = entryOf(item, 'runas')
  if (os !== 'windows' || !runas || isNull(runas.value)) return
  findings.warning(runas.keyPlace, '"runas" has no effect on windows: the script runs as the agent\'s user.')
}

function locationPlace(item: MappingNode): Place {
  return entryOf(item, 'location')?.keyPlace ?? item.place
}

function locationFix(item: MappingNode, previous: SourceNode | undefined): string {
  const misspelt = item.entries.find(({ key }) => nearestName(key, ['location']) !== null && key !== 'location')
  if (misspelt) return `Rename ${quoted(misspelt.key)} to "location".`
  const isTorn = previous && entryOf(previous, 'location') && !entryOf(item, 'location')
  if (isTorn) return 'It looks like part of the script above: remove the dash, and align it with "location".'
  return 'Write "location:" with the path of the script inside the revision, or remove the entry.'
}

/** Agent, script_info: a whole number of seconds above 0. */
function readTimeout(event: string, item: MappingNode, findings: Findings): number | null {
  const node = entryOf(item, 'timeout')?.value
  if (!node || isNull(node)) return null
  const text = textOf(node) ?? ''
  if (/^\+?\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  const message = `Invalid timeout value in ${event}: found ${describeNode(node)}; allowed are whole seconds above 0.`
  findings.error(node.place, message, timeoutFix(text))
  return null
}

function timeoutFix(text: string): string | undefined {
  const [, minutes, seconds] = /^(\d{1,4}):(\d{2})$/.exec(text) ?? []
  if (minutes !== undefined) return `Write ${Number(minutes) * 60 + Number(seconds)}.`
  const [, amount, unit] = /^(\d{1,6})(?:\.\d+)? ?([smh])?/.exec(text) ?? []
  if (amount === undefined || Number(amount) === 0) return undefined
  return `Write ${Number(amount) * ({ m: 60, h: 3_600 }[unit ?? ''] ?? 1)}.`
}
