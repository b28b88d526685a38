import { Timer } from 'lucide-react'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { counted, formatClock, formatDuration } from '../text/format'
import { type AlarmView, alarmViews, type SparkPoint, sparklineOf } from './alarm-view'
import { nextWords } from './alarm-words'
import './platform-panels.css'

/** Every alarm of the run: its state and why, what it has evaluated, and when it looks again. */
export function AlarmsPanel({ view }: { readonly view: PlayheadView }) {
  const views = alarmViews(view.result, view.tMs)
  if (views.length === 0) return <p className="inspector-quiet">This scenario has no alarms.</p>
  return views.map((alarm) => <AlarmCard key={alarm.settings.name} alarm={alarm} view={view} />)
}

const STATE_TONE = { OK: 'plain', ALARM: 'bad', INSUFFICIENT_DATA: 'quiet' } as const

function AlarmCard({ alarm, view: { result, tMs } }: { readonly alarm: AlarmView; readonly view: PlayheadView }) {
  const { settings, state, reason } = alarm
  return (
    <section className="inspector-section" aria-label={`Alarm ${settings.name}`}>
      <header className="inspector-heading-row">
        <h3 className="inspector-heading">{settings.name}</h3>
        <AlarmChip alarm={alarm} />
      </header>
      <p className="inspector-quiet">{ruleWords(alarm)}</p>
      <AlarmSparkline alarm={alarm} tMs={tMs} />
      {reason && <p className="inspector-quiet">{reason}</p>}
      <p className={`alarm-next alarm-next-${STATE_TONE[state]}`}>
        <Timer size={13} strokeWidth={1.35} aria-hidden="true" />
        <span>{nextWords(result, alarm, tMs)}</span>
      </p>
    </section>
  )
}

/** `1 of 2 breaching` with a diamond while it is on its way; otherwise the state by its API name. */
function AlarmChip({ alarm: { state, breachingCount, neededCount } }: { readonly alarm: AlarmView }) {
  if (state !== 'ALARM' && breachingCount > 0) {
    return (
      <span className="alarm-chip alarm-chip-warn">
        <BreachDiamond /> {breachingCount} of {neededCount} breaching
      </span>
    )
  }
  return (
    <span className={`alarm-chip alarm-chip-${STATE_TONE[state]}`}>
      {state === 'ALARM' && <AlarmBlock />} {state}
    </span>
  )
}

/** The mark of an alarm in ALARM: a solid block, not the diamond of a single datapoint. */
export function AlarmBlock() {
  return (
    <svg className="alarm-diamond" width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
      <rect width="11" height="11" rx="2.5" fill="var(--fail)" />
      <path d="M5.5 2.4v3.6M5.5 8.3v.2" stroke="var(--on-fail)" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  )
}

/** The mark of a breaching datapoint. */
export function BreachDiamond() {
  return (
    <svg className="alarm-diamond" width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
      <path d="M4.5 0 9 4.5 4.5 9 0 4.5z" fill="var(--warn)" />
    </svg>
  )
}

function ruleWords({ settings, neededCount }: AlarmView): string {
  const { metric, statistic, comparisonOperator, threshold, periodS, evaluationPeriods, dimension } = settings
  const of = dimension === null ? '' : ` (${dimension})`
  const what = `${statistic === null ? '' : `${statistic} of `}${metric}${of}`
  return `${what}, ${comparisonOperator} ${threshold}, ${neededCount} of ${periodsWords(evaluationPeriods, periodS)}`
}

/** `3 minutes`, `1 minute`; periods of any other length with it: `3 × 30 s`. */
function periodsWords(count: number, periodS: number): string {
  return periodS === 60 ? counted(count, 'minute') : `${count} × ${formatDuration(periodS * 1_000)}`
}

const WIDTH = 272
const HEIGHT = 54
const STRETCH_MS = 300_000

/** The last five minutes of evaluated datapoints against the threshold; to the playhead, never beyond. */
function AlarmSparkline({ alarm, tMs }: { readonly alarm: AlarmView; readonly tMs: number }) {
  const theme = useStore((state) => state.theme)
  const stretch = { fromMs: tMs - Math.max(STRETCH_MS, 5 * alarm.settings.periodS * 1_000), toMs: tMs }
  const { points, thresholdY } = sparklineOf(alarm, stretch, { width: WIDTH, height: HEIGHT })
  const line = points.filter(({ y }) => y !== null).map(({ x, y }) => `${x.toFixed(1)} ${(y ?? 0).toFixed(1)}`)
  const last = points.at(-1)
  return (
    <svg
      key={theme}
      className="alarm-sparkline"
      viewBox={`0 -6 ${WIDTH} ${HEIGHT + 12}`}
      role="img"
      aria-label={`${points.length} datapoints evaluated up to ${formatClock(tMs)}, last value ${last?.period.value ?? 'missing'}, threshold ${alarm.settings.threshold}`}
    >
      <path className="alarm-threshold" d={`M0 ${thresholdY}H${WIDTH}`} />
      <text className="alarm-threshold-label" x="0" y={thresholdY - 4}>
        threshold {alarm.settings.threshold}
      </text>
      {line.length > 1 && <path className="alarm-line" d={`M${line.join('L')}`} />}
      {points.map((point) => (
        <PeriodMark key={`${point.period.atMs} ${point.period.evaluatedAtMs}`} point={point} />
      ))}
    </svg>
  )
}

function PeriodMark({ point: { x, y, period } }: { readonly point: SparkPoint }) {
  const at = y ?? HEIGHT
  if (period.kind === 'breaching')
    return <path className="alarm-breaching" d={`M${x} ${at - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`} />
  return <circle className={period.kind === 'missing' ? 'alarm-missing' : 'alarm-ok'} cx={x} cy={at} r="3" />
}
