import {
  type AlarmPeriod,
  type AlarmRecord,
  type AlarmState,
  type Change,
  counted,
  formatClock,
  type Ms,
  type RunResult,
} from '@sim'
import {
  EMPTY_DRAWING,
  type TrackBox,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackLine,
  type TrackMark,
  type TrackMarkShape,
  type TrackReading,
  type TrackRole,
} from './drawing'

const ROW_PITCH = 26
const BOX_HEIGHT_MAX = 16
/** Marks closer than this are drawn as one; a breaching one is never left out. */
const MARK_GAP = 11

const STATE_ROLES: Readonly<Record<AlarmState, TrackRole>> = { OK: 'quiet', ALARM: 'fail', INSUFFICIENT_DATA: 'quiet' }

const PERIOD_MARKS: Readonly<
  Record<AlarmPeriod['kind'], { readonly shape: TrackMarkShape; readonly role: TrackRole; readonly words: string }>
> = {
  ok: { shape: 'ring', role: 'quiet', words: 'not breaching' },
  breaching: { shape: 'warning', role: 'warn', words: 'breaching' },
  missing: { shape: 'dashedRing', role: 'quiet', words: 'no data' },
}

function stateAt({ states }: AlarmRecord, tMs: Ms): AlarmState {
  return (states.findLast(({ atMs }: Change<AlarmState>) => atMs <= tMs) ?? states[0])?.value ?? 'INSUFFICIENT_DATA'
}

/** The states that are drawn as blocks: ALARM, and INSUFFICIENT_DATA as an outline. OK is the plain line. */
function stateBoxes(result: RunResult, alarm: AlarmRecord, frame: TrackFrame, middle: number): TrackBox[] {
  const height = Math.min(BOX_HEIGHT_MAX, frame.height)
  return alarm.states.flatMap(({ atMs, value }, index): TrackBox[] => {
    const toMs = alarm.states[index + 1]?.atMs ?? result.endedAtMs
    if (value === 'OK' || toMs <= atMs || toMs <= frame.fromMs || atMs >= frame.toMs) return []
    const x = frame.x(Math.max(atMs, frame.fromMs))
    const width = frame.x(Math.min(toMs, frame.toMs)) - x
    const isAlarm = value === 'ALARM'
    return [
      {
        x,
        y: middle - height / 2,
        width,
        height,
        role: STATE_ROLES[value],
        texture: isAlarm ? 'counterHatch' : 'outline',
        strength: 1,
        label: `${alarm.name} ${value}`,
        words: isAlarm ? ['ALARM'] : [],
        fromMs: atMs,
        toMs,
      },
    ]
  })
}

/** One mark for each datapoint that was evaluated, at the time of its evaluation. */
function periodMarks(alarm: AlarmRecord, frame: TrackFrame, middle: number): TrackMark[] {
  const kept: TrackMark[] = []
  for (const { evaluatedAtMs, kind, value, atMs, endMs } of alarm.periods) {
    if (evaluatedAtMs < frame.fromMs || evaluatedAtMs > frame.toMs) continue
    const { shape, role, words } = PERIOD_MARKS[kind]
    const x = frame.x(evaluatedAtMs)
    const figure = value === null ? '' : ` ${Math.round(value * 1_000) / 1_000}`
    const label = `${alarm.name} ${formatClock(atMs)} to ${formatClock(endMs)}:${figure} ${words}`
    const last = kept.at(-1)
    const mark: TrackMark = { x, y: middle, shape, role, label, atMs: evaluatedAtMs }
    if (last === undefined || x - last.x >= MARK_GAP) kept.push(mark)
    else if (kind === 'breaching' && last.shape !== 'warning') kept[kept.length - 1] = mark
  }
  return kept
}

function middleOf(result: RunResult, index: number, frame: TrackFrame): number {
  return ((index + 0.5) * frame.height) / Math.max(1, result.alarms.length)
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const endX = frame.x(Math.min(frame.toMs, Math.max(frame.fromMs, result.endedAtMs)))
  const lines = result.alarms.map((_, index): TrackLine => {
    const y = Math.round(middleOf(result, index, frame) * 10) / 10
    return { d: `M0,${y}L${Math.round(endX * 10) / 10},${y}`, role: 'quiet', width: 1, dash: null }
  })
  return {
    ...EMPTY_DRAWING,
    lines,
    boxes: result.alarms.flatMap((alarm, index) => stateBoxes(result, alarm, frame, middleOf(result, index, frame))),
    marks: result.alarms.flatMap((alarm, index) => periodMarks(alarm, frame, middleOf(result, index, frame))),
    rows: result.alarms.map(({ name }, index) => ({
      y: middleOf(result, index, frame),
      label: result.alarms.length === 1 ? '' : name,
      role: 'quiet',
      fromMs: 0,
    })),
  }
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const inState = (state: AlarmState): AlarmRecord[] => result.alarms.filter((alarm) => stateAt(alarm, tMs) === state)
  const red = inState('ALARM')
  const blind = inState('INSUFFICIENT_DATA').length
  const quiet = result.alarms.length - red.length - blind
  return [
    ...red.map(({ name }): TrackReading => ({ text: `ALARM ${name}`, role: 'fail' })),
    ...(quiet > 0 ? [{ text: `${quiet} OK`, role: 'ink' } as const] : []),
    ...(blind > 0 ? [{ text: `${blind} INSUFFICIENT_DATA`, role: 'quiet' } as const] : []),
  ]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const isInside = (tMs: Ms): boolean => tMs >= fromMs && tMs < toMs
  const breaching = result.alarms.flatMap(({ name, periods }) => {
    const count = periods.filter(({ kind, evaluatedAtMs }) => kind === 'breaching' && isInside(evaluatedAtMs)).length
    return count === 0 ? [] : [`${name}: ${counted(count, 'breaching datapoint')}`]
  })
  return [...breaching, ...read(result, toMs).map(({ text }) => text)]
}

/** Each alarm with the datapoints that were evaluated (fine, breaching, missing) and the time it was in ALARM. */
export const alarmsTrack: TrackDefinition = {
  id: 'alarms',
  label: 'Alarms',
  unit: 'evaluated',
  isScaleFromRun: false,
  applies: ({ alarms }) => alarms.length > 0,
  height: ({ alarms }) => Math.max(1, alarms.length) * ROW_PITCH,
  draw,
  read,
  readSpan,
}
