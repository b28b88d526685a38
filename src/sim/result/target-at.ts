import type { LifecycleEventFrame } from './fleet-frame'
import type {
  DeploymentRecord,
  LifecycleEventRecord,
  LifecycleEventStatus,
  Ms,
  TargetRecord,
  TargetStatus,
} from './types'

/** The status of a target at a time: Pending until it starts, or until it is skipped when the deployment ends. */
export function targetStatusAt({ endedAtMs }: DeploymentRecord, target: TargetRecord, tMs: Ms): TargetStatus {
  if (target.startMs === null) return endedAtMs !== null && tMs >= endedAtMs ? target.status : 'Pending'
  if (tMs < target.startMs) return 'Pending'
  if (target.endMs !== null && tMs >= target.endMs) return target.status
  return isBetweenStretches(target, tMs) ? 'Ready' : 'InProgress'
}

/** A replacement that is installed and not yet rerouted: an event has ended, and the next one has not begun. */
function isBetweenStretches({ label, lifecycleEvents }: TargetRecord, tMs: Ms): boolean {
  if (label !== 'Green') return false
  const next = lifecycleEvents.findIndex(({ endMs }) => endMs === null || endMs > tMs)
  const startMs = lifecycleEvents[next]?.startMs ?? null
  return next > 0 && (startMs === null || startMs > tMs)
}

/** The lifecycle events of a target at a time; the tail that never ran turns Skipped when its target ends. */
export function eventFramesAt(target: TargetRecord, tMs: Ms): LifecycleEventFrame[] {
  return target.lifecycleEvents.map((event) => {
    const status = eventStatusAt(target, event, tMs)
    const elapsedMs = event.startMs === null ? 0 : tMs - event.startMs
    const expectedMs = event.expectedMs ?? 0
    return {
      name: event.name,
      status,
      progress: status === 'InProgress' ? progressOf(elapsedMs, expectedMs) : status === 'Pending' ? 0 : 1,
      isOverdue: status === 'InProgress' && elapsedMs > expectedMs,
    }
  })
}

function eventStatusAt(target: TargetRecord, event: LifecycleEventRecord, tMs: Ms): LifecycleEventStatus {
  if (event.startMs === null) return target.endMs !== null && tMs >= target.endMs ? event.status : 'Pending'
  if (tMs < event.startMs) return 'Pending'
  return event.endMs !== null && tMs >= event.endMs ? event.status : 'InProgress'
}

/** 0 to 1; what is expected to take no time is done as soon as it has begun. */
function progressOf(elapsedMs: Ms, expectedMs: Ms): number {
  return elapsedMs >= expectedMs ? 1 : elapsedMs / expectedMs
}
