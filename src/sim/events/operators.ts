import type { JsonValue } from './cloud-event'
import { matchesWildcard, wildcardTexts } from './wildcard'

/** One comparison operator of event patterns: what may stand beside its name, and what it matches. */
export interface Operator {
  readonly name: string
  /** What is allowed as its operand, for a sentence. */
  readonly allowed: string
  readonly accepts: (operand: JsonValue) => boolean
  /** Whether a value of the event matches; `operand` is one that `accepts` takes. `exists` is decided before. */
  readonly matches: (value: JsonValue, operand: JsonValue) => boolean
}

/** EventBridge user guide, numeric matching: from -5.0e9 to +5.0e9 inclusive. */
const NUMERIC_MAX = 5_000_000_000

const isText = (operand: JsonValue): operand is string => typeof operand === 'string'
const isNumericOperand = (operand: JsonValue): operand is number =>
  typeof operand === 'number' && operand >= -NUMERIC_MAX && operand <= NUMERIC_MAX
const equalsIgnoringCase = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The fields of an operand that is an object with one key. */
export function onlyEntry(operand: JsonValue): readonly [string, JsonValue] | null {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return null
  const keys = Object.keys(operand).toSorted()
  return keys.length === 1 ? [keys[0], Reflect.get(operand, keys[0])] : null
}

/** `prefix` and `suffix`: a text, or one whose case is ignored. */
function endOperator(name: 'prefix' | 'suffix'): Operator {
  const cut = (value: string, end: string): string =>
    name === 'prefix' ? value.slice(0, end.length) : value.slice(Math.max(0, value.length - end.length))
  return {
    name,
    allowed: 'a text or {"equals-ignore-case": a text}',
    accepts: (operand) => isText(operand) || textIgnoringCase(operand) !== null,
    matches: (value, operand) => {
      if (!isText(value)) return false
      const ignoringCase = textIgnoringCase(operand)
      if (ignoringCase !== null) return equalsIgnoringCase(cut(value, ignoringCase), ignoringCase)
      return isText(operand) && cut(value, operand) === operand
    },
  }
}

function textIgnoringCase(operand: JsonValue): string | null {
  const entry = onlyEntry(operand)
  return entry?.[0] === 'equals-ignore-case' && isText(entry[1]) ? entry[1] : null
}

const prefix = endOperator('prefix')
const suffix = endOperator('suffix')

const equalsIgnoreCase: Operator = {
  name: 'equals-ignore-case',
  allowed: 'a text',
  accepts: isText,
  matches: (value, operand) => isText(value) && isText(operand) && equalsIgnoringCase(value, operand),
}

const wildcard: Operator = {
  name: 'wildcard',
  allowed: 'a text in which no two * are beside each other and \\ stands only before * and \\',
  accepts: (operand) => isText(operand) && wildcardTexts(operand) !== null,
  matches: (value, operand) => {
    const texts = isText(operand) ? wildcardTexts(operand) : null
    return isText(value) && texts !== null && matchesWildcard(value, texts)
  },
}

/** One comparison with any sign, or a range of a lower bound and a higher one. */
const numeric: Operator = {
  name: 'numeric',
  allowed: 'a list such as [">", 0] or [">", 0, "<=", 5], with numbers from -5e9 to 5e9, the lower bound first',
  accepts: (operand) => {
    if (!Array.isArray(operand)) return false
    const [sign, bound, secondSign, secondBound] = operand
    if (!isNumericOperand(bound)) return false
    if (operand.length === 2) return ['=', '<', '<=', '>', '>='].includes(sign)
    const isRange = ['>', '>='].includes(sign) && ['<', '<='].includes(secondSign)
    return operand.length === 4 && isRange && isNumericOperand(secondBound) && bound < secondBound
  },
  matches: (value, operand) => {
    if (typeof value !== 'number' || !Array.isArray(operand)) return false
    if (!compares(value, operand[0], operand[1])) return false
    return operand.length === 2 || compares(value, operand[2], operand[3])
  },
}

function compares(value: number, sign: string, bound: number): boolean {
  switch (sign) {
    case '=':
      return value === bound
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>':
      return value > bound
    default:
      return value >= bound
  }
}

const exists: Operator = {
  name: 'exists',
  allowed: 'true or false',
  accepts: (operand) => typeof operand === 'boolean',
  matches: (_, operand) => operand === true,
}

/** What `anything-but` may turn around, each over one text or a list of texts. */
const TURNED_AROUND: readonly Operator[] = [prefix, suffix, equalsIgnoreCase, wildcard]

const anythingBut: Operator = {
  name: 'anything-but',
  allowed:
    'a text, a number, a list of texts, a list of numbers, or {"prefix", "suffix", "equals-ignore-case" or "wildcard": a text or a list of texts}',
  accepts: (operand) => {
    const turned = turnedAround(operand)
    if (turned !== null) return turned.operands.length > 0 && turned.operands.every(turned.operator.accepts)
    const operands = listOf(operand)
    if (operands.length === 0) return false
    return operands.every(isText) || operands.every((one) => typeof one === 'number')
  },
  matches: (value, operand) => {
    const turned = turnedAround(operand)
    if (turned !== null) return !turned.operands.some((one) => turned.operator.matches(value, one))
    return !listOf(operand).some((one) => equals(value, one))
  },
}

function turnedAround(operand: JsonValue): { operator: Operator; operands: readonly JsonValue[] } | null {
  const entry = onlyEntry(operand)
  const operator = TURNED_AROUND.find(({ name }) => name === entry?.[0])
  return entry === null || operator === undefined ? null : { operator, operands: listOf(entry[1]) }
}

const listOf = (operand: JsonValue): readonly JsonValue[] => (Array.isArray(operand) ? operand : [operand])

/**
 * Exact and case-sensitive. Numbers compare as they are written in JSON; a document that has been read no longer tells
 * 300 from 300.0, so here these two are equal.
 */
export const equals = (value: JsonValue, operand: JsonValue): boolean => value === operand

/** THE registry of comparison operators (EventBridge user guide, comparison operators for use in event patterns). */
export const OPERATORS: readonly Operator[] = [prefix, suffix, equalsIgnoreCase, wildcard, anythingBut, numeric, exists]
