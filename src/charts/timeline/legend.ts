import type { RunResult } from '@sim'
import { fitText, textWidth } from '../svg/measure'
import { INK_2, PAPER, ROLE_COLORS } from '../svg/palette'
import { baselineFor, STYLES, type TextLine } from '../svg/text'
import type { Textures } from '../svg/textures'
import { element } from '../svg/xml'
import type { TrackDrawing, TrackRole, TrackTexture } from '../tracks/drawing'
import { rule } from './header'
import { markShape } from './marks'
import { LEFT, LEGEND_MIDDLE, LEGEND_RULE, RIGHT } from './page'
import type { Piece } from './piece'

interface LegendItem {
  readonly label: string
  readonly isUsed: (drawing: TrackDrawing) => boolean
  /** The swatch, `SWATCH_WIDTH` wide, centred on `middle`. */
  readonly swatch: (x: number, middle: number, textures: Textures) => string
}

const SWATCH_WIDTH = 22
const SWATCH_HEIGHT = 12
const SWATCH_GAP = 10
const ITEM_GAP = 26
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

const hasArea =
  (role: TrackRole, texture: TrackTexture) =>
  ({ areas, boxes }: TrackDrawing): boolean =>
    [...areas, ...boxes].some((shape) => shape.role === role && shape.texture === texture)

const hasTexture =
  (texture: TrackTexture) =>
  ({ areas, boxes }: TrackDrawing): boolean =>
    [...areas, ...boxes].some((shape) => shape.texture === texture)

/** What the textures and marks mean; an item shows only where the chart uses it. */
function legendItems({ scenario }: RunResult): LegendItem[] {
  const { old: oldRevision, new: newRevision } = scenario.revisions
  return [
    {
      label: revisionLabel('v1', oldRevision.name, 'solid'),
      isUsed: hasArea('v1', 'solid'),
      swatch: surface('v1', 'solid'),
    },
    {
      label: revisionLabel('v2', newRevision.name, 'hatched'),
      isUsed: hasArea('v2', 'hatch'),
      swatch: surface('v2', 'hatch'),
    },
    {
      label: 'failures, counter-hatched',
      isUsed: hasArea('fail', 'counterHatch'),
      swatch: surface('fail', 'counterHatch'),
    },
    { label: 'required', isUsed: ({ lines }) => lines.some(({ role }) => role === 'warn'), swatch: requiredLine },
    { label: 'waiting', isUsed: hasTexture('outline'), swatch: surface('quiet', 'outline') },
    { label: 'draining', isUsed: hasTexture('levels'), swatch: surface('v1', 'levels') },
    {
      label: 'lifecycle events',
      isUsed: ({ boxes }) => boxes.some(({ strength, texture }) => texture === 'tint' && strength > 0.3),
      swatch: stairs,
    },
    {
      label: 'failed event',
      isUsed: ({ marks }) => marks.some(({ shape }) => shape === 'disc'),
      swatch: (x, middle) => markShape('disc', 'fail', x + SWATCH_WIDTH / 2, middle),
    },
    {
      label: 'injected fault',
      isUsed: ({ marks }) => marks.some(({ shape }) => shape === 'diamond'),
      swatch: (x, middle) => markShape('diamond', 'fault', x + SWATCH_WIDTH / 2, middle),
    },
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

/** One line that names the textures and marks of this chart. */
export function legendPiece(result: RunResult, drawings: readonly TrackDrawing[], textures: Textures): Piece {
  const shapes = [rule(LEGEND_RULE)]
  const texts: TextLine[] = []
  let x = LEFT
  for (const { label, isUsed, swatch } of legendItems(result)) {
    const width = SWATCH_WIDTH + SWATCH_GAP + textWidth(label, STYLES.legend)
    if (!drawings.some(isUsed) || x + width > RIGHT) continue
    shapes.push(swatch(x, LEGEND_MIDDLE, textures))
    const style = STYLES.legend
    texts.push({
      text: label,
      x: x + SWATCH_WIDTH + SWATCH_GAP,
      y: baselineFor(LEGEND_MIDDLE, style),
      style,
      fill: INK_2,
    })
    x += width + ITEM_GAP
  }
  return { shapes: shapes.join(''), texts }
}
