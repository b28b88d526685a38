import type { Control } from '../deployment/state'
import type { AutoScalingSettings } from '../scenario/schema'
import { capacityInstances, zoneCounts } from './group'
import { fullestZone } from './zones'

/**
 * The instance that leaves when there are too many: first the zone with most instances, then the policy inside it
 * (Auto Scaling user guide, termination policies). All instances have one launch template here, and MODEL: the oldest
 * instance stands for the oldest template, the billing hour is left out. Only instances in service leave; null: none is.
 */
export function instanceToTerminate(control: Control, policy: AutoScalingSettings['terminationPolicy']): number | null {
  const { world } = control
  const members = capacityInstances(control)
  const inService = members.filter((index) => world.lifecycle(index) === 'InService')
  const zone = fullestZone(zoneCounts(control, members), (zoneIndex) =>
    inService.some((index) => world.zoneIndexOf(index) === zoneIndex),
  )
  // In the order of their launch.
  const inZone = inService.filter((index) => world.zoneIndexOf(index) === zone)
  return (policy === 'NewestInstance' ? inZone.at(-1) : inZone.at(0)) ?? null
}
