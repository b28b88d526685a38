import {
  counted,
  countedOf,
  type DeploymentRecord,
  formatCount,
  type LifecycleEventName,
  type Ms,
  type RunResult,
  type TargetRecord,
} from '@sim'
import {
  EMPTY_DRAWING,
  type TrackBox,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackMark,
  type TrackNote,
  type TrackReading,
  type TrackRole,
  type TrackTexture,
} from './drawing'
import { drawPhases } from './phases'
import { deploymentAt } from './readings'
import { waitBoxes, waitsOf } from './wait-row'
import { type WavePhase, type WaveRow, waveRowCount, waveRows } from './wave-rows'

/** Above this many waves the rows become one surface by phase (DESIGN.md, density). */
const ROWS_MAX = 12
const ROW_PITCH = 21
const STACK_HEIGHT = 96
const BOX_SHARE = 0.66
const BOX_HEIGHT_MAX = 14

/** How far along a host is when an event runs: the later, the stronger its tint. */
const STRENGTH: Readonly<Record<LifecycleEventName, number>> = {
  BeforeBlockTraffic: 0.3,
  BlockTraffic: 1,
  AfterBlockTraffic: 0.3,
  ApplicationStop: 0.36,
  DownloadBundle: 0.42,
  BeforeInstall: 0.48,
  Install: 0.54,
  AfterInstall: 0.6,
  ApplicationStart: 0.66,
  ValidateService: 0.72,
  AllowTestTraffic: 0.8,
  AfterAllowTestTraffic: 0.8,
  BeforeAllowTraffic: 1,
  AllowTraffic: 1,
  AfterAllowTraffic: 1,
}

function textureOf(event: LifecycleEventName): TrackTexture {
  if (event === 'BlockTraffic') return 'levels'
  return event.endsWith('AllowTraffic') ? 'hatch' : 'tint'
}

function roleOf(row: WaveRow): TrackRole {
  return row.revision === 'new' ? 'v2' : 'v1'
}

/** What drains is the version that the wave replaces. */
function otherRole(row: WaveRow): TrackRole {
  return row.revision === 'new' ? 'v1' : 'v2'
}

interface RowPlace {
  readonly frame: TrackFrame
  readonly middle: number
  readonly boxHeight: number
}

type Look = Pick<TrackBox, 'role' | 'texture' | 'strength' | 'label'>

function look(role: TrackRole, texture: TrackTexture, strength: number, label: string): Look {
  return { role, texture, strength, label }
}

/** A box between two times, cut to the frame; nothing when none of it is inside. */
function boxBetween(place: RowPlace, fromMs: number, toMs: number, looks: Look, height = place.boxHeight): TrackBox[] {
  const { frame } = place
  if (toMs <= frame.fromMs || fromMs >= frame.toMs || toMs <= fromMs) return []
  const x = frame.x(Math.max(fromMs, frame.fromMs))
  const width = frame.x(Math.min(toMs, frame.toMs)) - x
  return [{ x, y: place.middle - height / 2, width, height, fromMs, toMs, words: [], ...looks }]
}

function phaseBox(row: WaveRow, place: RowPlace, phase: WavePhase): TrackBox[] {
  const texture = textureOf(phase.event)
  const role = texture === 'levels' ? otherRole(row) : roleOf(row)
  const label = `Wave ${row.label}: ${phase.event}`
  return boxBetween(place, phase.fromMs, phase.toMs, look(role, texture, STRENGTH[phase.event], label))
}

/** Waiting, the phases, the stretch until its slowest host was done, and the time it serves since. */
function rowBoxes(row: WaveRow, place: RowPlace): TrackBox[] {
  const role = roleOf(row)
  const thin = Math.max(2, place.boxHeight / 4)
  const waits = row.isWaiting ? waitingWords(row) : `Wave ${row.label} waits`
  const slow = `Wave ${row.label}: until its slowest instance is done`
  const live = `Wave ${row.label}: ${counted(row.succeededCount, 'instance serves', 'instances serve')} ${role}`
  const lastPhaseMs = row.phases.at(-1)?.toMs ?? row.startMs
  const liveUntilMs = row.succeededCount > 0 ? row.liveUntilMs : row.endMs
  return [
    ...boxBetween(place, row.createdAtMs, row.startMs, look('quiet', 'outline', 1, waits)),
    ...row.phases.flatMap((phase) => phaseBox(row, place, phase)),
    ...boxBetween(place, lastPhaseMs, row.endMs, look(role, 'tint', 0.3, slow), thin),
    ...boxBetween(place, row.endMs, liveUntilMs, look(role, 'solid', 1, live), thin),
  ]
}

function rowMarks(row: WaveRow, { frame, middle }: RowPlace): TrackMark[] {
  const isShown = ({ atMs }: { atMs: number }): boolean => atMs >= frame.fromMs && atMs <= frame.toMs
  const failures = row.failures
    .filter(isShown)
    .map(({ atMs, label }): TrackMark => ({ x: frame.x(atMs), y: middle, shape: 'disc', role: 'fail', label, atMs }))
  const isStopped = row.hasEnded && row.succeededCount === 0 && isShown({ atMs: row.endMs })
  const label = row.isWaiting ? 'The deployment ends without them' : `Wave ${row.label} ends`
  const stop: TrackMark = { x: frame.x(row.endMs), y: middle, shape: 'stop', role: 'ink', label, atMs: row.endMs }
  // Under the failures: the last of them is often what ends the wave.
  return isStopped ? [stop, ...failures] : failures
}

