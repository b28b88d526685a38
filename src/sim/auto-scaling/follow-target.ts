import type { Control } from '../deployment/state'
import { shareOf } from '../deployment/traffic-share'
import { MS_PER_MINUTE } from '../scenario/units'
import { strategyOf } from '../strategies'
import { changeDesiredCapacity } from './desired-capacity'
import { capacityInstances, type Group, isSuspended } from './group'
import { reconcile } from './reconcile'
import { datapointsOf, type TrackedCapacity, type TrackedRows, trackedCapacity } from './target-tracking'

/** The alarms of target tracking are looked at every minute. No effect without a policy. */
export function beginTracking(control: Control, group: Group): void {
  if (group.settings.targetTracking.length > 0) scheduleNext(control)
}

/** A millisecond after the minute, when its last row is closed. */
function scheduleNext({ world }: Control): void {
  const minute = Math.floor(world.nowMs() / MS_PER_MINUTE) + 1
  world.schedule(minute * MS_PER_MINUTE + 1, { kind: 'scaling', act: 'evaluate', instanceIndex: null })
}

/** Does what the policies want now; nothing while AlarmNotification is suspended. */
export function track(control: Control, group: Group): void {
  scheduleNext(control)
  if (isSuspended(group, 'AlarmNotification')) return
  const rows = rowsOf(control)
  const policies = group.settings.targetTracking
  const change = trackedCapacity(
    policies.map((policy) => ({ policy, datapoints: datapointsOf(policy, rows) })),
    capacityOf(control, group),
  )
  if (change === null) return
  const direction = change.desired > group.state.desiredCapacity.value ? 'AlarmHigh' : 'AlarmLow'
  const { metric } = policies[change.policyIndex]
  const cause = `The alarm TargetTracking-${group.settings.name}-${direction} of ${metric} triggered its policy`
  changeDesiredCapacity(control, group, change.desired, cause)
  reconcile(control)
}

function rowsOf(control: Control): TrackedRows {
  const { world } = control
  const { deployment, fleet } = world.scenario
  const isWeighted = deployment !== null && strategyOf(deployment.strategy).isWeighted
  return {
    ...world.rows(),
    dimension: shareOf(control).outgoing,
    system: { targetGroupCount: isWeighted ? 2 : 1, concurrency: fleet.concurrency },
  }
}

function capacityOf(control: Control, { settings, state }: Group): TrackedCapacity {
  const { world } = control
  const members = capacityInstances(control)
  const inService = members.filter((index) => world.lifecycle(index) === 'InService')
  // Without a warm-up of its own the group has that of its cooldown.
  const warmUpMs =
    settings.defaultInstanceWarmupMs === 0 ? settings.defaultCooldownMs : settings.defaultInstanceWarmupMs
  const isWarm = (index: number) => world.nowMs() >= (state.inServiceSinceMs.get(index) ?? -warmUpMs) + warmUpMs
  return {
    desired: state.desiredCapacity.value,
    measured: inService.length,
    isWarming: inService.length < members.length || !inService.every(isWarm),
    minimum: state.minSize,
    maximum: state.maxSize,
  }
}
