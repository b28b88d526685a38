import { formatClock, type Ms, type NumberedEvent } from '@sim'
import { coordinate } from '../numbers'
import { fitText, textWidth, wrapText } from '../svg/measure'
import { INK_1, INK_2, PAPER } from '../svg/palette'
import { baselineFor, STYLES, type TextLine } from '../svg/text'
import { element } from '../svg/xml'
import { rule } from './header'
import { DISC_MIDDLE, LEFT, PLOT_LEFT, PLOT_RIGHT, RIGHT } from './page'
import type { Piece } from './piece'

const DISC_RADIUS = 9
/** Discs closer than this are moved apart. */
const DISC_PITCH = 21
const COLUMNS = 3
const COLUMN_WIDTH = (RIGHT - LEFT) / COLUMNS
const TEXT_INDENT = 30
const TEXT_WIDTH = COLUMN_WIDTH - TEXT_INDENT - 24
const LINE_HEIGHT = 17
const FIRST_DISC = 25
const FIRST_LINE = 19
const ROW_GAP = 30
const CLOCK_GAP = 8
const FOOT = 23

function disc(x: number, y: number, number: number): Piece {
  const style = STYLES.disc
  const text: TextLine = { text: String(number), x, y: baselineFor(y, style), style, anchor: 'middle', fill: PAPER }
  return { shapes: element('circle', { cx: x, cy: y, r: DISC_RADIUS, fill: INK_1 }), texts: [text] }
}

/** Moves discs apart that would overlap, as little as possible and in their order, inside the plot. */
export function spreadDiscs(xs: readonly number[]): number[] {
  const spread: number[] = []
  for (const x of xs) spread.push(Math.max(x, (spread.at(-1) ?? Number.NEGATIVE_INFINITY) + DISC_PITCH))
  // Half of the way back, so that a group stays centred on what it names.
  let right = PLOT_RIGHT + DISC_RADIUS
  for (let index = spread.length - 1; index >= 0; index--) {
    const wanted = ((spread[index] ?? 0) + (xs[index] ?? 0)) / 2
    const x = Math.min(wanted, right)
    spread[index] = x
    right = x - DISC_PITCH
  }
  return keepInside(spread)
}

/** Pushes what has slipped over the left edge back, and its neighbours with it. */
function keepInside(xs: readonly number[]): number[] {
  let left = PLOT_LEFT - DISC_RADIUS
  return xs.map((x) => {
    const kept = Math.max(x, left)
    left = kept + DISC_PITCH
    return kept
  })
}

/** The discs above the tracks, and a line from each through all of them. */
export function eventLinesPiece(events: readonly NumberedEvent[], x: (tMs: Ms) => number, axisY: number): Piece {
  const xs = events.map(({ atMs }) => PLOT_LEFT + x(atMs))
  const spread = spreadDiscs(xs)
  const discs = events.map(({ number }, index) => disc(spread[index] ?? 0, DISC_MIDDLE, number))
  const top = DISC_MIDDLE + DISC_RADIUS
  const lines = xs.map((lineX, index) => {
    const discX = spread[index] ?? lineX
    const d = `M${coordinate(discX)},${coordinate(top)}L${coordinate(lineX)},${coordinate(top + 6)}V${coordinate(axisY)}`
    return element('path', { d, fill: 'none', stroke: INK_1, 'stroke-dasharray': '1.5 3.5', 'stroke-opacity': 0.7 })
  })
  return {
    shapes: lines.join('') + discs.map(({ shapes }) => shapes).join(''),
    texts: discs.flatMap(({ texts }) => texts),
  }
}

interface NoteRow {
  readonly events: readonly (NumberedEvent & { readonly lines: readonly string[] })[]
  readonly height: number
}

/** The notes in rows of three; a row is as tall as its longest note. */
function noteRows(events: readonly NumberedEvent[]): NoteRow[] {
  const wrapped = events.map((event) => ({
    ...event,
    lines: wrapText(event.note, STYLES.eventText, [TEXT_WIDTH, TEXT_WIDTH]),
  }))
  return Array.from({ length: Math.ceil(wrapped.length / COLUMNS) }, (_, row) => {
    const inRow = wrapped.slice(row * COLUMNS, (row + 1) * COLUMNS)
    const lineCount = Math.max(...inRow.map(({ lines }) => lines.length))
    return { events: inRow, height: FIRST_LINE + (lineCount - 1) * LINE_HEIGHT + ROW_GAP }
  })
}

/** Height of all notes, from the rule above them to the rule below. */
export function notesHeight(events: readonly NumberedEvent[]): number {
  if (events.length === 0) return 0
  const rows = noteRows(events)
  return FIRST_DISC + rows.reduce((sum, { height }) => sum + height, 0) - ROW_GAP + FOOT
}

function notePiece(event: NoteRow['events'][number], x: number, y: number): Piece {
  const { shapes, texts } = disc(x + DISC_RADIUS, y, event.number)
  const textX = x + TEXT_INDENT
  const title = STYLES.eventTitle
  const clock = formatClock(event.atMs)
  const words = fitText(event.title, title, TEXT_WIDTH - textWidth(clock, STYLES.mono) - CLOCK_GAP)
  const clockX = textX + textWidth(words, title) + CLOCK_GAP
  const baseline = baselineFor(y, title)
  return {
    shapes,
    texts: [
      ...texts,
      { text: words, x: textX, y: baseline, style: title },
      { text: clock, x: clockX, y: baseline, style: STYLES.mono, fill: INK_2 },
      ...event.lines.map((text, index) => ({
        text,
        x: textX,
        y: baseline + FIRST_LINE + index * LINE_HEIGHT,
        style: STYLES.eventText,
        fill: INK_2,
      })),
    ],
  }
}

/** What each number stands for, under the chart. */
export function notesPiece(events: readonly NumberedEvent[], top: number): Piece {
  const shapes = [rule(top)]
  const texts: TextLine[] = []
  let y = top + FIRST_DISC
  for (const row of noteRows(events)) {
    row.events.forEach((event, column) => {
      const note = notePiece(event, LEFT + column * COLUMN_WIDTH, y)
      shapes.push(note.shapes)
      texts.push(...note.texts)
    })
    y += row.height
  }
  return { shapes: events.length === 0 ? '' : shapes.join(''), texts }
}
