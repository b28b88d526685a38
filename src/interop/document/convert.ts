import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Findings } from '../findings'
import type { Place } from '../outcome'
import { DOCUMENT_NODES_MAX, NESTING_DEPTH_MAX } from './limits'
import { type Entry, quoted, type SourceNode } from './node'
import type { PlaceAt } from './places'

/** Our tree of a parsed document; null when it is empty or, with an error in `findings`, cannot be taken. */
export function convertDocument(
  document: Document.Parsed,
  text: string,
  placeAt: PlaceAt,
  findings: Findings,
): SourceNode | null {
  if (document.contents === null || isEmpty(document.contents)) return null
  try {
    return new Converter(document, text, placeAt, findings).convert(document.contents, 0)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    findings.error(error.place, error.message, error.suggestion)
    return null
  }
}

/** A document of comments only holds one null that no one wrote. */
function isEmpty(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null && contents.source === ''
}

/** Ends the conversion of a document; caught by `convertDocument`. */
class Refusal extends Error {
  constructor(
    readonly place: Place,
    message: string,
    readonly suggestion?: string,
  ) {
    super(message)
  }
}

class Converter {
  private nodeCount = 0

  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
    private readonly placeAt: PlaceAt,
    private readonly findings: Findings,
  ) {}

  convert(node: ParsedNode, depth: number): SourceNode {
    const place = this.placeOf(node)
    this.nodeCount += 1
    if (this.nodeCount > DOCUMENT_NODES_MAX) {
      throw new Refusal(
        place,
        `The document holds more than ${DOCUMENT_NODES_MAX} values once its aliases are written out.`,
      )
    }
    if (depth > NESTING_DEPTH_MAX) {
      throw new Refusal(place, `The document nests deeper than ${NESTING_DEPTH_MAX} levels here.`)
    }
    if (isAlias(node)) return this.convert(this.resolve(node, place), depth + 1)
    if (isMap(node)) return { kind: 'mapping', place, entries: this.entries(node, depth) }
    if (isSeq(node)) return { kind: 'sequence', place, items: this.items(node, depth) }
    return scalarOf(place, node.value, node.source, node.type !== 'PLAIN' && node.type !== undefined)
  }

  private resolve(alias: ParsedNode & { source: string }, place: Place): ParsedNode {
    const target = isAlias(alias) ? alias.resolve(this.document) : undefined
    if (target) return target as ParsedNode
    throw new Refusal(
      place,
      `*${alias.source} refers to an anchor &${alias.source} that is not there: in YAML an unquoted * starts a reference.`,
      `Write "*${alias.source}" in quotation marks if the star is meant as such.`,
    )
  }

  private items(list: YAMLSeq.Parsed, depth: number): SourceNode[] {
    // Pairs as items exist for the tags !!omap and !!pairs only, which we do not resolve.
    return (list.items as readonly ParsedNode[]).map((item) => this.convert(item, depth + 1))
  }

  /** The entries of a mapping, merge keys (`<<`) behind its own, of duplicates the last at the place of the last. */
  private entries(mapping: YAMLMap.Parsed, depth: number): Entry[] {
    const byKey = new Map<string, Entry>()
    const merged: Entry[] = []
    for (const pair of mapping.items) {
      const key = this.keyText(pair.key)
      const keyPlace = this.placeOf(pair.key)
      const value = pair.value ? this.convert(pair.value, depth + 1) : scalarOf(keyPlace, null, '', false)
      if (key === '<<' && value.kind !== 'scalar') merged.push(...mergedEntries(value))
      else this.keep(byKey, { key, keyPlace, value })
    }
    const inherited = merged.filter(({ key }, index) => {
      return !byKey.has(key) && merged.findIndex((other) => other.key === key) === index
    })
    return [...byKey.values(), ...inherited]
  }

  private keep(byKey: Map<string, Entry>, entry: Entry): void {
    const earlier = byKey.get(entry.key)
    if (earlier) {
      this.findings.warning(
        entry.keyPlace,
        `${quoted(entry.key)} stands here for the second time (first on line ${earlier.keyPlace.line}): the last one counts, the other is ignored.`,
        'Remove one of them, or put both contents under one key.',
      )
      byKey.delete(entry.key)
    }
    byKey.set(entry.key, entry)
  }

  /** Keys are texts; of any other key, such as the `{ x }` that a template leaves, its source. */
  private keyText(key: ParsedNode): string {
    if (isScalar(key)) return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
    const [start, end] = key.range
    return this.text.slice(start, end)
  }

  private placeOf(node: ParsedNode): Place {
    return this.placeAt(node.range[0])
  }
}

function mergedEntries(value: SourceNode): readonly Entry[] {
  if (value.kind === 'mapping') return value.entries
  return value.kind === 'sequence' ? value.items.flatMap(mergedEntries) : []
}

function scalarOf(place: Place, value: unknown, source: string | undefined, isQuoted: boolean): SourceNode {
  const isKnown = value === null || typeof value === 'number' || typeof value === 'boolean'
  const known = isKnown ? value : String(value)
  return { kind: 'scalar', place, value: known, text: typeof known === 'string' ? known : (source ?? ''), isQuoted }
}
