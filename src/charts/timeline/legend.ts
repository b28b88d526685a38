import type { RunResult } from '@sim'
import { fitText, textWidth } from '../svg/measure'
import { INK_2, PAPER, ROLE_COLORS } from '../svg/palette'
import { baselineFor, STYLES, type TextLine } from '../svg/text'
import type { Textures } from '../svg/textures'
import { element } from '../svg/xml'
import { DESIRED_DASH } from '../tracks/capacity'
import type { TrackArea, TrackBox, TrackDrawing, TrackMarkShape, TrackRole, TrackTexture } from '../tracks/drawing'
import { rule } from './header'
import { markShape } from './marks'
import { LEFT, LEGEND_MIDDLE, LEGEND_RULE, RIGHT } from './page'
import type { Piece } from './piece'

interface LegendItem {
  /** What it stands for; the last one is the shortest, for when there is little room. */
  readonly labels: readonly string[]
  readonly isUsed: (drawing: TrackDrawing) => boolean
  /** The swatch, `SWATCH_WIDTH` wide, centred on `middle`. */
  readonly swatch: (x: number, middle: number, textures: Textures) => string
}

const SWATCH_WIDTH = 22
const SWATCH_HEIGHT = 12
const SWATCH_GAP = 10
const ITEM_GAP = 26
const ITEM_GAP_MIN = 16
/** A revision's name takes no more room than this in the legend. */
const NAME_WIDTH_MAX = 150

function surface(role: TrackRole, texture: TrackTexture, strength = 1): LegendItem['swatch'] {
  return (x, middle, textures) =>
    element('rect', {
      x,
      y: middle - SWATCH_HEIGHT / 2,
      width: SWATCH_WIDTH,
      height: SWATCH_HEIGHT,
      ...textures.fill(role, texture, strength),
      stroke: texture === 'solid' || texture === 'tint' ? null : ROLE_COLORS[role].line,
      'stroke-dasharray': texture === 'outline' ? '3 2' : null,
      rx: texture === 'outline' ? 2 : null,
    })
}

function requiredLine(x: number, middle: number): string {
  const stroke = { stroke: ROLE_COLORS.warn.line, 'stroke-width': 1.6, 'stroke-dasharray': '5 3' }
  return element('path', { d: `M${x},${middle}h${SWATCH_WIDTH}`, ...stroke })
}

function desiredLine(x: number, middle: number): string {
  const stroke = { stroke: ROLE_COLORS.ink.line, 'stroke-width': 1, 'stroke-dasharray': DESIRED_DASH }
  return element('path', { d: `M${x},${middle}h${SWATCH_WIDTH}`, ...stroke })
}

/** Idle environments lie on a stack; the shade under a line of latency needs no name. */
function isIdleShown({ areas, lines }: TrackDrawing): boolean {
  return lines.length === 0 && areas.some(({ texture }) => texture === 'shade')
}

const hasArea =
  (role: TrackRole, texture: TrackTexture) =>
  ({ areas, boxes }: TrackDrawing): boolean =>
    [...areas, ...boxes].some((shape) => shape.role === role && shape.texture === texture)

const hasTexture =
  (texture: TrackTexture) =>
  ({ areas, boxes }: TrackDrawing): boolean =>
    [...areas, ...boxes].some((shape) => shape.texture === texture)

/** Fainter tints than a script's are deployments, and waves that wait for their slowest instance. */
function isScriptTint({ texture, strength }: TrackArea | TrackBox): boolean {
  return texture === 'tint' && strength > 0.3
}

const hasMark =
  (shape: TrackMarkShape) =>
  ({ marks }: TrackDrawing): boolean =>
    marks.some((mark) => mark.shape === shape)

function mark(shape: TrackMarkShape, role: TrackRole): LegendItem['swatch'] {
  return (x, middle) => markShape(shape, role, x + SWATCH_WIDTH / 2, middle)
}

/** The thick line that a wave leaves behind when it serves what it got. */
function servingLine(x: number, middle: number): string {
  return element('path', { d: `M${x},${middle}h${SWATCH_WIDTH}`, stroke: ROLE_COLORS.v2.line, 'stroke-width': 3 })
}

