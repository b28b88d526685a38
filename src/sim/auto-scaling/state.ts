import { TrackBuilder } from '../fleet/tracks'
import type { Ms } from '../result/types'
import type { AutoScalingSettings, Fleet } from '../scenario/schema'

/** The memory of an Auto Scaling group; everything else of it follows from the states of its instances. */
export interface ScalingState {
  readonly minSize: number
  readonly maxSize: number
  readonly desiredCapacity: TrackBuilder<number>
  /** By instance index: when it came into service during the run. Who is missing was in service before. */
  readonly inServiceSinceMs: Map<number, Ms>
  /** Unhealthy instances on their way out: each is launched anew only when it is gone. */
  readonly replacing: Set<number>
  /** Instances that were launched for the balance of zones and are not in service yet: they are beyond desired capacity. */
  readonly balancing: Set<number>
  /** The run has had as many instances as it may: nothing is launched any more. */
  isExhausted: boolean
}

/** A group as it stands before the first event: desired capacity is what the fleet has, all of it in service. */
export function newScalingState({ minSize, maxSize }: AutoScalingSettings, { instanceCount }: Fleet): ScalingState {
  return {
    minSize,
    maxSize,
    desiredCapacity: new TrackBuilder<number>(instanceCount),
    inServiceSinceMs: new Map(),
    replacing: new Set(),
    balancing: new Set(),
    isExhausted: false,
  }
}
