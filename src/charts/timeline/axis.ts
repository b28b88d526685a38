import { formatClock, type Ms } from '@sim'
import { coordinate } from '../numbers'
import { BASELINE, INK_2, INK_3 } from '../svg/palette'
import { STYLES } from '../svg/text'
import { element } from '../svg/xml'
import { LEFT, PLOT_LEFT, PLOT_RIGHT, PLOT_WIDTH } from './page'
import type { Piece } from './piece'

const LABEL_DROP = 19
const TICK_LENGTH = 5
/** Labels stand at least this far apart, pixels. */
const LABEL_PITCH = 84

/** Steps between times that people count in, seconds. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200] as const

/** The times that get a label: from the start, in the smallest step that leaves room. */
export function axisTimes(endMs: Ms): Ms[] {
  const stepS = STEPS_S.find((step) => (step * 1_000 * PLOT_WIDTH) / endMs >= LABEL_PITCH) ?? 43_200
  const stepMs = stepS * 1_000
  return Array.from({ length: Math.floor(endMs / stepMs) + 1 }, (_, index) => index * stepMs)
}

/** The time axis under the tracks, as clocks from the start of the run. */
export function axisPiece(endMs: Ms, x: (tMs: Ms) => number, axisY: number): Piece {
  const times = axisTimes(endMs)
  const ticks = times.map((tMs) => `M${coordinate(PLOT_LEFT + x(tMs))},${coordinate(axisY)}v${TICK_LENGTH}`).join('')
  const d = `M${PLOT_LEFT},${coordinate(axisY)}H${PLOT_RIGHT}${ticks}`
  const y = axisY + LABEL_DROP
  const unit = endMs < 3_600_000 ? 'minutes from start' : 'hours from start'
  return {
    shapes: element('path', { d, stroke: BASELINE, fill: 'none' }),
    texts: [
      { text: unit, x: LEFT, y, style: STYLES.trackUnit, fill: INK_3 },
      ...times.map((tMs) => ({
        text: formatClock(tMs),
        x: PLOT_LEFT + x(tMs),
        y,
        style: STYLES.mono,
        anchor: 'middle' as const,
        fill: INK_2,
      })),
    ],
  }
}
