import type { Problem } from './issue'
import { pointerOf } from './json-pointer'
import { nearestName } from './nearest-name'
import { z } from './zod'

/** The parts of a JSON Schema that our sentences speak of. */
interface Allowed {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly anyOf?: readonly Allowed[]
  readonly oneOf?: readonly Allowed[]
  readonly properties?: Readonly<Record<string, unknown>>
  readonly propertyNames?: Allowed
}

/** What a person knows by another name: keys that look right and cannot be. */
const KNOWN_MISTAKES: Readonly<Record<string, string>> = {
  BlockTraffic: 'CodeDeploy itself runs BlockTraffic, no script can',
  DownloadBundle: "the agent itself runs DownloadBundle, no script can; its length is the revision's downloadBundle",
  Install: "the agent itself runs Install, no script can; its length is the revision's install",
  AllowTraffic: 'CodeDeploy itself runs AllowTraffic, no script can',
}

/** Zod's error map: the sentence of every issue code, in one place. Unknown keys get a line each. */
export const sentenceOf: z.core.$ZodErrorMap = (issue) => {
  const allowed = allowedBy(issue.schema ?? issue.inst)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKeySentence(key, allowed)).join('\n')
    case 'invalid_union':
      if (issue.discriminator === undefined) return foundSentence(issue.input, allowed)
      return foundSentence(Reflect.get(Object(issue.input), String(issue.discriminator)), {
        enum: Array.isArray(issue.options) ? issue.options : [],
      })
    default:
      return foundSentence(issue.input, allowed)
  }
}

/** Our problems for one of zod's issues: one for each unknown key, and those of the alternative that the author meant. */
export function toProblems(issue: z.core.$ZodIssue, parentPath: readonly PropertyKey[] = []): Problem[] {
  const path = [...parentPath, ...issue.path]
  const pointer = pointerOf(path)
  if (issue.code === 'unrecognized_keys') {
    const sentences = issue.message.split('\n')
    return issue.keys.map((key, index) => ({
      pointer: pointerOf([...path, key]),
      message: sentences[index] ?? '',
      doubtful: pointer,
    }))
  }
  const meant = issue.code === 'invalid_union' ? meantAlternative(issue.errors) : undefined
  if (meant) return meant.flatMap((inner) => toProblems(inner, path))
  return [{ pointer, message: issue.message, doubtful: pointer }]
}

/** The alternative of the right shape that knows every key the author wrote, or else the first of the right shape. */
function meantAlternative(alternatives: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const shaped = alternatives.filter(isAboutTheInside)
  return shaped.find(knowsEveryKey) ?? shaped[0]
}

function knowsEveryKey(issues: readonly z.core.$ZodIssue[]): boolean {
  return !issues.some(({ path, code }) => path.length === 0 && code === 'unrecognized_keys')
}

/** An alternative whose problems all lie inside the value is one that has the right shape. */
function isAboutTheInside(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys')
}

/** A file may hold thousands of like mistakes; the words for one schema are made once. */
const allowedBySchema = new WeakMap<object, Allowed>()

function allowedBy(schema: unknown): Allowed {
  if (!(schema instanceof z.core.$ZodType)) return {}
  const known = allowedBySchema.get(schema)
  if (known) return known
  const allowed = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Allowed
  allowedBySchema.set(schema, allowed)
  return allowed
}

function unknownKeySentence(key: string, allowed: Allowed): string {
  const names = Object.keys(allowed.properties ?? {})
  const candidates = names.length > 0 ? names : (allowed.propertyNames?.enum ?? []).map(String)
  const mistake = Object.hasOwn(KNOWN_MISTAKES, key) ? KNOWN_MISTAKES[key] : undefined
  if (mistake) return `unknown key ${quoted(key)}: ${mistake}`
  const nearest = nearestName(key, candidates)
  if (nearest !== null) return `unknown key ${quoted(key)}; did you mean ${quoted(nearest)}?`
  return `unknown key ${quoted(key)}, allowed are ${candidates.map(quoted).join(', ')}`
}

function foundSentence(input: unknown, allowed: Allowed): string {
  if (input === undefined) return `missing, ${allowedClause(allowed)}`
  const sentence = `found ${describeFound(input, allowed)}, ${allowedClause(allowed)}`
  const nearest = typeof input === 'string' ? nearestName(input, enumeratedTexts(allowed)) : null
  if (nearest !== null) return `${sentence}; did you mean ${quoted(nearest)}?`
  return isQuotedNumber(input, allowed) ? `${sentence}; write it without quotation marks` : sentence
}

function isQuotedNumber(input: unknown, allowed: Allowed): boolean {
  const wantsNumber = allowed.type === 'integer' || allowed.type === 'number'
  return wantsNumber && typeof input === 'string' && /^-?\d+(\.\d+)?$/.test(input)
}

function enumeratedTexts(allowed: Allowed): string[] {
  const inner = [...(allowed.anyOf ?? []), ...(allowed.oneOf ?? [])].flatMap(enumeratedTexts)
  return [...(allowed.enum ?? []).filter((value) => typeof value === 'string'), ...inner]
}

function describeFound(input: unknown, allowed: Allowed): string {
  if (Array.isArray(input)) return `a list of ${counted(input.length, 'entry', 'entries')}`
  if (typeof input === 'object' && input !== null) return 'an object'
  if (typeof input !== 'string') return String(input)
  const isTooLong = input.length > (allowed.maxLength ?? Number.POSITIVE_INFINITY) || input.length > 60
  return isTooLong ? `a text of ${counted(input.length, 'character', 'characters')}` : quoted(input)
}

/** What a JSON Schema allows, in words: "allowed are whole numbers from 0 to 10". */
function allowedClause(allowed: Allowed): string {
  const words = describeAllowed(allowed)
  const isOne =
    words.startsWith('a ') || words.startsWith('an ') || allowed.const !== undefined || allowed.enum?.length === 1
  return `allowed ${isOne ? 'is' : 'are'} ${words}`
}

function describeAllowed(allowed: Allowed): string {
  const alternatives = allowed.anyOf ?? allowed.oneOf
  if (alternatives) return [...new Set(alternatives.map(describeAllowed))].join(' or ')
  if (allowed.const !== undefined) return JSON.stringify(allowed.const)
  if (allowed.enum) return allowed.enum.map((value) => JSON.stringify(value)).join(', ')
  return describeType(allowed)
}

function describeType(allowed: Allowed): string {
  switch (allowed.type) {
    case 'integer':
      return `whole numbers from ${allowed.minimum} to ${allowed.maximum}`
    case 'number':
      if (allowed.exclusiveMinimum === undefined) return `numbers from ${allowed.minimum} to ${allowed.maximum}`
      return `numbers above ${allowed.exclusiveMinimum} and up to ${allowed.maximum}`
    case 'string':
      return `a text of ${allowed.minLength ?? 0} to ${allowed.maxLength} characters`
    case 'boolean':
      return 'true and false'
    case 'array':
      return `a list of ${allowed.minItems ?? 0} to ${allowed.maxItems} entries`
    case 'null':
      return 'null'
    default:
      return 'an object'
  }
}

function counted(count: number, singular: string, plural: string): string {
  return `${count} ${count === 1 ? singular : plural}`
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
