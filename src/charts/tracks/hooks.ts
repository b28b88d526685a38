import {
  type DeploymentRecord,
  formatDuration,
  type LifecycleEventRecord,
  type Ms,
  type RunResult,
  STATUS_WORDS,
  type TargetRecord,
} from '@sim'
import {
  EMPTY_DRAWING,
  type TrackBox,
  type TrackDefinition,
  type TrackDrawing,
  type TrackFrame,
  type TrackMark,
  type TrackReading,
} from './drawing'

const BOX_HEIGHT_MAX = 22

interface ServiceEvent {
  readonly deployment: DeploymentRecord
  readonly event: LifecycleEventRecord
  readonly startMs: Ms
  readonly endMs: Ms
}

function isService({ instanceIndex }: TargetRecord): boolean {
  return instanceIndex === null
}

/** The lifecycle events of functions and services that were begun, in order of time. */
function serviceEvents(result: RunResult): ServiceEvent[] {
  return result.deployments.flatMap((deployment) =>
    deployment.targets.filter(isService).flatMap(({ lifecycleEvents }) =>
      lifecycleEvents.flatMap((event) => {
        const { startMs, endMs } = event
        return startMs === null ? [] : [{ deployment, event, startMs, endMs: endMs ?? result.endedAtMs }]
      }),
    ),
  )
}

function boxOf({ deployment, event, startMs, endMs }: ServiceEvent, frame: TrackFrame): TrackBox[] {
  if (endMs <= startMs || endMs <= frame.fromMs || startMs >= frame.toMs) return []
  const x = frame.x(Math.max(startMs, frame.fromMs))
  const width = frame.x(Math.min(endMs, frame.toMs)) - x
  const height = Math.min(BOX_HEIGHT_MAX, frame.height)
  const roleUntilEnd = deployment.revision === 'new' ? 'v2' : 'v1'
  const isShift = event.name === 'AllowTraffic'
  // A shift that ends badly was no failure until then: the mark at its end says so.
  const isFailed = event.status === 'Failed' && !isShift
  return [
    {
      x,
      y: (frame.height - height) / 2,
      width,
      height,
      role: isFailed ? 'fail' : roleUntilEnd,
      roleUntilEnd,
      texture: isFailed ? 'counterHatch' : isShift ? 'hatch' : 'tint',
      strength: 0.6,
      label: `${event.name} ${STATUS_WORDS[event.status]}`,
      words: [event.name],
      fromMs: startMs,
      toMs: endMs,
    },
  ]
}

function failureMark({ event, endMs }: ServiceEvent, frame: TrackFrame): TrackMark[] {
  if (event.status !== 'Failed' || endMs < frame.fromMs || endMs > frame.toMs) return []
  const label = `${event.name} failed: ${event.message}`
  return [{ x: frame.x(endMs), y: frame.height / 2, shape: 'disc', role: 'fail', label, atMs: endMs }]
}

function draw(result: RunResult, frame: TrackFrame): TrackDrawing {
  const events = serviceEvents(result)
  return {
    ...EMPTY_DRAWING,
    boxes: events.flatMap((event) => boxOf(event, frame)),
    marks: events.flatMap((event) => failureMark(event, frame)),
  }
}

function read(result: RunResult, tMs: Ms): TrackReading[] {
  const now = serviceEvents(result).findLast(({ startMs, endMs }) => startMs <= tMs && tMs < endMs)
  if (now !== undefined) return [{ text: now.event.name, role: 'ink' }]
  const done = serviceEvents(result).filter(({ endMs }) => endMs <= tMs).length
  return [{ text: done === 0 ? 'not begun' : 'none under way', role: 'quiet' }]
}

function readSpan(result: RunResult, fromMs: Ms, toMs: Ms): string[] {
  return serviceEvents(result)
    .filter(({ startMs, endMs }) => endMs > startMs && startMs < toMs && endMs > fromMs)
    .map(({ event, startMs, endMs }) => `${event.name} ${formatDuration(endMs - startMs)}`)
}

/** The lifecycle events of a function or service, one bar each; those that took no time have none. */
export const hooksTrack: TrackDefinition = {
  id: 'hooks',
  label: 'Hooks',
  unit: 'lifecycle events',
  isScaleFromRun: false,
  applies: (result) => serviceEvents(result).length > 0,
  height: () => 40,
  draw,
  read,
  readSpan,
}
