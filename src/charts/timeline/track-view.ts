import { coordinate } from '../numbers'
import { fitText, textWidth } from '../svg/measure'
import { BASELINE, INK_1, INK_3, PAPER, ROLE_COLORS } from '../svg/palette'
import { type Box, baselineFor, STYLES, type TextLine, textBox } from '../svg/text'
import type { Textures } from '../svg/textures'
import { element } from '../svg/xml'
import type { TrackBox, TrackDefinition, TrackDrawing, TrackNote, TrackTick } from '../tracks/drawing'
import { markShape } from './marks'
import { type Band, LEFT, PLOT_LEFT, PLOT_RIGHT, PLOT_WIDTH } from './page'
import type { Piece } from './piece'
import { overlaps, pathPoints, placeNote, type Spot } from './placing'

/** Tracks lower than this have no line under their name. */
const UNIT_HEIGHT_MIN = 28
const TICK_GAP = 8
const ROW_LABEL_GAP = 14
const ROW_LABEL_WIDTH_MAX = 76
const NOTE_HEIGHT = 15
const PLATE_PAD = 4
const BOX_PAD = 7
/** What the mark at an edge of a box takes from its words. */
const BOX_MARK_ROOM = 16
/** Between an event line and words beside it. */
const LINE_GAP = 4

interface TrackPlace {
  readonly track: TrackDefinition
  readonly drawing: TrackDrawing
  readonly band: Band
  readonly textures: Textures
  /** Horizontal positions of the lines of numbered events, on the page. */
  readonly eventXs: readonly number[]
}

/** One track: its name, its drawing, its scale and the words beside its curves. */
export function trackPiece(place: TrackPlace): Piece {
  const { drawing, band } = place
  const names = nameTexts(place)
  const ticks = tickTexts(drawing.ticks, band)
  const rows = rowTexts(place, names)
  const inside = boxTexts(place)
  const notes = notePiece(place, [...names, ...ticks, ...rows, ...inside].map(textBox))
  return { shapes: shapesOf(place) + notes.shapes, texts: [...names, ...ticks, ...rows, ...inside, ...notes.texts] }
}

function nameTexts({ track, band }: TrackPlace): TextLine[] {
  const isLow = band.height < UNIT_HEIGHT_MIN
  const y = isLow ? baselineFor(band.top + band.height / 2, STYLES.trackLabel) : band.top + 15
  const name: TextLine = { text: track.label, x: LEFT, y, style: STYLES.trackLabel }
  return isLow ? [name] : [name, { text: track.unit, x: LEFT, y: y + 18, style: STYLES.trackUnit, fill: INK_3 }]
}

/** Labels of the scale; of two that would touch, the one with a meaning of its own stays. */
function tickTexts(ticks: readonly TrackTick[], band: Band): TextLine[] {
  const lines: TextLine[] = []
  const byMeaning = ticks.toSorted((left, right) => Number(right.role !== 'quiet') - Number(left.role !== 'quiet'))
  for (const { y, label, role } of byMeaning) {
    const style = role === 'quiet' ? STYLES.tick : STYLES.tickStrong
    const baseline = baselineFor(band.top + y, style)
    const line: TextLine = { text: label, x: PLOT_RIGHT + TICK_GAP, y: baseline, style, fill: ROLE_COLORS[role].ink }
    if (!lines.some((other) => overlaps(textBox(line), textBox(other), 1))) lines.push(line)
  }
  return lines
}

/** Names of rows, cut to their room; one that would touch another, or the name of the track, is left out. */
function rowTexts({ drawing, band }: TrackPlace, names: readonly TextLine[]): TextLine[] {
  const style = STYLES.tick
  const lines: TextLine[] = []
  for (const { y, label } of drawing.rows) {
    const line: TextLine = {
      text: fitText(label, style, ROW_LABEL_WIDTH_MAX),
      x: PLOT_LEFT - ROW_LABEL_GAP,
      y: baselineFor(band.top + y, style),
      style,
      anchor: 'end',
      fill: INK_3,
    }
    const isFreeOf = (other: TextLine): boolean => !overlaps(textBox(line), textBox(other), 0)
    if (line.text !== '' && [...names, ...lines].every(isFreeOf)) lines.push(line)
  }
  return lines
}

/** The longest words of a box that fit into it; where none do, the shortest to its right, if that is free. */
function boxTexts({ drawing, band, eventXs }: TrackPlace): TextLine[] {
  const style = STYLES.tickStrong
  const lines: TextLine[] = []
  for (const box of drawing.boxes) {
    const inside = box.words.flatMap((words) => placeInside(words, box, eventXs) ?? [])[0]
    const text = inside?.text ?? box.words.at(-1)
    if (text === undefined) continue
    const x = inside?.x ?? PLOT_LEFT + BOX_PAD + box.x + box.width
    const y = baselineFor(band.top + box.y + box.height / 2, style)
    const isOnHatch = inside !== undefined && (box.texture === 'hatch' || box.texture === 'counterHatch')
    const halo = isOnHatch ? { halo: ROLE_COLORS[box.role].plate } : {}
    const line: TextLine = { text, x, y, style, fill: ROLE_COLORS[box.role].ink, ...halo }
    if (inside !== undefined || isFree(textBox(line), drawing.boxes, lines, band)) lines.push(line)
  }
  return lines
}

