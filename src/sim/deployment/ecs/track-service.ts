import {
  datapointsOf,
  type TrackedCapacity,
  type TrackedRows,
  trackedCapacity,
} from '../../auto-scaling/target-tracking'
import { MS_PER_MINUTE } from '../../scenario/units'
import type { Control } from '../state'
import { shareOf } from '../traffic-share'
import { taskSetOf, tasksOf } from './task-sets'

/** Puts the next look at the policies into the queue: a millisecond after the minute, when its last row is closed. */
export function scheduleTracking({ world }: Control): void {
  if (world.scenario.ecs.targetTracking.length === 0) return
  const minute = Math.floor(world.nowMs() / MS_PER_MINUTE) + 1
  world.schedule(minute * MS_PER_MINUTE + 1, { kind: 'scaling', act: 'evaluate', instanceIndex: null })
}

/** The desired count that the policies of the service want now; null: it stays as it is. */
export function trackedCount(control: Control): number | null {
  const rows = rowsOf(control)
  const policies = control.world.scenario.ecs.targetTracking
  const tracked = policies.map((policy) => ({ policy, datapoints: datapointsOf(policy, rows) }))
  return trackedCapacity(tracked, capacityOf(control))?.desired ?? null
}

function rowsOf(control: Control): TrackedRows {
  const { world } = control
  const { concurrency } = world.scenario.fleet
  return { ...world.rows(), dimension: shareOf(control).outgoing, system: { targetGroupCount: 2, concurrency } }
}

/** While both task sets run, scaling reads twice the tasks (ECS developer guide, blue/green with CodeDeploy). */
function capacityOf(control: Control): TrackedCapacity {
  const { world, state } = control
  const { minCapacity, maxCapacity } = world.scenario.ecs
  const tasks = (['original', 'replacement'] as const)
    .filter((fleet) => taskSetOf(control, fleet) !== null)
    .flatMap((fleet) => tasksOf(control, fleet))
  const running = tasks.filter((index) => world.lifecycle(index) === 'InService')
  return {
    desired: state.service.desiredCount.value,
    measured: running.length,
    isWarming: running.length < tasks.length,
    minimum: minCapacity,
    maximum: maxCapacity,
  }
}
