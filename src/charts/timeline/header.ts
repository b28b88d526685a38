import type { RunResult } from '@sim'
import { fitText, textWidth, wrapText } from '../svg/measure'
import { INK_2, RULE } from '../svg/palette'
import { STYLES, type TextLine } from '../svg/text'
import { element } from '../svg/xml'
import { figuresPiece } from './figures'
import { findingOf } from './finding'
import { HEADER_RULE, LEFT, LINE_HEIGHT, RIGHT, SUBTITLE_BASELINE, TITLE_BASELINE } from './page'
import type { Piece } from './piece'
import { subtitleOf } from './subtitle'

const GAP_TO_FIGURES = 44
/** Four names of this width leave room for the other words of two lines. */
const NAME_WIDTH_MAX = 180
/** Baselines of a title that needs two lines. */
const TWO_LINES = [58, 83] as const
/** How much further down the subtitle then begins. */
const SUBTITLE_SHIFT = 9

/** A horizontal hairline over the width of the page. */
export function rule(y: number): string {
  return element('path', { d: `M${LEFT},${y}H${RIGHT}`, stroke: RULE })
}

/** The title in the largest size that takes it: one line, a smaller line, or two. */
function titleTexts(title: string, maxWidth: number): TextLine[] {
  const x = LEFT
  for (const style of [STYLES.title, STYLES.titleSmall])
    if (textWidth(title, style) <= maxWidth) return [{ text: title, x, y: TITLE_BASELINE, style }]
  const style = STYLES.titleSmall
  const lines = wrapText(title, style, [maxWidth, maxWidth])
  return lines.map((text, index) => ({ text, x, y: TWO_LINES[index] ?? TITLE_BASELINE, style }))
}

/** The subtitle beside the figures, and under them over the whole width. */
function subtitleTexts(sentences: readonly string[], sideWidth: number, shift: number): TextLine[] {
  const [first = '', second = ''] = sentences
  const style = STYLES.subtitle
  const fitsBeside = textWidth(first, style) <= sideWidth
  const lines = fitsBeside
    ? [first, fitText(second, style, RIGHT - LEFT)]
    : wrapText(sentences.join(' '), style, [sideWidth, RIGHT - LEFT])
  return lines.map((text, index) => ({
    text,
    x: LEFT,
    y: SUBTITLE_BASELINE + shift + index * LINE_HEIGHT,
    style,
    fill: INK_2,
  }))
}

/** A name in the subtitle; the whole of it is in the description of the chart. */
function shortName(name: string): string {
  return fitText(name, STYLES.subtitle, NAME_WIDTH_MAX)
}

/** Finding, what was deployed where, and the key figures. */
export function headerPiece(result: RunResult): Piece {
  const figures = figuresPiece(result)
  const sideWidth = figures.left - GAP_TO_FIGURES - LEFT
  const title = titleTexts(findingOf(result), sideWidth)
  const shift = title.length > 1 ? SUBTITLE_SHIFT : 0
  const subtitle = subtitleTexts(subtitleOf(result, shortName), sideWidth, shift)
  return { shapes: rule(HEADER_RULE), texts: [...title, ...subtitle, ...figures.texts] }
}
