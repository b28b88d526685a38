import {
  type DeploymentRecord,
  deploymentNoun,
  describeLogEntry,
  describeNotification,
  groupDeploymentsOf,
  isOfGroup,
  isRollback,
  type LogType,
  type Ms,
  notificationsOf,
  type RunResult,
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
} from './drawing'
import { deploymentAt } from './readings'
import { waveRows } from './wave-rows'

const BOX_HEIGHT_MAX = 18
/** The lane of failures and faults under the boxes. */
const LANE_HEIGHT = 14
/** Marks of one kind that are closer than this are drawn as the first of them. */
const MARK_GAP = 9
/** Marks of two kinds stand this far apart, so that none hides another. */
const MARK_WIDTH = 14
/** The marks of beginning and end stand inside the box, this far from its edges. */
const MARK_INSET = 8

function roleOf(deployment: DeploymentRecord): TrackRole {
  if (deployment.status === 'Failed' || deployment.status === 'Stopped') return 'fail'
  return roleInProgress(deployment)
}

function roleInProgress({ revision }: DeploymentRecord): TrackRole {
  return revision === 'new' ? 'v2' : 'v1'
}

function boxHeight(frame: TrackFrame): number {
  return Math.min(BOX_HEIGHT_MAX, Math.max(frame.height / 2, frame.height - LANE_HEIGHT))
}

/** What a deployment is called on a chart: its id, whether it is a rollback, and how it ended. */
function titleOf({ id, creator, status }: DeploymentRecord): string {
  return `${id} ${creator === 'user' ? '' : `${deploymentNoun({ creator })} `}${status}`
}

function deploymentBox(result: RunResult, frame: TrackFrame, deployment: DeploymentRecord): TrackBox[] {
  const fromMs = deployment.createdAtMs
  const toMs = deployment.endedAtMs ?? result.endedAtMs
  if (toMs < frame.fromMs || fromMs > frame.toMs) return []
  const x = frame.x(Math.max(fromMs, frame.fromMs))
  const width = Math.max(2, frame.x(Math.min(toMs, frame.toMs)) - x)
  const height = boxHeight(frame)
  const role = roleOf(deployment)
  const roleUntilEnd = roleInProgress(deployment)
  const label = titleOf(deployment)
  const words = [label, deployment.status]
  return [{ x, y: 0, width, height, role, roleUntilEnd, texture: 'tint', strength: 0.2, label, words, fromMs, toMs }]
}

/** The name of a deployment that begins and ends in one instant: its box has no room for it. */
function instantNote(frame: TrackFrame, deployment: DeploymentRecord): TrackNote[] {
  const { createdAtMs, endedAtMs, id, creator } = deployment
  if (endedAtMs !== createdAtMs || createdAtMs < frame.fromMs || createdAtMs > frame.toMs) return []
  const text = `${id} ${deploymentNoun({ creator })}`
  const x = frame.x(createdAtMs) + MARK_INSET + MARK_WIDTH / 2
  return x > frame.width ? [] : [{ x, y: boxHeight(frame) / 2, text, role: roleOf(deployment), place: 'right' }]
}

type TimedMark = Omit<TrackMark, 'x' | 'y'>

/** What of the log has a mark in the lane. */
const LOG_MARKS: Readonly<Partial<Record<LogType, Pick<TrackMark, 'shape' | 'role'>>>> = {
  fault: { shape: 'diamond', role: 'fault' },
  intervention: { shape: 'act', role: 'ink' },
}

/** Beginning and end of a deployment, each inside its box. */
function edgeMarks(frame: TrackFrame, deployment: DeploymentRecord): TrackMark[] {
  const { createdAtMs, endedAtMs, id, creator } = deployment
  const isTurn = isRollback({ creator })
  const y = boxHeight(frame) / 2
  const isShown = ({ atMs }: TrackMark): boolean => atMs >= frame.fromMs && atMs <= frame.toMs
  const inside = (atMs: number, inset: number): number => Math.min(frame.width, Math.max(0, frame.x(atMs) + inset))
  const begin: TrackMark = {
    x: inside(createdAtMs, MARK_INSET),
    y,
    atMs: createdAtMs,
    shape: isTurn ? 'turn' : 'circle',
    role: 'ink',
    label: `${id} created`,
  }
  if (endedAtMs === null) return [begin].filter(isShown)
  const role = roleOf(deployment)
  const shape = role === 'fail' ? 'cross' : role === 'v2' ? 'dot' : 'square'
  // One that ends in the instant in which it begins stands behind that instant: before it another one may have ended.
  const x = inside(endedAtMs, endedAtMs === createdAtMs ? MARK_INSET : -MARK_INSET)
  const end: TrackMark = { x, y, atMs: endedAtMs, shape, role, label: titleOf(deployment) }
  // A deployment that ends at once is told by its end.
  return [...(end.x - begin.x < MARK_WIDTH ? [] : [begin]), end].filter(isShown)
}

