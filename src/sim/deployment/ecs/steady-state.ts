import type { FleetLabel } from '../../result/types'
import type { Control } from '../state'
import { shareOf } from '../traffic-share'
import { taskSetOf, tasksOf } from './task-sets'

/**
 * Whether the service is in steady state: every task set has all of its tasks running, those of the set that is brought
 * in are healthy, and the load balancer has looked at the others.
 */
export function isServiceSteady(control: Control): boolean {
  const { outgoing, incoming } = shareOf(control)
  return isTaskSetSteady(control, incoming, true) && isTaskSetSteady(control, outgoing, false)
}

function isTaskSetSteady(control: Control, fleet: FleetLabel, mustBeHealthy: boolean): boolean {
  if (taskSetOf(control, fleet) === null) return true
  const tasks = tasksOf(control, fleet)
  return (
    tasks.length === control.state.service.desiredCount.value &&
    tasks.every((index) => control.world.lifecycle(index) === 'InService') &&
    tasks.every((index) => isSettled(control, index, mustBeHealthy))
  )
}

function isSettled({ world }: Control, index: number, mustBeHealthy: boolean): boolean {
  const health = world.targetHealth(index)
  return mustBeHealthy ? health === 'healthy' : health !== 'initial'
}
