import type { AlarmState, RunResult } from '@sim'

/** What the instances of a wave are doing, in the order in which they pass through it. */
export const PHASES = ['waiting', 'leaving', 'updating', 'returning', 'done', 'failed'] as const
export type Phase = (typeof PHASES)[number]

interface GlyphSet {
  readonly phase: Readonly<Record<Phase, string>>
  /** From nothing to the most. */
  readonly levels: readonly string[]
}

const UNICODE: GlyphSet = {
  phase: { waiting: '·', leaving: '░', updating: '▒', returning: '▓', done: '█', failed: '×' },
  levels: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
}

const ASCII: GlyphSet = {
  phase: { waiting: '.', leaving: '-', updating: '=', returning: '+', done: '#', failed: 'x' },
  levels: [' ', '.', ':', '-', '=', '+', '*', '%', '#'],
}

export function glyphsFor(hasUnicode: boolean): GlyphSet {
  return hasUnicode ? UNICODE : ASCII
}

/** One sign for each state of an alarm. */
export function alarmGlyphs(hasUnicode: boolean): Readonly<Record<AlarmState, string>> {
  return hasUnicode ? { OK: '─', ALARM: '█', INSUFFICIENT_DATA: '·' } : { OK: '-', ALARM: '#', INSUFFICIENT_DATA: '.' }
}

/** One sign for a value between 0 and `max`. Anything above zero is seen, and only the full amount is full. */
export function levelGlyph(value: number, max: number, hasUnicode: boolean): string {
  const { levels } = glyphsFor(hasUnicode)
  const top = levels.length - 1
  const level = value <= 0 || max <= 0 ? 0 : value >= max ? top : Math.max(1, Math.floor((value / max) * top))
  return levels[level] ?? ''
}

/** What the signs of a wave's strip mean, as one line; only those that occur in this run. */
export function phaseLegend(result: RunResult, hasUnicode: boolean): string {
  const { phase } = glyphsFor(hasUnicode)
  const hasBegun = (part: string): boolean =>
    result.deployments.some(({ targets }) =>
      targets.some(({ lifecycleEvents }) =>
        lifecycleEvents.some(({ name, startMs }) => startMs !== null && name.endsWith(part)),
      ),
    )
  const hasFailed = result.deployments.some(({ targets }) => targets.some(({ status }) => status === 'Failed'))
  const entries = [
    `${phase.waiting} waiting`,
    ...(hasBegun('BlockTraffic') ? [`${phase.leaving} traffic blocked`] : []),
    `${phase.updating} updating`,
    ...(hasBegun('AllowTraffic') || hasBegun('TestTraffic') ? [`${phase.returning} ${returningWords(result)}`] : []),
    `${phase.done} done`,
    ...(hasFailed ? [`${phase.failed} failed`] : []),
  ]
  return entries.join('   ')
}

/** The hooks of a function or service around its traffic may run for an hour before any of it moves. */
function returningWords({ plan }: RunResult): string {
  return plan === null || plan.computePlatform === 'Server' ? 'traffic allowed' : 'traffic and its hooks'
}