/**
 * Failed lifecycle events, what a person injected or did, deployments to single instances, and who was told by the
 * scenario's EventBridge rules, in order of time.
 */
function laneEvents(result: RunResult): TimedMark[] {
  const marks: TimedMark[] = []
  for (const { failures } of waveRows(result))
    for (const { atMs, label } of failures) marks.push({ atMs, shape: 'disc', role: 'fail', label })
  for (const entry of result.log) {
    const look = LOG_MARKS[entry.type]
    if (look !== undefined) marks.push({ atMs: entry.atMs, ...look, label: describeLogEntry(result, entry) })
  }
  for (const deployment of result.deployments) {
    const label = `${deploymentNoun(deployment)} ${deployment.id}: ${deployment.status}`
    const role = deployment.status === 'Failed' ? 'fail' : 'quiet'
    if (!isOfGroup(deployment)) marks.push({ atMs: deployment.createdAtMs, shape: 'circle', role, label })
  }
  for (const notification of notificationsOf(result)) {
    const label = describeNotification(notification)
    marks.push({ atMs: notification.event.atMs, shape: 'notice', role: 'ink', label })
  }
  return marks.sort((left, right) => left.atMs - right.atMs)
}

/**
 * The marks of the lane inside a frame: of those of one shape that would lie on each other the first is kept, and one of
 * another shape gives way to the right.
 */
function laneMarks(result: RunResult, frame: TrackFrame): TrackMark[] {
  const kept: TrackMark[] = []
  const y = Math.max(frame.height / 2, frame.height - LANE_HEIGHT / 2)
  for (const mark of laneEvents(result)) {
    if (mark.atMs < frame.fromMs || mark.atMs > frame.toMs) continue
    const x = frame.x(mark.atMs)
    const twin = kept.findLast(({ shape }) => shape === mark.shape)
    if (twin && x - twin.x < MARK_GAP) continue
    const free = Math.max(x, (kept.at(-1)?.x ?? -MARK_WIDTH) + MARK_WIDTH)
    kept.push({ ...mark, x: Math.min(frame.width, free), y })
  }
  return kept
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  return {
    ...EMPTY_DRAWING,
    boxes: groupDeploymentsOf(result).flatMap((deployment) => deploymentBox(result, frame, deployment)),
    marks: [
      ...groupDeploymentsOf(result).flatMap((deployment) => edgeMarks(frame, deployment)),
      ...laneMarks(result, frame),
    ],
    notes: groupDeploymentsOf(result).flatMap((deployment) => instantNote(frame, deployment)),
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const deployment = deploymentAt(result, tMs)
  if (!deployment) return [{ text: launchWords(result, tMs) ?? 'no deployment yet', role: 'quiet' }]
  const hasEnded = deployment.endedAtMs !== null && deployment.endedAtMs <= tMs
  const status = hasEnded ? deployment.status : 'InProgress'
  const ofRollback = isRollback(deployment) ? `${deploymentNoun(deployment)} ` : ''
  return [
    { text: `${ofRollback}${status}`, role: hasEnded ? roleOf(deployment) : 'ink' },
    { text: deployment.id, role: 'quiet' },
  ]
}

/** Before the group's first deployment: those to instances that Auto Scaling launches; null when there was none. */
function launchWords({ deployments }: RunResult, tMs: number): string | null {
  const launched = deployments.filter(({ creator, createdAtMs }) => creator === 'autoscaling' && createdAtMs <= tMs)
  if (launched.length === 0) return null
  const failed = launched.filter(
    ({ status, endedAtMs }) => status === 'Failed' && endedAtMs !== null && endedAtMs <= tMs,
  )
  return `${launched.length} launches, ${failed.length} failed`
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  const isInside = ({ atMs }: TimedMark): boolean => atMs >= fromMs && atMs < toMs
  const events = laneEvents(result).filter(isInside)
  return [...read(result, toMs).map(({ text }) => text), ...events.map(({ label }) => label)]
}

/** Deployments from creation to end, and under them what happened: failures, faults, acts, launch deployments. */
export const deploymentsTrack: TrackDefinition = {
  id: 'deployments',
  label: 'Deployments',
  unit: 'status and events',
  isScaleFromRun: false,
  applies: (result) => result.deployments.length > 0 || laneEvents(result).length > 0,
  height: () => 40,
  draw,
  read,
  readSpan,
}
