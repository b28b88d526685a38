import type { LibraryEntry } from './entries'

export interface LibraryGroup {
  readonly collection: string
  readonly entries: readonly LibraryEntry[]
}

/** Entries that hold every word of the query in their name, collection or story. */
export function filterEntries(entries: readonly LibraryEntry[], query: string): LibraryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ name, collection, story }) => {
    const text = `${name} ${collection} ${story}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The entries under their headings, both in the order of the library. */
export function groupEntries(entries: readonly LibraryEntry[]): LibraryGroup[] {
  const collections = [...new Set(entries.map(({ collection }) => collection))]
  return collections.map((collection) => ({
    collection,
    entries: entries.filter((entry) => entry.collection === collection),
  }))
}

const CLOSEST_COUNT = 2

/** The names nearest to a query that matches nothing, the nearest first. */
export function closestEntries(entries: readonly LibraryEntry[], query: string): LibraryEntry[] {
  const wanted = pairsOf(query)
  const scored = entries.map((entry) => ({ entry, score: likeness(wanted, pairsOf(entry.name)) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, CLOSEST_COUNT)
    .map(({ entry }) => entry)
}

/** Neighbouring letters of the words, which survive a letter too much or too few. */
function pairsOf(text: string): Set<string> {
  const words = text.toLowerCase().split(/\s+/)
  return new Set(words.flatMap((word) => [...word].slice(1).map((letter, index) => `${word[index]}${letter}`)))
}

/** Share of the wanted pairs that are there, from 0 to 1. */
function likeness(wanted: ReadonlySet<string>, found: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0
  const shared = [...wanted].filter((pair) => found.has(pair))
  return shared.length / wanted.size
}
