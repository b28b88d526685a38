import { type DeploymentRecord, describeLogEntry, type RunResult } from '@sim'
import {
  EMPTY_DRAWING,
  type TrackBox,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackMark,
  type TrackReading,
  type TrackRole,
} from './drawing'
import { deploymentAt } from './readings'
import { waveRows } from './wave-rows'

const BOX_HEIGHT = 18
/** Marks of one kind that are closer than this are drawn as the first of them. */
const MARK_GAP = 9

function roleOf(deployment: DeploymentRecord): TrackRole {
  if (deployment.status === 'Failed' || deployment.status === 'Stopped') return 'fail'
  return deployment.revision === 'new' ? 'v2' : 'v1'
}

/** What a deployment is called on a chart: its id, whether it is a rollback, and how it ended. */
function titleOf({ id, creator, status }: DeploymentRecord): string {
  return `${id} ${creator === 'codeDeployRollback' ? 'rollback ' : ''}${status}`
}

function deploymentBox(result: RunResult, frame: TrackFrame, deployment: DeploymentRecord): TrackBox[] {
  const fromMs = deployment.createdAtMs
  const toMs = deployment.endedAtMs ?? result.endedAtMs
  if (toMs < frame.fromMs || fromMs > frame.toMs) return []
  const x = frame.x(Math.max(fromMs, frame.fromMs))
  const width = Math.max(2, frame.x(Math.min(toMs, frame.toMs)) - x)
  const height = Math.min(BOX_HEIGHT, frame.height)
  const role = roleOf(deployment)
  const label = titleOf(deployment)
  const words = [label, deployment.status]
  return [{ x, y: 0, width, height, role, texture: 'tint', strength: 0.2, label, words, fromMs, toMs }]
}

type TimedMark = Omit<TrackMark, 'x' | 'y'>

/** Beginnings and ends of deployments, failed lifecycle events, and what a person injected. */
function happenings(result: RunResult): TimedMark[] {
  const marks: TimedMark[] = []
  for (const deployment of result.deployments) {
    const { createdAtMs, endedAtMs } = deployment
    marks.push({ atMs: createdAtMs, shape: 'circle', role: 'ink', label: `${deployment.id} created` })
    if (endedAtMs === null) continue
    const role = roleOf(deployment)
    const shape = role === 'fail' ? 'stop' : role === 'v2' ? 'dot' : 'square'
    marks.push({ atMs: endedAtMs, shape, role, label: titleOf(deployment) })
  }
  for (const { failures } of waveRows(result))
    for (const { atMs, label } of failures) marks.push({ atMs, shape: 'disc', role: 'fail', label })
  for (const entry of result.log)
    if (entry.type === 'fault')
      marks.push({ atMs: entry.atMs, shape: 'diamond', role: 'fault', label: describeLogEntry(result, entry) })
  return marks.sort((left, right) => left.atMs - right.atMs)
}

/** The marks inside a frame; of those that would lie on each other the first of each shape is kept. */
function eventMarks(result: RunResult, frame: TrackFrame): TrackMark[] {
  const kept: TrackMark[] = []
  const y = Math.max(frame.height / 2, frame.height - MARK_GAP)
  for (const mark of happenings(result)) {
    if (mark.atMs < frame.fromMs || mark.atMs > frame.toMs) continue
    const x = frame.x(mark.atMs)
    const twin = kept.findLast(({ shape }) => shape === mark.shape)
    if (!twin || x - twin.x >= MARK_GAP) kept.push({ ...mark, x, y })
  }
  return kept
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  return {
    ...EMPTY_DRAWING,
    boxes: result.deployments.flatMap((deployment) => deploymentBox(result, frame, deployment)),
    marks: eventMarks(result, frame),
  }
}

function read(result: RunResult, tMs: number): TrackReading[] {
  const deployment = deploymentAt(result, tMs)
  if (!deployment) return [{ text: 'no deployment yet', role: 'quiet' }]
  const hasEnded = deployment.endedAtMs !== null && deployment.endedAtMs <= tMs
  const status = hasEnded ? deployment.status : 'InProgress'
  return [
    { text: deployment.id, role: 'ink' },
    { text: status, role: hasEnded ? roleOf(deployment) : 'quiet' },
  ]
}

/** Deployments from creation to end, and under them what happened: failures, faults. */
export const deploymentsTrack: TrackDefinition = {
  id: 'deployments',
  label: 'Deployments',
  unit: 'status and events',
  height: (result) => (result.deployments.length === 0 && !result.log.some(({ type }) => type === 'fault') ? 0 : 40),
  draw,
  read,
}
