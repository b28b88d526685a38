import type { Issue } from '../scenario/issue'
import { pointerOf } from '../scenario/json-pointer'
import { OPERATORS, onlyEntry } from './operators'
import { alternativesOf, isObject } from './pattern'

/** EventBridge quota: characters of an event pattern. */
const PATTERN_CHARS_MAX = 2_048

type Path = readonly (string | number)[]

/**
 * Everything that EventBridge would refuse in an event pattern, each with its JSON pointer (below `pointer`) and a
 * sentence (EventBridge user guide, creating event patterns). No issues: `matches` takes it.
 */
export function checkPattern(pattern: unknown, pointer = ''): Issue[] {
  const issues = objectIssues(pattern, [])
  const characters = JSON.stringify(pattern)?.length ?? 0
  if (characters > PATTERN_CHARS_MAX) {
    issues.push(issueAt([], `has ${characters} characters, allowed are up to ${PATTERN_CHARS_MAX}`))
  }
  return issues.map((issue) => ({ ...issue, pointer: `${pointer}${issue.pointer}` }))
}

const issueAt = (path: Path, message: string): Issue => ({ pointer: pointerOf(path), message })

function objectIssues(pattern: unknown, path: Path): Issue[] {
  if (!isObject(pattern)) return [issueAt(path, `found ${JSON.stringify(pattern)}, allowed is an object`)]
  const keys = Object.keys(pattern).toSorted()
  if (keys.length === 0) return [issueAt(path, 'found an object without fields, allowed is one with a field at least')]
  return keys.flatMap((key) => {
    const value = pattern[key]
    const inner = [...path, key]
    const alternatives = alternativesOf(key, value)
    if (alternatives !== null) return alternatives.flatMap((one, index) => objectIssues(one, [...inner, index]))
    return Array.isArray(value) ? leafIssues(value, inner) : fieldIssues(value, inner)
  })
}

function fieldIssues(value: unknown, path: Path): Issue[] {
  if (isObject(value)) return objectIssues(value, path)
  const found = JSON.stringify(value)
  return [issueAt(path, `found ${found}, allowed is a list of values such as [${found}], or an object of fields`)]
}

function leafIssues(conditions: readonly unknown[], path: Path): Issue[] {
  if (conditions.length === 0) return [issueAt(path, 'found an empty list, allowed is one with a value at least')]
  return conditions.flatMap((condition, index) => conditionIssues(condition, [...path, index]))
}

function conditionIssues(condition: unknown, path: Path): Issue[] {
  if (Array.isArray(condition)) {
    return [issueAt(path, 'found a list, allowed are texts, numbers, true, false, null and objects with an operator')]
  }
  if (!isObject(condition)) return []
  const entry = onlyEntry(condition)
  const operator = OPERATORS.find(({ name }) => name === entry?.[0])
  if (entry === null || operator === undefined) return [operatorIssue(condition, path)]
  if (operator.accepts(entry[1])) return []
  const found = JSON.stringify(entry[1])
  return [issueAt([...path, entry[0]], `found ${found}, allowed is ${operator.allowed}`)]
}

function operatorIssue(condition: object, path: Path): Issue {
  const allowed = OPERATORS.map(({ name }) => `"${name}"`).join(', ')
  const found = Object.keys(condition)
    .toSorted()
    .map((key) => `"${key}"`)
  const names = found.length === 0 ? 'no operator' : found.join(' and ')
  return issueAt(path, `found ${names}, allowed is one operator of ${allowed}`)
}
