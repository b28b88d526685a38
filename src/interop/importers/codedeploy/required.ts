import { entryOf, isNull, type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'

/** An error for each key that a deployment configuration must have and has not, or has empty. */
export function requireKeys(mapping: MappingNode, keys: readonly string[], findings: Findings): void {
  for (const key of keys) {
    const entry = entryOf(mapping, key)
    if (!entry) findings.error(mapping.place, `The deployment configuration has no ${quoted(key)}.`)
    else if (isNull(entry.value)) findings.error(entry.keyPlace, `${quoted(key)} is empty.`)
  }
}
