import {
  describeNode,
  entryOf,
  isNull,
  type MappingNode,
  quoted,
  type SequenceNode,
  type SourceNode,
  textOf,
} from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import { checkAccessControlEntry } from './access-control'
import type { OperatingSystem } from './header'
import { checkMode } from './mode'
import { checkContext } from './security-context'

const PERMISSION_KEYS = ['object', 'pattern', 'except', 'owner', 'group', 'mode', 'acls', 'context', 'type']
const OBJECT_TYPES = ['file', 'directory']

/** The rules of the permissions section (agent, application_specification). They are checked, not simulated. */
export function checkPermissions(root: MappingNode, os: OperatingSystem, findings: Findings): void {
  const section = entryOf(root, 'permissions')
  if (!section) return
  if (isNull(section.value)) {
    findings.note(section.keyPlace, 'The "permissions" section is empty.')
    return
  }
  const list = requireList('permissions', section.value, findings)
  if (!list) return
  if (os === 'windows' && list.items.length > 0) {
    const message = 'The AppSpec is for windows and sets permissions, which the agent supports on linux only.'
    findings.error(section.keyPlace, message, 'Remove the "permissions" section.')
  }
  const firstByObject = new Map<string, SourceNode>()
  for (const item of list.items) checkPermission(item, firstByObject, findings)
}

function checkPermission(item: SourceNode, firstByObject: Map<string, SourceNode>, findings: Findings): void {
  if (item.kind !== 'mapping') {
    findings.error(item.place, `A permission is ${describeNode(item)}; it needs at least "object".`)
    return
  }
  for (const { key, keyPlace } of item.entries) {
    if (PERMISSION_KEYS.includes(key)) continue
    findings.warning(keyPlace, `The agent ignores ${quoted(key)} in a permission.`, didYouMean(key, PERMISSION_KEYS))
  }
  checkObject(item, firstByObject, findings)
  checkTypes(item, findings)
  for (const key of ['except', 'acls']) requireList(key, presentValue(item, key), findings)
  const mode = presentValue(item, 'mode')
  if (mode) checkMode(mode, findings)
  const acls = presentValue(item, 'acls')
  if (acls?.kind === 'sequence') for (const entry of acls.items) checkAccessControlEntry(entry, findings)
  const context = presentValue(item, 'context')
  if (context) checkContext(context, findings)
}

/** Agent, linux_permission_info and install_instruction: an object each, and no object twice. */
function checkObject(item: MappingNode, firstByObject: Map<string, SourceNode>, findings: Findings): void {
  const object = textOf(entryOf(item, 'object')?.value)
  if (object === undefined || object === '') {
    const message = 'This permission has no object value: the path that it is for.'
    findings.error(item.place, message, 'Add "object", or remove the entry.')
    return
  }
  const signature = `${object} ${textOf(entryOf(item, 'pattern')?.value) ?? '**'}`
  const first = firstByObject.get(signature)
  if (!first) firstByObject.set(signature, item)
  else {
    const message = `Permissions for ${quoted(object)} are set twice (first on line ${first.place.line}), which Install refuses where both match one file.`
    findings.warning(item.place, message)
  }
}

function checkTypes(item: MappingNode, findings: Findings): void {
  const list = requireList('type', presentValue(item, 'type'), findings)
  for (const type of list?.items ?? []) {
    if (OBJECT_TYPES.includes(textOf(type) ?? '')) continue
    const message = `The object type is ${describeNode(type)}; allowed are file and directory.`
    findings.error(type.place, message, didYouMean(textOf(type) ?? '', OBJECT_TYPES))
  }
}

/** The agent walks over these without asking whether they are lists, and fails where they are not. */
function requireList(key: string, node: SourceNode | undefined, findings: Findings): SequenceNode | undefined {
  if (!node || node.kind === 'sequence') return node
  findings.error(node.place, `"${key}" is ${describeNode(node)}; allowed is a list.`, 'Start each entry with "- ".')
  return undefined
}

function presentValue(item: MappingNode, key: string): SourceNode | undefined {
  const node = entryOf(item, key)?.value
  return node && !isNull(node) ? node : undefined
}
