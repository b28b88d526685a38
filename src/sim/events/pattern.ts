import type { JsonValue } from './cloud-event'
import { equals, OPERATORS, onlyEntry } from './operators'

type JsonObject = { readonly [key: string]: JsonValue }

/** An event pattern that `checkPattern` has nothing against. */
export type EventPattern = { readonly [field: string]: unknown }

/**
 * Whether an event matches a pattern (EventBridge user guide, event patterns): every field of the pattern is in the event
 * at the same place and one of its values matches, fields that the pattern does not name are of no concern, and of a list
 * in the event one element is enough.
 */
export function matches(pattern: EventPattern, event: unknown): boolean {
  return matchesObject(asObject(pattern), asObject(event))
}

/** Alternatives of `$or`, where it is the operator: a list of two objects or more. Otherwise it is a field like others. */
export function alternativesOf(key: string, value: unknown): readonly JsonObject[] | null {
  if (key !== '$or' || !Array.isArray(value) || value.length < 2) return null
  return value.every(isObject) ? value : null
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value that has no fields has none of those that a pattern names. */
const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

function matchesObject(pattern: JsonObject, event: JsonObject): boolean {
  return Object.keys(pattern)
    .toSorted()
    .every((key) => {
      const wanted = pattern[key]
      const alternatives = alternativesOf(key, wanted)
      if (alternatives !== null) return alternatives.some((alternative) => matchesObject(alternative, event))
      return matchesField(wanted, Object.hasOwn(event, key) ? event[key] : undefined)
    })
}

function matchesField(wanted: JsonValue, found: JsonValue | undefined): boolean {
  if (Array.isArray(wanted)) return matchesLeaf(wanted, leavesOf(found))
  const nested = asObject(wanted)
  // Of a list of objects one has to match as a whole.
  return Array.isArray(found)
    ? found.some((element) => matchesObject(nested, asObject(element)))
    : matchesObject(nested, asObject(found))
}

/** Values of the event at the end of a path; an object is none, and neither is a field that is missing. */
function leavesOf(found: JsonValue | undefined): readonly JsonValue[] {
  if (found === undefined || isObject(found)) return []
  return Array.isArray(found) ? found.flatMap(leavesOf) : [found]
}

function matchesLeaf(conditions: readonly JsonValue[], leaves: readonly JsonValue[]): boolean {
  if (leaves.length === 0) return conditions.some(asksForAbsence)
  return conditions.some((condition) => leaves.some((leaf) => matchesValue(condition, leaf)))
}

function asksForAbsence(condition: JsonValue): boolean {
  const entry = onlyEntry(condition)
  return entry !== null && entry[0] === 'exists' && entry[1] === false
}

function matchesValue(condition: JsonValue, leaf: JsonValue): boolean {
  if (!isObject(condition)) return equals(leaf, condition)
  const entry = onlyEntry(condition)
  const operator = OPERATORS.find(({ name }) => name === entry?.[0])
  return entry !== null && operator?.matches(leaf, entry[1]) === true
}
