import type { DeploymentRecord, LifecycleEventRecord, Ms, TargetRecord } from '../types'

/** A lifecycle event that failed, and where. */
export interface FailedEvent {
  readonly target: TargetRecord
  readonly event: LifecycleEventRecord
  readonly endMs: Ms
}

/** Lifecycle events that failed, first to fail first. */
export function failedEventsOf({ targets }: DeploymentRecord): FailedEvent[] {
  return targets
    .flatMap((target) =>
      target.lifecycleEvents.flatMap((event) =>
        event.status === 'Failed' && event.endMs !== null ? [{ target, event, endMs: event.endMs }] : [],
      ),
    )
    .sort((a, b) => a.endMs - b.endMs)
}
