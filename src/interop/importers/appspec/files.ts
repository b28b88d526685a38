import { nearestName } from '@sim'
import {
  describeNode,
  type Entry,
  entryOf,
  isNull,
  type MappingNode,
  quoted,
  type SourceNode,
  textOf,
} from '../../document/node'
import { withoutEnding } from '../../document/without-ending'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import type { OperatingSystem } from './header'

const FILE_KEYS = ['source', 'destination']
const BEHAVIORS = ['DISALLOW', 'OVERWRITE', 'RETAIN']

/** A copy that the AppSpec asks for. */
interface Copy {
  readonly source: string
  readonly destination: string
  readonly node: SourceNode
}

/** The rules of the files section (agent, file_info and install_instruction). Files themselves are not simulated. */
export function checkFiles(root: MappingNode, os: OperatingSystem, findings: Findings): void {
  const section = entryOf(root, 'files')
  if (!section) return
  if (isNull(section.value)) {
    findings.note(section.keyPlace, 'The "files" section is empty: Install copies nothing.')
  } else if (section.value.kind !== 'sequence') {
    const message = `"files" is ${describeNode(section.value)}; allowed is a list of entries with "source" and "destination".`
    findings.error(section.value.place, message, 'Start each entry with "- source: ...".')
  } else {
    const copies = section.value.items.flatMap((item) => readCopy(item, findings) ?? [])
    for (const copy of copies) checkDestination(copy, os, findings)
    checkCollisions(copies, findings)
  }
}

/** Agent, application_specification: DISALLOW, OVERWRITE or RETAIN; wins over the option of the deployment. */
export function checkFileExistsBehavior(root: MappingNode, findings: Findings): void {
  const node = entryOf(root, 'file_exists_behavior')?.value
  if (!node || isNull(node)) return
  const word = textOf(node) ?? ''
  if (BEHAVIORS.includes(word)) return
  const message = `Invalid file_exists_behavior value: found ${describeNode(node)}; allowed are ${BEHAVIORS.join(', ')}.`
  findings.error(node.place, message, didYouMean(word, BEHAVIORS))
}

function readCopy(item: SourceNode, findings: Findings): Copy | null {
  if (item.kind !== 'mapping') {
    findings.error(item.place, `An entry of "files" is ${describeNode(item)}; it needs "source" and "destination".`)
    return null
  }
  for (const entry of item.entries) if (!FILE_KEYS.includes(entry.key)) tellUnknownKey(entry, findings)
  const source = textOf(entryOf(item, 'source')?.value)
  const destination = textOf(entryOf(item, 'destination')?.value)
  if (source !== undefined && destination !== undefined) return { source, destination, node: item }
  findings.error(item.place, missingSentence(source, destination), renameFix(item))
  return null
}

function tellUnknownKey({ key, keyPlace }: Entry, findings: Findings): void {
  if (key === 'overwrite') {
    const fix = 'Write file_exists_behavior: OVERWRITE at the top level.'
    findings.warning(keyPlace, 'The agent ignores "overwrite": an entry of "files" has no such key.', fix)
    return
  }
  findings.warning(keyPlace, `The agent ignores ${quoted(key)} in an entry of "files".`, didYouMean(key, FILE_KEYS))
}

function missingSentence(source: string | undefined, destination: string | undefined): string {
  if (destination !== undefined)
    return `This entry has a destination file (${quoted(destination)}), but no source file.`
  if (source !== undefined) return `This entry has only a source file (${quoted(source)}), but no destination.`
  return 'This entry has neither a source nor a destination.'
}

function renameFix(item: MappingNode): string {
  const misspelt = item.entries.find(({ key }) => !FILE_KEYS.includes(key) && nearestName(key, FILE_KEYS) !== null)
  if (!misspelt) return 'Give each entry of "files" a "source" and a "destination", or remove the entry.'
  return `Rename ${quoted(misspelt.key)} to ${quoted(nearestName(misspelt.key, FILE_KEYS) ?? '')}.`
}

/** User guide, files section: the destination is a fully qualified path. */
function checkDestination({ destination, node }: Copy, os: OperatingSystem, findings: Findings): void {
  const isUnc = destination.startsWith('\\\\')
  const isQualified = os === 'windows' ? /^[A-Za-z]:/.test(destination) || isUnc : destination.startsWith('/')
  if (os === null || isQualified) return
  const example = os === 'windows' ? 'c:\\inetpub\\wwwroot' : '/var/www/html'
  const place = entryOf(node, 'destination')?.value.place ?? node.place
  findings.warning(place, `The destination ${quoted(destination)} is no fully qualified path, such as ${example}.`)
}

/** Agent, install_instruction: one file may not be copied from two sources. Whether a source is a file, names only suggest. */
function checkCollisions(copies: readonly Copy[], findings: Findings): void {
  const firstByTarget = new Map<string, Copy>()
  for (const copy of copies) {
    const target = targetOf(copy)
    const first = firstByTarget.get(target)
    if (!first) firstByTarget.set(target, copy)
    else tellCollision(first, copy, findings)
  }
}

function tellCollision(first: Copy, copy: Copy, findings: Findings): void {
  const name = fileNameOf(copy.source)
  const message = `This entry and the one on line ${first.node.place.line} are two sources for one destination (${quoted(copy.destination)}): ${quoted(first.source)} and ${quoted(copy.source)}.`
  if (/\.[A-Za-z0-9]+$/.test(name)) findings.error(copy.node.place, message, 'Remove one, or copy it elsewhere.')
  else findings.warning(copy.node.place, `${message} Where both hold the same file, Install fails.`)
}

/** Files keep their names in the destination; what is inside a folder lands there whatever the folder is called. */
function targetOf({ source, destination }: Copy): string {
  const folder = withoutEnding(destination.replaceAll('\\', '/'), '/')
  return `${folder}/${fileNameOf(source)}`
}

function fileNameOf(source: string): string {
  return withoutEnding(source.replaceAll('\\', '/'), '/').split('/').at(-1) ?? ''
}
