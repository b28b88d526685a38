import type { TrackBuilder } from '../fleet/tracks'
import type { Ms } from '../result/types'

/** The memory of an Auto Scaling group, or of the scaling of an ECS service. */
export interface ScalingState {
  readonly minSize: number
  readonly maxSize: number
  readonly desiredCapacity: TrackBuilder<number>
  /** By instance index: when its state in the group last changed; instances of another fleet are left out. */
  readonly inServiceSinceMs: Map<number, Ms>
  /** Processes that are suspended now, by their API names. */
  readonly suspended: Set<string>
  lastScalingAtMs: Ms | null
}