/** Words between the two marks of a box, to the right of every event line that would strike through them. */
function placeInside(text: string, box: TrackBox, eventXs: readonly number[]): { text: string; x: number } | null {
  const width = textWidth(text, STYLES.tickStrong)
  const end = PLOT_LEFT + box.x + box.width - BOX_MARK_ROOM - width
  let x = PLOT_LEFT + box.x + BOX_MARK_ROOM
  for (const eventX of eventXs.toSorted((left, right) => left - right))
    if (eventX > x - LINE_GAP && eventX < x + width + LINE_GAP) x = eventX + LINE_GAP
  return x <= end ? { text, x } : null
}

/** Whether words beside a box lie on no other box, on no other words and inside the plot. */
function isFree(room: Box, boxes: readonly TrackBox[], lines: readonly TextLine[], band: Band): boolean {
  const onPage = boxes.map((box) => ({ ...box, x: PLOT_LEFT + box.x, y: band.top + box.y }))
  const taken = [...onPage, ...lines.map(textBox)]
  return room.x + room.width <= PLOT_RIGHT && !taken.some((other) => overlaps(room, other, 1))
}

/** The words beside the curves, each where it finds room. */
function notePiece({ drawing, band, eventXs }: TrackPlace, taken: readonly Box[]): Piece {
  const curves = drawing.lines.map((line) => pathPoints(line, PLOT_LEFT, band.top))
  const bounds = { x: PLOT_LEFT + 4, y: band.top - 6, width: PLOT_WIDTH - 8, height: band.height + 8 }
  const shapes: string[] = []
  const texts: TextLine[] = []
  for (const note of drawing.notes) {
    const style = note.role === 'quiet' ? STYLES.noteQuiet : STYLES.note
    const size = { width: textWidth(note.text, style), height: NOTE_HEIGHT }
    const at = { ...note, x: PLOT_LEFT + note.x, y: band.top + note.y }
    const around = { bounds, taken: [...taken, ...texts.map(textBox)], curves, verticals: eventXs }
    const spot = placeNote(at, size, around)
    if (!spot) continue
    if (needsPlate(note)) shapes.push(plate(note, spot, size))
    texts.push({
      text: note.text,
      x: spot.x,
      y: baselineFor(spot.y + NOTE_HEIGHT / 2, style),
      style,
      fill: ROLE_COLORS[note.role].ink,
      ...(note.place === 'inside' ? {} : { halo: PAPER }),
    })
  }
  return { shapes: shapes.join(''), texts }
}

/** Words on a hatch are hard to read without a ground of their own. */
function needsPlate({ place, role }: TrackNote): boolean {
  return place === 'inside' && role !== 'v1'
}

function plate({ role }: TrackNote, { x, y }: Spot, { width, height }: { width: number; height: number }): string {
  return element('rect', {
    x: x - PLATE_PAD,
    y: y - 1,
    width: width + 2 * PLATE_PAD,
    height: height + 2,
    rx: 4,
    fill: ROLE_COLORS[role].plate,
  })
}

/** Everything without words, moved to its place on the page. */
function shapesOf({ drawing, band, textures }: TrackPlace): string {
  const gridlines = drawing.ticks
    .filter(({ hasLine }) => hasLine)
    .map(({ y }) => element('path', { d: `M0,${coordinate(y)}H${PLOT_WIDTH}`, stroke: INK_1, 'stroke-opacity': 0.12 }))
  const areas = drawing.areas.map(({ d, role, texture, strength }) =>
    element('path', { d, ...textures.fill(role, texture, strength) }),
  )
  const lines = drawing.lines.map(({ d, role, width, dash }) =>
    element('path', {
      d,
      fill: 'none',
      stroke: ROLE_COLORS[role].line,
      'stroke-width': width,
      'stroke-dasharray': dash,
      'stroke-linejoin': 'round',
    }),
  )
  const hasScale = drawing.ticks.length > 0 || drawing.lines.length > 0
  const floor = hasScale ? element('path', { d: `M0,${coordinate(band.height)}H${PLOT_WIDTH}`, stroke: BASELINE }) : ''
  const boxes = drawing.boxes.map((box) => boxShape(box, textures))
  const marks = drawing.marks.map(({ shape, role, x, y }) => markShape(shape, role, x, y))
  const content = [...areas, ...gridlines, floor, ...lines, ...boxes, ...marks].join('')
  return element('g', { transform: `translate(${PLOT_LEFT} ${coordinate(band.top)})` }, content)
}

/** Paper between two boxes that abut, so that each can be told from the next. */
const SEAM = 1

function boxShape({ x, y, width, height, role, texture, strength }: TrackBox, textures: Textures): string {
  const isOutline = texture === 'outline'
  const stroke = isOutline
    ? ROLE_COLORS.quiet.line
    : texture === 'hatch' || texture === 'levels'
      ? ROLE_COLORS[role].line
      : null
  const inset = stroke === null ? 0 : 0.5
  const fill = texture === 'solid' ? { fill: ROLE_COLORS[role].line } : textures.fill(role, texture, strength)
  return element('rect', {
    x: x + inset,
    y: y + inset,
    width: Math.max(0.5, width - 2 * inset - (width > 4 ? SEAM : 0)),
    height: height - 2 * inset,
    rx: isOutline ? 3 : Math.min(2, height / 3),
    ...fill,
    stroke,
    'stroke-dasharray': isOutline ? '3 2' : null,
  })
}