/** Skipped when the deployment ended without them; still waiting when only the run ended. */
function waitingWords({ hostCount, hasEnded }: WaveRow): string {
  return `${counted(hostCount, 'instance')} ${hasEnded ? 'skipped' : 'still waiting'}`
}

/** The words to the right of a row that did not go as planned. */
function rowNotes(row: WaveRow, { frame, middle }: RowPlace): TrackNote[] {
  const failedCount = row.hostCount - row.succeededCount
  if (row.endMs < frame.fromMs || row.endMs > frame.toMs) return []
  const x = frame.x(row.endMs)
  if (row.isWaiting) return [{ x, y: middle, text: waitingWords(row), role: 'quiet', place: 'right' }]
  if (row.failures.length === 0 || failedCount === 0) return []
  const isAll = failedCount === row.hostCount
  const share = isAll ? counted(failedCount, 'instance') : countedOf(failedCount, row.hostCount, 'instance')
  return [{ x, y: middle, text: `${share} failed`, role: 'fail', place: 'right' }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  if (waveRowCount(result) === 0) return EMPTY_DRAWING
  if (waveRowCount(result) > ROWS_MAX) return drawPhases(result, frame)
  const rows = waveRows(result)
  const hasWaits = waitsOf(result).length > 0
  const pitch = frame.height / (rows.length + (hasWaits ? 1 : 0))
  const boxHeight = Math.min(BOX_HEIGHT_MAX, pitch * BOX_SHARE)
  const places = rows.map((_, index): RowPlace => ({ frame, middle: pitch * (index + 0.5), boxHeight }))
  const each = <T>(make: (row: WaveRow, place: RowPlace) => T[]): T[] =>
    rows.flatMap((row, index) => {
      const place = places[index]
      return place ? make(row, place) : []
    })
  return {
    ...EMPTY_DRAWING,
    boxes: [...each(rowBoxes), ...(hasWaits ? waitBoxes(result, frame, frame.height - pitch / 2, boxHeight) : [])],
    marks: each(rowMarks),
    notes: each(rowNotes),
    rows: [
      ...each((row, { middle }) => [{ y: middle, label: row.label, role: 'quiet', fromMs: row.startMs } as const]),
      ...waitRow(result, frame.height - pitch / 2),
    ],
  }
}

function waitRow(result: RunResult, y: number): TrackDrawing['rows'] {
  const [first] = waitsOf(result)
  return first === undefined ? [] : [{ y, label: 'waits', role: 'quiet', fromMs: first.startMs }]
}

function height(result: RunResult): number {
  const rowCount = waveRowCount(result) + (waitsOf(result).length > 0 ? 1 : 0)
  if (waveRowCount(result) > ROWS_MAX) return STACK_HEIGHT
  return rowCount === 0 ? 0 : Math.max(2, rowCount) * ROW_PITCH
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const deployment = deploymentAt(result, tMs)
  if (!deployment) return []
  const begun = deployment.waves.filter(({ startMs }) => startMs <= tMs).length
  const isDone = (endMs: number | null): boolean => endMs !== null && endMs <= tMs
  const updated = deployment.targets.filter(({ status, endMs }) => status === 'Succeeded' && isDone(endMs)).length
  const role = deployment.revision === 'new' ? 'v2' : 'v1'
  const targetCount = deployment.targets.length
  return [
    { text: waveWords(begun, plannedWaveCount(result, deployment)), role: 'ink' },
    { text: `${formatCount(updated)} of ${formatCount(targetCount)} done`, role },
  ]
}

/** Waves that were planned; null for a rollback, whose plan is made when it begins and not recorded. */
function plannedWaveCount({ plan }: RunResult, { creator }: DeploymentRecord): number | null {
  return creator !== 'user' ? null : (plan?.waveSizes.length ?? null)
}

/** A deployment whose instances fail or come back slowly takes more waves than planned, one that stops takes fewer. */
function waveWords(begunCount: number, plannedCount: number | null): string {
  const wave = `wave ${formatCount(begunCount)}`
  if (plannedCount === null) return wave
  return begunCount > plannedCount
    ? `${wave}, ${formatCount(plannedCount)} planned`
    : `${wave} of ${formatCount(plannedCount)}`
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const deployment = deploymentAt(result, toMs)
  if (!deployment) return []
  const hasFailed = ({ status, endMs }: TargetRecord): boolean =>
    status === 'Failed' && endMs !== null && endMs > fromMs && endMs <= toMs
  const failedCount = deployment.targets.filter(hasFailed).length
  const failed = failedCount === 0 ? [] : [`${counted(failedCount, 'instance')} failed`]
  return [...failed, ...read(result, toMs).map(({ text }) => text)]
}

/** The waves of every deployment: waiting, draining, lifecycle events, taking traffic again, failures, serving. */
export const batchesTrack: TrackDefinition = {
  id: 'batches',
  label: 'Batches',
  unit: 'waves',
  isScaleFromRun: false,
  applies: (result) => waveRowCount(result) > 0,
  height,
  draw,
  read,
  readSpan,
}
