import type { Place } from '../outcome'

/** A value of a YAML or JSON document that knows where it stands. Aliases and merge keys are resolved. */
export type SourceNode = MappingNode | SequenceNode | ScalarNode

export interface Entry {
  readonly key: string
  readonly keyPlace: Place
  readonly value: SourceNode
}

export interface MappingNode {
  readonly kind: 'mapping'
  readonly place: Place
  /** In the order of the document; of duplicate keys only the last. */
  readonly entries: readonly Entry[]
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly place: Place
  readonly items: readonly SourceNode[]
}

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly place: Place
  /** By YAML 1.2's core schema: yes, no, on and off are texts, 0644 is the number 644. */
  readonly value: string | number | boolean | null
  /** As it was written, without quotation marks. */
  readonly text: string
  readonly isQuoted: boolean
}

/** The entry of a mapping with this very key. */
export function entryOf(node: SourceNode, key: string): Entry | undefined {
  return node.kind === 'mapping' ? node.entries.find((entry) => entry.key === key) : undefined
}

/** The value under a key, or under one key after another. */
export function valueAt(node: SourceNode | undefined, ...keys: readonly string[]): SourceNode | undefined {
  return keys.reduce<SourceNode | undefined>((inner, key) => inner && entryOf(inner, key)?.value, node)
}

export function isNull(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.value === null
}

/** The words of a scalar, trimmed; undefined for null, lists and mappings. */
export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text.trim() : undefined
}

/** A value in words for a sentence: `"0.0"`, `a list of 3`, `nothing`. */
export function describeNode(node: SourceNode): string {
  if (node.kind === 'mapping') return `a mapping with ${node.entries.length} keys`
  if (node.kind === 'sequence') return `a list of ${node.items.length}`
  if (node.value === null) return 'nothing'
  return typeof node.value === 'string' ? quoted(node.text) : node.text
}

/** A text of a file inside a sentence, cut to a readable length. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
