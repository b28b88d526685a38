import { parseSync } from 'vite'

/** A node of a parsed source file, with whatever fields its type has. */
export interface SyntaxNode {
  readonly type: string
  /** Offset in characters from the start of the file. */
  readonly start: number
  readonly [field: string]: unknown
}

/** A node together with the node that holds it and the field that it stands in. */
export interface PlacedNode {
  readonly node: SyntaxNode
  readonly parent: SyntaxNode | null
  readonly field: string
}

/** A source file as the checks see it: comments and the contents of strings are not code. */
export interface ParsedSource {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly nodes: readonly PlacedNode[]
  /** From 1. */
  lineNumberOf(node: SyntaxNode): number
}

/** @throws when the text is not TypeScript */
export function parseSource(path: string, text: string): ParsedSource {
  const { program, errors } = parseSync(path, text)
  const error = errors[0]
  if (error) throw new Error(`${path}: ${error.message}`)
  const nodes: PlacedNode[] = []
  collect(program, null, '', nodes)
  return { path, nodes, lineNumberOf: (node) => text.slice(0, node.start).split('\n').length }
}

function collect(value: unknown, parent: SyntaxNode | null, field: string, into: PlacedNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, parent, field, into)
  } else if (isNode(value)) {
    into.push({ node: value, parent, field })
    for (const [name, child] of Object.entries(value)) collect(child, value, name, into)
  }
}

/** Whether a field holds a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The name of an identifier or the text of a string, whatever stands there; undefined for anything else. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'Identifier' || value.type === 'PrivateIdentifier') return String(value.name)
  return value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined
}

/** One breach of a rule, as the test prints it. */
export function breach(source: ParsedSource, node: SyntaxNode, sentence: string): string {
  return `${source.path}:${source.lineNumberOf(node)} ${sentence}`
}
