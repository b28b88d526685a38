import { bodySize, type CellPlace } from './draw-cell'
import type { Shape } from './draw-list'

/** Advances of Inter as parts of the font size, by kind of letter: near enough to know where a line must break. */
const ADVANCES: readonly (readonly [RegExp, number])[] = [
  [/[iljI.,:' ]/, 0.27],
  [/[ftr]/, 0.38],
  [/[mwMW]/, 0.83],
  [/[A-Z]/, 0.68],
  [/./, 0.58],
]
const ID_SIZE = 10
const LIVE_SIZE = 10.5
const LINE_HEIGHT = 13

/** Id and live text below a cell. */
export interface CellWords {
  readonly id: string
  readonly liveText: string
  readonly isFailure: boolean
  readonly isSelected: boolean
}

/** The id, shortened as on the screens of AWS's own tools, and what happens now, in as many lines as there is room for. */
export function drawCellWords(
  place: CellPlace & { readonly width: number; readonly liveLineCount: number; readonly hasRing: boolean },
  words: CellWords,
): Shape[] {
  const top = place.y + (place.hasRing ? place.ringDiameter : bodySize(place) + 8) / 2
  const idY = top + ID_SIZE + 3
  const id: Shape = {
    kind: 'text',
    x: place.x,
    y: idY,
    text: shortId(words.id),
    size: ID_SIZE,
    font: 'mono',
    fill: words.isSelected ? 'ink-1' : 'ink-3',
    anchor: 'middle',
  }
  const lines = wrapWords(words.liveText, place.width / LIVE_SIZE, place.liveLineCount)
  const live = lines.map(
    (text, index): Shape => ({
      kind: 'text',
      x: place.x,
      y: idY + 2 + LINE_HEIGHT * (index + 1) - 2,
      text,
      size: LIVE_SIZE,
      fill: words.isFailure ? 'fail-ink' : 'ink-2',
      anchor: 'middle',
      halo: 'bg-az',
    }),
  )
  return [id, ...live]
}

/** `i-05c9e41b` as `i-05c9`. */
function shortId(id: string): string {
  return id.slice(0, 6)
}

/** Width of a text in Inter as a multiple of its font size. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (ADVANCES.find(([kind]) => kind.test(letter))?.[1] ?? 0), 0)
}

/**
 * Breaks words and the humps of names (`BeforeBlockTraffic`) into at most `lineCount` lines of a width in multiples of the
 * font size; what finds no room is cut with an ellipsis.
 */
export function wrapWords(text: string, width: number, lineCount: number): string[] {
  if (text === '' || lineCount === 0) return []
  const lines: string[] = ['']
  for (const part of text.split(/(?<=[a-z])(?=[A-Z])|(?<!\d) /)) {
    const last = lines[lines.length - 1] ?? ''
    const joined = last === '' ? part : /^[A-Z]/.test(part) ? last + part : `${last} ${part}`
    if (last === '' || textWidth(joined) <= width || lines.length === lineCount) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  return lines.map((line) => shortened(line, width))
}

function shortened(line: string, width: number): string {
  if (textWidth(line) <= width + 0.5) return line
  let kept = line
  while (kept.length > 1 && textWidth(`${kept}…`) > width) kept = kept.slice(0, -1)
  return `${kept}…`
}
