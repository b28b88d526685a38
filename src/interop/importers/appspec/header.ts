import { nearestName } from '@sim'
import { describeNode, entryOf, type MappingNode, quoted, type ScalarNode, type SourceNode } from '../../document/node'
import type { Findings } from '../../findings'

/** What the AppSpec says it is for; null when it does not say so clearly. */
export type OperatingSystem = 'linux' | 'windows' | null

/** Words that people write for one of the two. */
const LINUX_WORDS = /linux|ubuntu|debian|rhel|red ?hat|centos|amazon|amzn|al2|suse|fedora|alpine|unix/i

/** Agent, application_specification: the version must equal the number 0.0; `reader` is who says so, for the sentence. */
export function checkVersion(root: MappingNode, findings: Findings, reader = 'the agent'): void {
  const node = entryOf(root, 'version')?.value
  if (!node) {
    findings.error(root.place, 'The AppSpec has no "version".', addOrRename(root, 'version', 'version: 0.0'))
    return
  }
  if (node.kind === 'scalar' && node.value === 0) return
  findings.error(
    node.place,
    `The version is ${describeNode(node)}; ${reader} accepts only the number 0.0.`,
    versionFix(node),
  )
}

function versionFix(node: SourceNode): string {
  const isQuotedZero = node.kind === 'scalar' && node.isQuoted && Number(node.text) === 0 && node.text !== ''
  return isQuotedZero ? 'Remove the quotation marks: a text is not a number.' : 'Write version: 0.0.'
}

/** Agent, application_specification: os is linux or windows, in lower case. */
export function checkOs(root: MappingNode, findings: Findings): OperatingSystem {
  const node = entryOf(root, 'os')?.value
  if (!node) {
    findings.error(root.place, 'The AppSpec has no "os".', addOrRename(root, 'os', 'os: linux, or os: windows'))
    return null
  }
  if (node.kind === 'scalar' && (node.value === 'linux' || node.value === 'windows')) return node.value
  const message = `The operating system is ${describeNode(node)}; the agent accepts linux and windows, in lower case.`
  findings.error(node.place, message, osFix(node))
  return null
}

function osFix(node: SourceNode): string {
  const text = node.kind === 'scalar' ? (node satisfies ScalarNode).text : ''
  if (LINUX_WORDS.test(text)) return 'Write os: linux for every Linux distribution.'
  return /^win/i.test(text) ? 'Write os: windows.' : 'Write os: linux, or os: windows.'
}

function addOrRename(root: MappingNode, key: string, line: string): string {
  const misspelt = root.entries.find((entry) => nearestName(entry.key, [key]) !== null)
  if (!misspelt) return `Add the line ${line}.`
  return `Rename ${quoted(misspelt.key)} on line ${misspelt.keyPlace.line} to ${quoted(key)}.`
}
