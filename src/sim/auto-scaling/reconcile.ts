import { existingInstances } from '../deployment/instances'
import type { Control } from '../deployment/state'
import { shareOf } from '../deployment/traffic-share'
import { instanceToTerminate } from './choose-instance'
import { capacityInstances, type Group, groupOf, isComing, isSuspended, zoneCounts } from './group'
import { healthVerdict, replacementsMax } from './health'
import { launch } from './launch'
import { beginTermination } from './terminate'
import { balanceMargin, movesToBalance } from './zones'

/** Compares the group with what it should be, and begins what is missing. No effect on a fleet without a group. */
export function reconcile(control: Control): void {
  const group = groupOf(control)
  if (group === null) return
  forgetThoseThatAreGone(control, group)
  replaceUnhealthy(control, group)
  launchMissing(control, group)
  terminateSurplus(control, group)
  rebalance(control, group)
}

/** An instance may end without the group's doing, and a group that was replaced has left its instances behind. */
function forgetThoseThatAreGone(control: Control, { state: { balancing, replacing } }: Group): void {
  const members = new Set(existingInstances(control, shareOf(control).outgoing))
  for (const index of replacing) if (!members.has(index)) replacing.delete(index)
  for (const index of balancing)
    if (!members.has(index) || !isComing(control.world.lifecycle(index))) balancing.delete(index)
}

/**
 * Unhealthy instances are terminated first and launched anew when they are gone, at most 10 % of desired capacity at a
 * time; those that do not run are no capacity any more and do not count (Auto Scaling user guide, health checks).
 */
function replaceUnhealthy(control: Control, group: Group): void {
  if (isSuspended(group, 'ReplaceUnhealthy') || isSuspended(group, 'Terminate')) return
  const { world } = control
  const { replacing, desiredCapacity } = group.state
  const running = [...replacing].filter((index) => world.isRunning(index)).length
  let places = replacementsMax(desiredCapacity.value) - running
  for (const index of capacityInstances(control)) {
    if (world.lifecycle(index) !== 'InService') continue
    const verdict = healthVerdict(control, group, index)
    if (verdict === null || (verdict === 'loadBalancer' && places-- <= 0)) continue
    replacing.add(index)
    beginTermination(control, index, 'replace', REPLACE_CAUSES[verdict])
  }
}

const REPLACE_CAUSES = {
  notRunning:
    'The instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.',
  loadBalancer: 'The instance was taken out of service in response to an ELB system health check failure.',
} as const

function launchMissing(control: Control, group: Group): void {
  if (isSuspended(group, 'Launch')) return
  const desired = group.state.desiredCapacity.value
  const actual = capacityInstances(control).length + group.state.replacing.size
  for (let count = actual; count < desired; count++) {
    const cause = `An instance was started in response to a difference between desired and actual capacity, increasing the capacity from ${count} to ${count + 1}.`
    if (launch(control, group, 'launch', cause) === null) return
  }
}

function terminateSurplus(control: Control, group: Group): void {
  if (isSuspended(group, 'Terminate')) return
  const { desiredCapacity, balancing } = group.state
  const actual = capacityInstances(control).length - balancing.size
  for (let count = actual; count > desiredCapacity.value; count--) {
    const index = instanceToTerminate(control, group.settings.terminationPolicy)
    if (index === null) return
    const cause = `The instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from ${count} to ${count - 1}.`
    beginTermination(control, index, 'terminate', cause)
  }
}

/** What the group must be allowed to do to balance its zones. */
const BALANCE_PROCESSES = ['AZRebalance', 'Launch', 'Terminate'] as const

/**
 * Zones that differ by more than one instance are balanced when the group is otherwise at rest: new instances come first,
 * beyond the maximum size if need be, and old ones leave when these are in service (Auto Scaling user guide, benefits).
 */
function rebalance(control: Control, group: Group): void {
  const { state } = group
  if (BALANCE_PROCESSES.some((process) => isSuspended(group, process))) return
  const members = capacityInstances(control)
  const isAtRest = members.every((index) => control.world.lifecycle(index) === 'InService')
  if (!isAtRest || state.replacing.size > 0 || members.length !== state.desiredCapacity.value) return
  const room = state.maxSize + balanceMargin(state.maxSize) - members.length
  const count = Math.min(movesToBalance(zoneCounts(control, members)), room)
  for (let number = 0; number < count; number++) {
    const cause =
      'An instance was launched to aid in balancing the zones of the group; another one is terminated when it is in service.'
    const index = launch(control, group, 'rebalance', cause)
    if (index === null) return
    state.balancing.add(index)
  }
}
