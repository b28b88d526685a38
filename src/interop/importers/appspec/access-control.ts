import { describeNode, quoted, type SourceNode, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import { FAILS_ON_THE_INSTANCE } from './accepted'

const FORM = 'The form is [default:][user|group|mask|other]:[name]:rwx, such as "u:mary:rw".'
const TYPE_WORDS: Readonly<Record<string, 'user' | 'group' | 'mask' | 'other'>> = {
  u: 'user',
  user: 'user',
  g: 'group',
  group: 'group',
  m: 'mask',
  mask: 'mask',
  o: 'other',
  other: 'other',
}

interface AccessControlEntry {
  readonly isDefault: boolean
  readonly type: 'user' | 'group' | 'mask' | 'other'
  readonly name: string
  readonly permissions: string
}

/** One entry of `acls` (agent, ace_info): two to four parts, read from the end. */
export function checkAccessControlEntry(node: SourceNode, findings: Findings): void {
  const text = textOf(node)
  const entry = text === undefined ? null : parseEntry(text)
  if (text === undefined || !entry) {
    findings.error(node.place, `Invalid acl entry: found ${describeNode(node)}.`, FORM)
    return
  }
  if (!entry.isDefault && entry.type !== 'mask' && entry.name === '') {
    const message = `The acl entry ${quoted(text)} sets a base permission; use "mode" to set the base acl entry.`
    findings.error(node.place, message)
  }
  if ((entry.type === 'mask' || entry.type === 'other') && entry.name !== '') {
    const message = `The acl entry ${quoted(text)} gives a name to ${entry.type}, which has none: the agent refuses it. ${FAILS_ON_THE_INSTANCE}`
    findings.warning(node.place, message, FORM)
  }
  const wrong = wrongPermission(entry.permissions)
  if (wrong === null) return
  const message = `The acl entry ${quoted(text)} contains the invalid character ${quoted(wrong)}; allowed are r, w, x and -, or one digit from 0 to 7.`
  findings.error(node.place, message)
}

function parseEntry(text: string): AccessControlEntry | null {
  const parts = text.split(':')
  const permissions = parts.pop()
  const last = parts.pop()
  if (permissions === undefined || last === undefined || parts.length > 2) return null
  const isDefault = parts[0] === 'd' || parts[0] === 'default'
  if (isDefault) parts.shift()
  if (parts.length > 1) return null
  const [typeWord] = parts
  if (typeWord !== undefined) {
    const type = TYPE_WORDS[typeWord]
    return type ? { isDefault, type, name: last, permissions } : null
  }
  const type = TYPE_WORDS[last]
  if (type === 'mask' || type === 'other') return { isDefault, type, name: '', permissions }
  return { isDefault, type: 'user', name: last, permissions }
}

function wrongPermission(permissions: string): string | null {
  if (/^[0-7]$/.test(permissions)) return null
  return [...permissions].find((character) => !'rwx-'.includes(character)) ?? null
}
