/** A mistake of indentation, told at the line that is out of line. */
export interface AlignmentHint {
  readonly line: number
  readonly column: number
  readonly message: string
}

interface KeyLine {
  readonly key: string
  /** From 1. */
  readonly column: number
  readonly hasValue: boolean
  readonly opensItem: boolean
}

/**
 * The usual reason for a syntax error at or next to `line`: a key that stands neither under its neighbour nor under
 * its parent. Null when that is not what is wrong there.
 */
export function alignmentHint(text: string, line: number): AlignmentHint | null {
  const lines = text.split(/\r\n|\n|\r/)
  for (const number of [line, line + 1]) {
    const current = keyLine(lines[number - 1])
    const previous = keyLine(lines.slice(0, number - 1).findLast((words) => /^\s*[^\s#]/.test(words)))
    if (!current || !previous || current.opensItem || !isOutOfLine(previous, current)) continue
    const message = `"${current.key}" must align with "${previous.key}" on the line above: keys of one entry start in the same column, here column ${previous.column}.`
    return { line: number, column: current.column, message }
  }
  return null
}

function isOutOfLine(previous: KeyLine, current: KeyLine): boolean {
  const isDeeper = current.column > previous.column
  const isHalfWay = previous.opensItem && current.column < previous.column && current.column > previous.column - 2
  return (isDeeper && previous.hasValue) || isHalfWay
}

function keyLine(words: string | undefined): KeyLine | null {
  const match = /^( *)(- +)?([\w.-]+):(\s+[^\s#].*)?\s*$/.exec(words ?? '')
  if (!match) return null
  const [, indent = '', dash = '', key = '', value] = match
  return {
    key,
    column: indent.length + dash.length + 1,
    hasValue: value !== undefined,
    opensItem: dash !== '',
  }
}
