import { existingInstances } from '../deployment/instances'
import type { Control } from '../deployment/state'
import { shareOf } from '../deployment/traffic-share'
import type { InstanceLifecycle } from '../result/types'
import type { AutoScalingSettings } from '../scenario/schema'
import type { ScalingState } from './state'

/** An Auto Scaling group: what the scenario says of it, and what it remembers. */
export interface Group {
  readonly settings: AutoScalingSettings
  readonly state: ScalingState
}

/** The group of a run; null for a fleet without one. */
export function groupOf({ world, state }: Control): Group | null {
  const settings = world.scenario.autoScaling
  return settings === null || state.scaling === null ? null : { settings, state: state.scaling }
}

/** Processes that can be suspended (Auto Scaling user guide, suspend and resume processes; those that the simulator knows). */
type ScalingProcess = AutoScalingSettings['suspendedProcesses'][number]

export function isSuspended({ settings }: Group, process: ScalingProcess): boolean {
  return settings.suspendedProcesses.includes(process)
}

/** Launched, and not in service yet. */
export const isComing = (lifecycle: InstanceLifecycle): boolean =>
  lifecycle === 'Pending' || lifecycle === 'Pending:Wait' || lifecycle === 'Pending:Proceed'

/** The instances of the group that count towards its capacity, in the order of their launch. */
export function capacityInstances(control: Control): number[] {
  return existingInstances(control, shareOf(control).outgoing).filter((index) => {
    const lifecycle = control.world.lifecycle(index)
    return lifecycle === 'InService' || isComing(lifecycle)
  })
}

/** How many of these instances are in which zone, by the zone's index. */
export function zoneCounts({ world }: Control, instanceIndexes: readonly number[]): number[] {
  const counts: number[] = world.scenario.fleet.zones.map(() => 0)
  for (const index of instanceIndexes) counts[world.zoneIndexOf(index)]++
  return counts
}
