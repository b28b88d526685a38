import { nearestName } from '@sim'
import { describeNode, entryOf, isNull, type MappingNode, quoted, type SourceNode, textOf } from '../document/node'
import type { Findings } from '../findings'
import type { Located } from './pieces'

/** A text that is there and not empty. Anything else than a text or a number is an error. */
export function textField(mapping: MappingNode, key: string, findings: Findings): Located<string> | undefined {
  const node = fieldOf(mapping, key)
  if (!node) return undefined
  const text = textOf(node)
  if (text !== undefined) return text === '' ? undefined : { value: text, place: node.place }
  findings.error(node.place, `${quoted(key)} is ${describeNode(node)}; allowed is a text.`)
  return undefined
}

/** A whole number from 0; written as a text, as some tools print numbers, it counts as well. */
export function countField(mapping: MappingNode, key: string, findings: Findings): Located<number> | undefined {
  const node = fieldOf(mapping, key)
  if (!node) return undefined
  const text = textOf(node) ?? ''
  if (/^\d{1,15}$/.test(text)) return { value: Number(text), place: node.place }
  findings.error(node.place, `${quoted(key)} is ${describeNode(node)}; allowed are whole numbers from 0.`)
  return undefined
}

/** True or false; yes, no, on and off count as well, as in YAML 1.1. */
export function booleanField(mapping: MappingNode, key: string, findings: Findings): Located<boolean> | undefined {
  const node = fieldOf(mapping, key)
  if (!node) return undefined
  const text = (textOf(node) ?? '').toLowerCase()
  if (['true', 'yes', 'on'].includes(text)) return { value: true, place: node.place }
  if (['false', 'no', 'off'].includes(text)) return { value: false, place: node.place }
  findings.error(node.place, `${quoted(key)} is ${describeNode(node)}; allowed are true and false.`)
  return undefined
}

/** A mapping; null counts as absent. */
export function mappingField(mapping: MappingNode, key: string, findings: Findings): MappingNode | undefined {
  const node = fieldOf(mapping, key)
  if (!node || node.kind === 'mapping') return node
  findings.error(node.place, `${quoted(key)} is ${describeNode(node)}; allowed is an object.`)
  return undefined
}

/** The entries of a list; null and absence are no entries. */
export function listField(mapping: MappingNode, key: string, findings: Findings): readonly SourceNode[] {
  const node = fieldOf(mapping, key)
  if (!node) return []
  if (node.kind === 'sequence') return node.items
  findings.error(node.place, `${quoted(key)} is ${describeNode(node)}; allowed is a list.`)
  return []
}

/** The word itself, when it is one of `allowed`; anything else is an error that lists them. */
export function choiceField<T extends string>(
  mapping: MappingNode,
  key: string,
  allowed: readonly T[],
  findings: Findings,
): Located<T> | undefined {
  const found = textField(mapping, key, findings)
  const value = allowed.find((choice) => choice === found?.value)
  if (!found || value !== undefined) return found && value !== undefined ? { value, place: found.place } : undefined
  const message = `${quoted(key)} is ${quoted(found.value)}; allowed are ${allowed.join(', ')}.`
  findings.error(found.place, message, didYouMean(found.value, allowed))
  return undefined
}

/** "Did you mean ...?" where a name is near one of those that exist. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const nearest = nearestName(name, candidates)
  return nearest === null ? undefined : `Did you mean ${quoted(nearest)}?`
}

function fieldOf(mapping: MappingNode, key: string): SourceNode | undefined {
  const node = entryOf(mapping, key)?.value
  return node && !isNull(node) ? node : undefined
}
