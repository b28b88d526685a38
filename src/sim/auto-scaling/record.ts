import { platformOf } from '../deployment/platform'
import type { AutoScalingRecord } from '../result/types'
import type { Scenario } from '../scenario/schema'
import { newScalingState, type ScalingState } from './state'

/** The memory of the Auto Scaling group before the first event; null for a fleet without one. */
export function scalingStateOf(scenario: Scenario): ScalingState | null {
  const platform = platformOf(scenario)
  if (scenario.autoScaling === null || (platform !== null && platform !== 'Server')) return null
  return newScalingState(scenario.autoScaling, scenario.fleet)
}

/** What is recorded of it. */
export function recordScaling(scaling: ScalingState | null): AutoScalingRecord | null {
  if (scaling === null) return null
  const { desiredCapacity, minSize, maxSize } = scaling
  return { desiredCapacity: desiredCapacity.changes(), minSize, maxSize }
}
