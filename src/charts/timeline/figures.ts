import { formatClock, formatCount, type RunResult, summarize } from '@sim'
import { decimalNumber } from '../numbers'
import { textWidth } from '../svg/measure'
import { INK_3 } from '../svg/palette'
import { STYLES, type TextLine } from '../svg/text'
import { isOnLambda } from '../tracks/platform'
import { RIGHT } from './page'
import type { Piece } from './piece'

interface Figure {
  readonly value: string
  readonly unit: string
  readonly label: string
}

interface FigureSource {
  readonly metricId: string
  readonly label: string
  /** The metric's value as a number and its unit, printed apart. */
  readonly words: (value: number, result: RunResult) => readonly [value: string, unit: string]
}

/** The figures at the top of the chart, the most telling first; what has no room is left to the report. */
const SOURCES: readonly FigureSource[] = [
  { metricId: 'failedRequests', label: 'failed requests', words: (value) => [formatCount(value), ''] },
  { metricId: 'requestAvailability', label: 'availability', words: (value) => [decimalNumber(floored(value), 3), '%'] },
  {
    metricId: 'latencyMsP99',
    label: 'p99 latency',
    words: (value) => latencyWords(value),
  },
  {
    metricId: 'minimumHealthy',
    label: 'least in service',
    words: (value, { scenario }) => [formatCount(value), `of ${formatCount(scenario.fleet.instanceCount)}`],
  },
  { metricId: 'deploymentDuration', label: 'deployment', words: (value) => lengthOfTime(value) },
  { metricId: 'mixedVersionWindow', label: 'mixed versions', words: (value) => lengthOfTime(value) },
]

/** An availability is cut, never rounded up: 100 stands for "none failed". */
function floored(percent: number): number {
  return Math.floor(percent * 1_000) / 1_000
}

function latencyWords(latencyMs: number): readonly [string, string] {
  if (latencyMs >= 10_000) return [decimalNumber(latencyMs / 1_000, 1), 's']
  return [decimalNumber(latencyMs, latencyMs < 10 ? 1 : 0), 'ms']
}

function lengthOfTime(seconds: number): readonly [string, string] {
  if (seconds < 100) return [decimalNumber(seconds, seconds < 10 ? 1 : 0), 's']
  // Rounded like every duration in words; a clock alone would cut.
  return [formatClock(Math.round(seconds) * 1_000), seconds < 3_600 ? 'min' : 'h']
}

/** A function has no instances in service: a dash would only take room. */
function isMeant(metricId: string, result: RunResult): boolean {
  return metricId !== 'minimumHealthy' || !isOnLambda(result)
}

/** The figures of a run; a metric without a value reads as a dash. */
export function figuresOf(result: RunResult): Figure[] {
  const { metrics } = summarize(result)
  return SOURCES.flatMap(({ metricId, label, words }) => {
    const metric = metrics.find(({ id }) => id === metricId)
    if (!metric || !isMeant(metricId, result)) return []
    const [value, unit] = metric.value === null ? ['–', ''] : words(metric.value, result)
    return [{ value, unit, label }]
  })
}

const FIGURE_BASELINE = 72
const LABEL_BASELINE = 96
const FIGURE_GAP = 34
const UNIT_GAP = 5
/** The figures never take more than this from the title. */
const FIGURES_WIDTH_MAX = 600

function figureWidth({ value, unit, label }: Figure): number {
  const unitWidth = unit === '' ? 0 : UNIT_GAP + textWidth(unit, STYLES.figureUnit)
  return Math.max(textWidth(value, STYLES.figure) + unitWidth, textWidth(label, STYLES.figureLabel))
}

function figureTexts({ value, unit, label }: Figure, x: number): TextLine[] {
  const unitX = x + textWidth(value, STYLES.figure) + UNIT_GAP
  return [
    { text: value, x, y: FIGURE_BASELINE, style: STYLES.figure },
    { text: unit, x: unitX, y: FIGURE_BASELINE, style: STYLES.figureUnit, fill: INK_3 },
    { text: label, x, y: LABEL_BASELINE, style: STYLES.figureLabel, fill: INK_3 },
  ]
}

/** The key figures, set from the right edge; `left` is where they begin. */
export function figuresPiece(result: RunResult): Piece & { readonly left: number } {
  const shown: Figure[] = []
  let total = 0
  for (const figure of figuresOf(result)) {
    const width = figureWidth(figure) + (shown.length === 0 ? 0 : FIGURE_GAP)
    if (total + width > FIGURES_WIDTH_MAX) break
    total += width
    shown.push(figure)
  }
  let x = RIGHT - total
  const texts = shown.flatMap((figure) => {
    const lines = figureTexts(figure, x)
    x += figureWidth(figure) + FIGURE_GAP
    return lines
  })
  return { shapes: '', texts, left: RIGHT - total }
}
