import { TrackBuilder } from '../../fleet/tracks'
import type { FleetLabel, Ms, RevisionLabel } from '../../result/types'
import type { Scenario } from '../../scenario/schema'

/** What the control plane remembers of the ECS service between events. */
export interface ServiceState {
  /** The revision of each task set of the service; null: the service has no such task set. */
  readonly taskSets: Record<FleetLabel, RevisionLabel | null>
  /** Tasks of each task set (their scale is 100 %). */
  readonly desiredCount: TrackBuilder<number>
  /** Since when the service is scaling: its desired count has changed, and it is not steady again. null: it is not. */
  scalingSinceMs: Ms | null
}

/** A service in steady state with one task set, the original. */
export function newServiceState({ fleet }: Scenario): ServiceState {
  return {
    taskSets: { original: 'old', replacement: null },
    desiredCount: new TrackBuilder(fleet.instanceCount),
    scalingSinceMs: null,
  }
}
