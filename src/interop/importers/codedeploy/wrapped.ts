import { nearestName } from '@sim'
import { entryOf, type MappingNode, quoted, type SourceNode } from '../../document/node'
import type { Findings } from '../../findings'

/** What the AWS CLI prints is wrapped in one key; what `--query` or an input file holds is not. */
export function unwrap(root: SourceNode, wrapper: string): MappingNode | null {
  const inner = entryOf(root, wrapper)?.value ?? root
  return inner.kind === 'mapping' ? inner : null
}

/** How many of these keys a mapping has, from 0 to 1. */
export function shareOfKeys(mapping: MappingNode | null, keys: readonly string[]): number {
  return mapping ? keys.filter((key) => entryOf(mapping, key)).length / keys.length : 0
}

/** Lists what we do not know: AWS adds fields, people misspell them. */
export function tellUnknownFields(info: MappingNode, known: readonly string[], findings: Findings): void {
  for (const { key, keyPlace } of info.entries) {
    if (known.includes(key)) continue
    const nearest = nearestName(key, known)
    if (nearest === null) findings.note(keyPlace, `${quoted(key)} is not known here and has no influence.`)
    else
      findings.warning(
        keyPlace,
        `${quoted(key)} is not known here and has no influence.`,
        `Did you mean ${quoted(nearest)}?`,
      )
  }
}
