import { numberedEvents, type RunResult } from '@sim'
import { scaleLinear } from 'd3-scale'
import { fontStyle } from '../svg/fonts'
import { INK_1, PAPER } from '../svg/palette'
import { SANS_FAMILY, type TextLine, textElement } from '../svg/text'
import { makeTextures } from '../svg/textures'
import { element, escapeXml } from '../svg/xml'
import { tracksOf } from '../tracks'
import type { TrackDrawing } from '../tracks/drawing'
import { altText } from './alt-text'
import { axisPiece } from './axis'
import { footerPiece } from './footer'
import { headerPiece } from './header'
import { legendPiece } from './legend'
import { eventLinesPiece, notesHeight, notesPiece } from './numbered'
import { PAGE, PLOT_LEFT, PLOT_WIDTH, pageLayout } from './page'
import { joinPieces } from './piece'
import { trackPiece } from './track-view'

export interface TimelineChartOptions {
  /** Begins every id of the document; two charts in one page need two. Letters, digits, `-` and `_`. Default: `chart`. */
  readonly idPrefix?: string
}

/** A chart before it is written down: its shapes, and every line of text with its place. */
export interface ChartLayout {
  readonly definitions: string
  readonly shapes: string
  readonly texts: readonly TextLine[]
}

/** Places every part of the chart on the page. */
export function layoutChart(result: RunResult, idPrefix: string): ChartLayout {
  const textures = makeTextures(idPrefix)
  const events = numberedEvents(result)
  const tracks = tracksOf(result)
  const { bands, axisY, notesRule } = pageLayout(
    tracks.map((track) => track.height(result)),
    notesHeight(events),
  )
  const endMs = Math.max(1, result.endedAtMs)
  const x = scaleLinear([0, endMs], [0, PLOT_WIDTH])
  const drawings = tracks.map((track, index): TrackDrawing => {
    const height = bands[index]?.height ?? 0
    return track.draw(result, { x, width: PLOT_WIDTH, height, fromMs: 0, toMs: endMs })
  })
  const eventXs = events.map(({ atMs }) => PLOT_LEFT + x(atMs))
  const trackPieces = tracks.flatMap((track, index) => {
    const drawing = drawings[index]
    const band = bands[index]
    return drawing && band ? [trackPiece({ track, drawing, band, textures, eventXs })] : []
  })
  const { shapes, texts } = joinPieces([
    headerPiece(result),
    legendPiece(result, drawings, textures),
    ...trackPieces,
    axisPiece(endMs, x, axisY),
    eventLinesPiece(events, x, axisY),
    notesPiece(events, notesRule),
    footerPiece(result),
  ])
  return { definitions: textures.definitionsFor(shapes), shapes, texts }
}

/** What OpenType offers and the design asks for: the open one, round quotes, the simple a; a slashed zero in JetBrains Mono. */
const FONT_FEATURES = "font-feature-settings:'cv01','ss03','cv11','zero'"

/**
 * The print-ready timeline of a run: A4 landscape, light, complete in itself (fonts, legend, units, numbered events,
 * identity of the run). The same recording gives the same bytes in the terminal, in the window and in the tests.
 */
export function timelineChart(result: RunResult, { idPrefix = 'chart' }: TimelineChartOptions = {}): string {
  if (!/^[A-Za-z_][\w-]*$/.test(idPrefix)) {
    throw new Error(`timelineChart: idPrefix is "${idPrefix}"; it must be a letter, then letters, digits, - and _`)
  }
  const { title, description } = altText(result, numberedEvents(result))
  const { definitions, shapes, texts } = layoutChart(result, idPrefix)
  const titleId = `${idPrefix}-title`
  const descriptionId = `${idPrefix}-description`
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${PAGE.width} ${PAGE.height}`,
      width: PAGE.width,
      height: PAGE.height,
      role: 'img',
      'aria-labelledby': `${titleId} ${descriptionId}`,
      'font-family': `${SANS_FAMILY}, Inter, system-ui, sans-serif`,
      style: FONT_FEATURES,
      'text-rendering': 'geometricPrecision',
      fill: INK_1,
    },
    [
      element('title', { id: titleId }, escapeXml(title)),
      element('desc', { id: descriptionId }, escapeXml(description)),
      element('defs', {}, fontStyle() + definitions),
      element('rect', { width: PAGE.width, height: PAGE.height, fill: PAPER }),
      element('g', { fill: 'none' }, shapes),
      texts.map(textElement).join(''),
    ].join('\n'),
  )}\n`
}
