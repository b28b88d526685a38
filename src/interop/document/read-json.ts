import type { Findings } from '../findings'
import { NESTING_DEPTH_MAX } from './limits'
import { type Entry, quoted, type SourceNode } from './node'
import { type PlaceAt, placesOf } from './places'

/** Whatever stands between white space, brackets, commas, colons and quotation marks. */
const BARE_WORD = /[^\s[\]{}:,"]+/y
const SPACE = /[ \t\r\n]*/y
const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

/**
 * Reads strict JSON (RFC 8259) with places; null with one error when it is none. Beside `readDocuments` because the
 * YAML library lets trailing commas through and takes seconds for the thousands of points of a recorded load. Of
 * duplicate keys the last wins, with a warning, as in `JSON.parse`.
 */
export function readJson(file: string, text: string, findings: Findings): SourceNode | null {
  const placeAt = placesOf(file, text)
  try {
    return new JsonReader(text, placeAt, findings).document()
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    findings.error(placeAt(error.offset), `This is not JSON: ${error.message}.`)
    return null
  }
}

/** The first mistake; caught by `readJson`. */
class JsonError extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message)
  }
}

class JsonReader {
  /** The token under the cursor, '' at the end, and where it starts. */
  private token = ''
  private start = 0

  constructor(
    private readonly text: string,
    private readonly placeAt: PlaceAt,
    private readonly findings: Findings,
  ) {
    this.advance()
  }

  document(): SourceNode {
    const root = this.value(0)
    if (this.token !== '') throw this.unexpected('the end of the file')
    return root
  }

  private value(depth: number): SourceNode {
    if (depth > NESTING_DEPTH_MAX) throw new JsonError(this.start, `it nests deeper than ${NESTING_DEPTH_MAX} levels`)
    const place = this.placeAt(this.start)
    if (this.token === '{') return { kind: 'mapping', place, entries: this.entries(depth) }
    if (this.token === '[') return { kind: 'sequence', place, items: this.items(depth) }
    const isText = this.token.startsWith('"')
    const value = isText ? this.string('a value') : this.word()
    return { kind: 'scalar', place, value, text: String(value), isQuoted: isText }
  }

  private entries(depth: number): Entry[] {
    const byKey = new Map<string, Entry>()
    this.list('}', () => {
      const keyPlace = this.placeAt(this.start)
      const key = this.string('a key in double quotes')
      this.expect(':')
      const earlier = byKey.get(key)
      if (earlier) {
        const message = `${quoted(key)} stands here for the second time (first on line ${earlier.keyPlace.line}): the last one counts.`
        this.findings.warning(keyPlace, message, 'Remove one of them.')
      }
      byKey.set(key, { key, keyPlace, value: this.value(depth + 1) })
    })
    return [...byKey.values()]
  }

  private items(depth: number): SourceNode[] {
    const items: SourceNode[] = []
    this.list(']', () => items.push(this.value(depth + 1)))
    return items
  }

  /** From the opening bracket to the closing one, with `readOne` between the commas. */
  private list(closing: '}' | ']', readOne: () => void): void {
    this.advance()
    if (!this.isAt(closing)) {
      readOne()
      while (this.isAt(',')) {
        const comma = this.start
        this.advance()
        if (this.isAt(closing)) throw new JsonError(comma, `a comma stands before the closing ${closing}`)
        readOne()
      }
    }
    this.expect(closing, `a comma or ${closing}`)
  }

  private string(expected: string): string {
    const { token } = this
    if (!token.startsWith('"')) throw this.unexpected(expected)
    const value = parseString(token)
    if (value === null) throw new JsonError(this.start, 'this text has no end, a wrong escape, or a line break in it')
    this.advance()
    return value
  }

  private word(): number | boolean | null {
    const { token } = this
    if (!WORD.test(token)) throw this.unexpected('a value')
    this.advance()
    return JSON.parse(token) as number | boolean | null
  }

  private isAt(token: string): boolean {
    return this.token === token
  }

  private expect(token: string, words = `"${token}"`): void {
    if (this.token !== token) throw this.unexpected(words)
    this.advance()
  }

  private unexpected(expected: string): JsonError {
    const words = this.token.startsWith('"') ? this.token.slice(0, 60) : quoted(this.token)
    const found = this.token === '' ? 'the file ends' : `found ${words}`
    return new JsonError(this.start, `${found}, expected ${expected}`)
  }

  private advance(): void {
    SPACE.lastIndex = this.start + this.token.length
    SPACE.exec(this.text)
    this.start = SPACE.lastIndex
    this.token = tokenAt(this.text, this.start)
  }
}

/** The token that starts at an offset; '' at the end. A text reaches to its closing quotation mark, or to the end. */
function tokenAt(text: string, start: number): string {
  const first = text.charAt(start)
  if (first === '"') return text.slice(start, endOfString(text, start))
  BARE_WORD.lastIndex = start
  return BARE_WORD.exec(text)?.[0] ?? first
}

function endOfString(text: string, start: number): number {
  for (let end = start + 1; end < text.length; end++) {
    if (text[end] === '\\') end += 1
    else if (text[end] === '"') return end + 1
  }
  return text.length
}

function parseString(token: string): string | null {
  try {
    return String(JSON.parse(token))
  } catch {
    return null
  }
}