/** What the textures and marks mean. */
function legendItems({ scenario }: RunResult): LegendItem[] {
  const { old: oldRevision, new: newRevision } = scenario.revisions
  return [
    {
      labels: [revisionLabel('v1', oldRevision.name, 'solid'), 'v1, solid'],
      isUsed: hasArea('v1', 'solid'),
      swatch: surface('v1', 'solid'),
    },
    {
      labels: [revisionLabel('v2', newRevision.name, 'hatched'), 'v2, hatched'],
      isUsed: hasArea('v2', 'hatch'),
      swatch: surface('v2', 'hatch'),
    },
    {
      labels: ['failures, counter-hatched'],
      isUsed: hasArea('fail', 'counterHatch'),
      swatch: surface('fail', 'counterHatch'),
    },
    {
      labels: ['required: minimum healthy hosts', 'required'],
      isUsed: ({ lines }) => lines.some(({ role }) => role === 'warn'),
      swatch: requiredLine,
    },
    {
      labels: ['desired capacity', 'desired'],
      isUsed: ({ lines }) => lines.some(({ dash }) => dash === DESIRED_DASH),
      swatch: desiredLine,
    },
    { labels: ['cold starts'], isUsed: hasArea('warn', 'tint'), swatch: surface('warn', 'tint') },
    { labels: ['idle environments', 'idle'], isUsed: isIdleShown, swatch: surface('quiet', 'shade') },
    { labels: ['waiting'], isUsed: hasTexture('outline'), swatch: surface('quiet', 'outline') },
    { labels: ['draining'], isUsed: hasTexture('levels'), swatch: surface('v1', 'levels') },
    {
      labels: ['lifecycle events'],
      isUsed: ({ areas, boxes }) => [...areas, ...boxes].some(isScriptTint),
      swatch: stairs,
    },
    {
      labels: ['serving'],
      isUsed: ({ boxes }) => boxes.some(({ texture }) => texture === 'solid'),
      swatch: servingLine,
    },
    { labels: ['alarm evaluated', 'evaluated'], isUsed: hasMark('ring'), swatch: mark('ring', 'quiet') },
    { labels: ['breaching'], isUsed: hasMark('warning'), swatch: mark('warning', 'warn') },
    { labels: ['target of a rule notified', 'notified'], isUsed: hasMark('notice'), swatch: mark('notice', 'ink') },
    { labels: ['no data'], isUsed: hasMark('dashedRing'), swatch: mark('dashedRing', 'quiet') },
    { labels: ['failed event'], isUsed: hasMark('disc'), swatch: mark('disc', 'fail') },
    { labels: ['injected fault'], isUsed: hasMark('diamond'), swatch: mark('diamond', 'fault') },
  ]
}

/** `v1 (web 1.8.2), solid`; without the brackets where the revision is called v1 itself. */
function revisionLabel(id: string, name: string, texture: string): string {
  const shown = name === id ? '' : ` (${fitText(name, STYLES.legend, NAME_WIDTH_MAX)})`
  return `${id}${shown}, ${texture}`
}

/** Three tints, each stronger than the one before. */
function stairs(x: number, middle: number): string {
  const width = (SWATCH_WIDTH - 2) / 3
  return [0.36, 0.54, 0.72]
    .map((strength, index) =>
      element('rect', {
        x: x + index * (width + 1),
        y: middle - SWATCH_HEIGHT / 2,
        width,
        height: SWATCH_HEIGHT,
        fill: ROLE_COLORS.v2.tint,
        'fill-opacity': strength,
        stroke: PAPER,
        'stroke-width': 0.5,
      }),
    )
    .join('')
}

/** One line that names the textures and marks of this chart; with shorter names and gaps where it would be too long. */
export function legendPiece(result: RunResult, drawings: readonly TrackDrawing[], textures: Textures): Piece {
  const items = legendItems(result).filter(({ isUsed }) => drawings.some(isUsed))
  const full = items.map(({ labels }) => labels[0] ?? '')
  const short = items.map(({ labels }) => labels.at(-1) ?? '')
  const isLong = legendWidth(full, ITEM_GAP) > RIGHT - LEFT
  const labels = isLong ? short : full
  const gap = isLong ? ITEM_GAP_MIN : ITEM_GAP
  const style = STYLES.legend
  const shapes = [rule(LEGEND_RULE)]
  const texts: TextLine[] = []
  let x = LEFT
  items.forEach(({ swatch }, index) => {
    const text = labels[index] ?? ''
    shapes.push(swatch(x, LEGEND_MIDDLE, textures))
    texts.push({ text, x: x + SWATCH_WIDTH + SWATCH_GAP, y: baselineFor(LEGEND_MIDDLE, style), style, fill: INK_2 })
    x += itemWidth(text) + gap
  })
  return { shapes: shapes.join(''), texts }
}

function itemWidth(label: string): number {
  return SWATCH_WIDTH + SWATCH_GAP + textWidth(label, STYLES.legend)
}

function legendWidth(labels: readonly string[], gap: number): number {
  return labels.reduce((sum, label) => sum + itemWidth(label) + gap, -gap)
}
