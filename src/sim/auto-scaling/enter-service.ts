import { isBlocked } from '../deployment/blocked-originals'
import type { Control } from '../deployment/state'
import { type Group, isSuspended } from './group'
import { graceEndsAtMs } from './health'
import { reconcile } from './reconcile'

/**
 * An instance that may go on comes into service; the group registers it with the target group unless
 * AddToLoadBalancer is suspended. A launch deployment with traffic control has done so already. Neither lasts for a
 * fleet that a blue/green deployment has taken out of the load balancer meanwhile.
 */
export function enterService(control: Control, group: Group, instanceIndex: number): void {
  const { world } = control
  if (isBlocked(control, instanceIndex)) world.deregisterTarget(instanceIndex)
  else if (!isSuspended(group, 'AddToLoadBalancer')) world.registerTarget(instanceIndex)
  world.setLifecycle(instanceIndex, 'InService')
  group.state.inServiceSinceMs.set(instanceIndex, world.nowMs())
  // Someone has to look at its health again when its grace is over.
  world.schedule(graceEndsAtMs(group, instanceIndex), { kind: 'scaling', act: 'reconcile', instanceIndex })
  reconcile(control)
}
