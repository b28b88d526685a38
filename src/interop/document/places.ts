import type { Place } from '../outcome'

/** Turns offsets of a text into places. */
export type PlaceAt = (offset: number) => Place

/** Lines end with LF, CRLF or CR; the starts are found once, each look-up is a binary search. */
export function placesOf(file: string, text: string): PlaceAt {
  const lineStarts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: ending, index }) => index + ending.length)]
  return (offset) => {
    let low = 0
    let high = lineStarts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { file, line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
  }
}
