/** One cell and the column of the file, from 1, in which it starts. */
export interface Cell {
  readonly text: string
  readonly column: number
}

export interface Row {
  /** From 1. */
  readonly line: number
  readonly cells: readonly Cell[]
}

/** The character that parts the cells of a line, when it parts any: tab, semicolon or comma. */
function separatorOf(line: string): string | null {
  return ['\t', ';', ','].find((separator) => line.includes(separator)) ?? null
}

/** The rows of a CSV text (RFC 4180, a record each line); blank lines and lines of comment (#) are left out. */
export function parseRows(text: string): readonly Row[] {
  const lines = text.split(/\r\n|\n|\r/)
  const isContent = (line: string) => line.trim() !== '' && !line.trimStart().startsWith('#')
  const separator = separatorOf(lines.find(isContent) ?? '') ?? ','
  return lines.flatMap((line, index) => {
    return isContent(line) ? [{ line: index + 1, cells: parseCells(line, separator) }] : []
  })
}

function parseCells(line: string, separator: string): Cell[] {
  const cells: Cell[] = []
  let start = 0
  while (start <= line.length) {
    const end = endOfCell(line, start, separator)
    const text = unquote(line.slice(start, end))
    cells.push({ text: separator === ',' ? text : withDecimalPoint(text), column: start + 1 })
    start = end + 1
  }
  return cells
}

/** A quoted cell may contain the separator, and a doubled quotation mark. */
function endOfCell(line: string, start: number, separator: string): number {
  let isQuoted = false
  for (let index = start; index < line.length; index++) {
    if (line[index] === '"') isQuoted = !isQuoted
    else if (line[index] === separator && !isQuoted) return index
  }
  return line.length
}

/** Where the comma parts no cells it is the decimal mark: 12,5. */
function withDecimalPoint(text: string): string {
  return /^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text
}

function unquote(cell: string): string {
  const trimmed = cell.trim()
  const inner = /^"(.*)"$/.exec(trimmed)?.[1]
  return inner === undefined ? trimmed : inner.replaceAll('""', '"').trim()
}
