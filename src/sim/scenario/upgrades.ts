import { SCHEMA_VERSION } from './schema'

type Document = Readonly<Record<string, unknown>>

/**
 * One step per version, from the key to the next: a document of version 0 goes through `UPGRADES[0]`, then
 * `UPGRADES[1]`, and so on to SCHEMA_VERSION. A step only moves and renames; it never checks values, that is the
 * schema's work. Steps of released versions are never changed.
 */
const UPGRADES: readonly ((document: Document) => Document)[] = [fromVersion0]

/**
 * Version 0 had no `schemaVersion`, and what is for the library stood at the top: `collection`, `story` and `order`,
 * which version 1 keeps in `presentation`.
 */
function fromVersion0(document: Document): Document {
  const { schemaVersion: _, collection, story, order, ...rest } = document
  const moved = Object.fromEntries(
    Object.entries({ collection, story, order }).filter(([, value]) => value !== undefined),
  )
  if (Object.keys(moved).length === 0) return { schemaVersion: 1, ...rest }
  // What is no object stays as it is, for the schema to refuse.
  if (rest.presentation !== undefined && !isDocument(rest.presentation)) return { schemaVersion: 1, ...rest }
  const presentation = { ...moved, ...rest.presentation }
  return { schemaVersion: 1, ...rest, presentation }
}

/** The version that a document claims; a document without one is of version 0. */
export function versionOf(document: unknown): unknown {
  return isDocument(document) ? (document.schemaVersion ?? 0) : SCHEMA_VERSION
}

/** The document in the form of SCHEMA_VERSION; `version` is a whole number from 0 to SCHEMA_VERSION. */
export function upgradeDocument(document: unknown, version: number): unknown {
  if (!isDocument(document)) return document
  return UPGRADES.slice(version).reduce((older, upgrade) => upgrade(older), document)
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
