import { type AlarmState, formatClock, type RunResult } from '@sim'
import { printable } from '../terminal/printable'
import type { Tone } from '../terminal/terminal'
import type { TimeColumn } from './columns'
import { alarmGlyphs } from './glyphs'
import { type Row, wrapText } from './table'
import type { SummaryView } from './view'

const TONES: Readonly<Record<AlarmState, Tone>> = { OK: 'good', ALARM: 'bad', INSUFFICIENT_DATA: 'quiet' }
/** A longer name is cut in front of its strip; the section of the alarms has it whole. */
const LABEL_MAX = 12

/** One strip an alarm: its state over time, the worst of each column. */
export function alarmRows({ result, place, paint }: SummaryView, columns: readonly TimeColumn[]): Row[] {
  const glyphs = alarmGlyphs(place.hasUnicode)
  return result.alarms.map(({ name, states }) => {
    const strip = columns.map(({ fromMs, toMs }) => glyphs[worstIn(states, fromMs, toMs)]).join('')
    const times = states.filter(({ value }) => value === 'ALARM').length
    const end = times === 0 ? 'never in ALARM' : paint('bad', times === 1 ? 'in ALARM once' : `in ALARM ${times} times`)
    return [cut(printable(name)), '', strip, end]
  })
}

function cut(name: string): string {
  return name.length <= LABEL_MAX ? name : `${name.slice(0, LABEL_MAX - 1)}…`
}

/** ALARM is never hidden behind another state of the same column. */
function worstIn(states: RunResult['alarms'][number]['states'], fromMs: number, toMs: number): AlarmState {
  const inside = states.filter(({ atMs }, index) => atMs < toMs && (states[index + 1]?.atMs ?? Infinity) > fromMs)
  if (inside.some(({ value }) => value === 'ALARM')) return 'ALARM'
  return inside[0]?.value ?? 'INSUFFICIENT_DATA'
}

/** Every alarm with its states in order of time, and why it was in each. */
export function alarmLines({ result, place, paint }: SummaryView): string[] {
  if (result.alarms.length === 0) return []
  const lines = result.alarms.flatMap(({ name, states }) => [
    `  ${printable(name)}`,
    ...states.flatMap(({ atMs, value, reason }) => {
      const head = `    ${formatClock(atMs)}  `
      const [first = '', ...others] = wrapText(printable(`${value}: ${reason}`), place.columnCount - head.length)
      const painted = first.replace(value, paint(TONES[value], value))
      return [`${head}${painted}`, ...others.map((line) => ' '.repeat(head.length) + line)]
    }),
  ])
  return [paint('heading', 'Alarms'), ...lines]
}
