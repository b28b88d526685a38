import type { CellPlace } from './draw-cell'
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
/** Long names of lifecycle events are set smaller before anything else gives way. */
const LIVE_SIZE_MIN = 9
/** Least room between the words of neighbours. */
const WORDS_GAP = 8
const LINE_HEIGHT = 13

/** Id and live text below a cell. */
export interface CellWords {
  readonly id: string
  readonly liveText: string
  /** What is wrong, on a line of its own. */
  readonly trouble: string
  readonly isFailedEvent: boolean
  readonly isSelected: boolean
}

/** Room for words below a cell; `isLow` tells neighbours apart: of two names too long for their room, one goes a line down. */
export interface WordsPlace extends CellPlace {
  readonly width: number
  readonly liveLineCount: number
  readonly isLow: boolean
}

/** The id, shortened as on the screens of AWS's own tools, and what happens now, in as many lines as there is room for. */
export function drawCellWords(place: WordsPlace, words: CellWords): Shape[] {
  const idY = place.y + place.ringDiameter / 2 + ID_SIZE + 3
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
  return [
    id,
    ...liveLines(place, words).map(
      ({ text, line, size, isTrouble }): Shape => ({
        kind: 'text',
        x: place.x,
        y: idY + LINE_HEIGHT * (line + 1),
        text,
        size,
        fill: isTrouble ? 'fail-ink' : 'ink-2',
        anchor: 'middle',
        halo: 'bg-az',
      }),
    ),
  ]
}

interface LiveLine {
  readonly text: string
  /** From 0. */
  readonly line: number
  readonly size: number
  readonly isTrouble: boolean
}

/** What happens now above what is wrong; with room for one line only, what is wrong. */
function liveLines(place: WordsPlace, words: CellWords): LiveLine[] {
  const { liveText, trouble, isFailedEvent } = words
  const width = place.width - WORDS_GAP
  const count = place.liveLineCount
  const room = trouble === '' ? count : count - 1
  const size = liveSize(liveText, width)
  const happening = wrapWords(liveText, width / size, room)
  // A long name stands alone and beside its neighbours' lines: it is never broken, and never abbreviated.
  const isTooLong = trouble === '' && count > 1 && happening.some((text) => textWidth(text) * size > width + TOLERANCE)
  const lines = isTooLong ? happening.slice(0, 1) : happening
  const first = isTooLong && place.isLow ? 1 : 0
  const live = lines.map((text, line) => ({ text, line: first + line, size, isTrouble: isFailedEvent }))
  if (trouble === '' || count === 0) return live
  return [...live, { text: trouble, line: live.length, size: liveSize(trouble, width), isTrouble: true }]
}

/** Widths are estimates. */
const TOLERANCE = 2

/** The size at which the longest word of a text fits, within bounds. */
function liveSize(text: string, width: number): number {
  const longest = Math.max(1, ...text.split(BREAK).map(textWidth))
  return Math.min(LIVE_SIZE, Math.max(LIVE_SIZE_MIN, Math.floor((width / longest) * 4) / 4))
}

/** `i-05c9e41b` as `i-05c9`. */
function shortId(id: string): string {
  return id.slice(0, 6)
}

/** Width of a text in Inter as a multiple of its font size. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (ADVANCES.find(([kind]) => kind.test(letter))?.[1] ?? 0), 0)
}

/** Between words, but never between a number and its unit. */
const BREAK = /(?<!\d) /

/**
 * Breaks a text between its words into at most `lineCount` lines of a width in multiples of the font size. The name of a
 * lifecycle event is one word, and stays whole; where lines run out, what does not fit is left away from the end.
 */
export function wrapWords(text: string, width: number, lineCount: number): string[] {
  const lines: string[] = []
  for (const word of text === '' ? [] : text.split(BREAK)) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`
    else if (lines.length < lineCount) lines.push(word)
    else break
  }
  return lines
}
