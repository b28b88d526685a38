import { launchInstance } from '../deployment/instances'
import type { Control } from '../deployment/state'
import { shareOf } from '../deployment/traffic-share'
import { strategyOf } from '../strategies'
import { type ActivityKind, logActivity, placeName } from './activity'
import { capacityInstances, type Group, zoneCounts } from './group'
import { emptiestZone } from './zones'

/**
 * Launches an instance in the zone that has the fewest; its boot ends with the act `booted`. `cause` says why, in a
 * sentence. null when the run has had as many instances as it may, which is told once.
 */
export function launch(control: Control, group: Group, kind: ActivityKind, cause: string): number | null {
  const { world } = control
  if (group.state.isExhausted) return null
  const instanceIndex = launchInstance(control, {
    fleet: shareOf(control).outgoing,
    targetGroupIndex: targetGroupIndexOf(control),
    zoneIndex: emptiestZone(zoneCounts(control, capacityInstances(control))),
    lifecycle: 'Pending',
  })
  if (instanceIndex === null) {
    group.state.isExhausted = true
    logActivity(control, 'launch', null, 'Launch failed: the simulator has no room for another instance in this run.')
    return null
  }
  const detail = `Launching a new EC2 instance: ${placeName(control, instanceIndex)}. ${cause}`
  logActivity(control, kind, instanceIndex, detail)
  const atMs = world.nowMs() + world.drawDurationMs(group.settings.boot)
  world.schedule(atMs, { kind: 'scaling', act: 'booted', instanceIndex })
  return instanceIndex
}

/** The target group of the group's fleet: each fleet has its own where traffic moves by weights. */
function targetGroupIndexOf(control: Control): 0 | 1 {
  const { deployment } = control.world.scenario
  const isWeighted = deployment !== null && strategyOf(deployment.strategy).isWeighted
  return isWeighted && shareOf(control).outgoing === 'replacement' ? 1 : 0
}
