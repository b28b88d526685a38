import { type TextStyle, textWidth } from './measure'
import { INK_1 } from './palette'
import { element, escapeXml } from './xml'

export type Anchor = 'start' | 'middle' | 'end'

/** Every size and weight of the chart, from the type scale of the product's design. */
const style = (size: number, weight: TextStyle['weight'], tracking = 0): TextStyle => ({
  family: 'sans',
  size,
  weight,
  tracking,
})
export const STYLES = {
  title: style(26, 650, -20),
  titleSmall: style(21, 650, -16),
  subtitle: style(13, 400),
  figure: style(26, 600, -14),
  figureUnit: style(13, 500),
  figureLabel: style(12.5, 400),
  legend: style(12.5, 400),
  trackLabel: style(13.5, 600),
  trackUnit: style(12, 400),
  tick: style(11.5, 400),
  tickStrong: style(11.5, 600),
  note: style(12.5, 600),
  noteQuiet: style(12, 400),
  disc: style(11, 650),
  eventTitle: style(13, 600),
  eventText: style(12.5, 400),
  footer: style(12, 400),
  brand: style(12.5, 650),
  mono: { family: 'mono', size: 11.5, weight: 400, tracking: 0 },
} as const satisfies Readonly<Record<string, TextStyle>>

/** Family names of the embedded faces: of our own, so that a chart inside a page never changes the page's fonts. */
export const SANS_FAMILY = 'Fleetshift Sans'
export const MONO_FAMILY = 'Fleetshift Mono'

/** A rectangle that text or a mark covers. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TextLine {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly style: TextStyle
  readonly anchor?: Anchor
  readonly fill?: string
  /** Colour of an outline that keeps words apart from the lines behind them. */
  readonly halo?: string
}

/** Height of capitals and depth of descenders, in shares of the font size: what a line of text covers. */
const ASCENT = 0.8
const DESCENT = 0.24

/** The rectangle that a line of text covers. */
export function textBox({ text, x, y, style: { size }, style: textStyle, anchor = 'start' }: TextLine): Box {
  const width = textWidth(text, textStyle)
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width
  return { x: left, y: y - size * ASCENT, width, height: size * (ASCENT + DESCENT) }
}

/** A baseline that centres capitals and digits of this size on `middle`. */
export function baselineFor(middle: number, { size }: TextStyle): number {
  return middle + size * 0.36
}

/** A line of text as an SVG element; nothing for an empty text. */
export function textElement({ text, x, y, style: textStyle, anchor = 'start', fill = INK_1, halo }: TextLine): string {
  if (text === '') return ''
  return element(
    'text',
    {
      x,
      y,
      'font-size': textStyle.size,
      'font-weight': textStyle.weight === 400 ? null : textStyle.weight,
      'font-family': textStyle.family === 'mono' ? `${MONO_FAMILY}, JetBrains Mono, monospace` : null,
      'letter-spacing': textStyle.tracking === 0 ? null : `${textStyle.tracking / 1_000}em`,
      'text-anchor': anchor === 'start' ? null : anchor,
      fill: fill === INK_1 ? null : fill,
      stroke: halo,
      'stroke-width': halo === undefined ? null : 3,
      'stroke-linejoin': halo === undefined ? null : 'round',
      'paint-order': halo === undefined ? null : 'stroke',
    },
    escapeXml(text),
  )
}
