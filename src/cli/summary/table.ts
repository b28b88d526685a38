import { stripVTControlCharacters } from 'node:util'

/** Cells of a line; the last one is never padded. */
export type Row = readonly string[]

/**
 * Lines with aligned columns, two spaces between them; `right` names the columns whose text is aligned to the right.
 * Widths count code points: the signs that we print are one cell wide each.
 */
export function alignRows(rows: readonly Row[], right: readonly number[] = []): string[] {
  const columnCount = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columnCount }, (_, index) =>
    Math.max(...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  return rows.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, right.includes(index)))
      .join('  ')
      .trimEnd(),
  )
}

/** Characters that a text takes on the screen: marks of colour take none. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length
}

function pad(text: string, width: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return isRight ? space + text : text + space
}

/** A text in lines of at most `width` characters, broken at spaces; a longer word keeps its line. No lines for ''. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}
