import type { AutoScalingRecord } from '../result/types'
import type { Scenario } from '../scenario/schema'
import type { ScalingState } from './state'

/** The memory of the scaling before the first event; null for a fleet without any. */
export function scalingStateOf(_scenario: Scenario): ScalingState | null {
  return null
}

/** What is recorded of it. */
export function recordScaling(scaling: ScalingState | null): AutoScalingRecord | null {
  if (scaling === null) return null
  const { desiredCapacity, minSize, maxSize } = scaling
  return { desiredCapacity: desiredCapacity.changes(), minSize, maxSize }
}
