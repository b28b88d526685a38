import type { FleetLabel } from '../../result/types'
import type { Control } from '../state'
import { taskSetOf, tasksOf } from './task-sets'

/**
 * Whether the service is in steady state: every task set has all of its tasks running, and those that were started in the
 * run are healthy. How the tasks that a scenario begins with stand is no affair of a deployment.
 */
export function isServiceSteady(control: Control): boolean {
  return (['original', 'replacement'] as const).every((fleet) => isTaskSetSteady(control, fleet))
}

function isTaskSetSteady(control: Control, fleet: FleetLabel): boolean {
  if (taskSetOf(control, fleet) === null) return true
  const tasks = tasksOf(control, fleet)
  return (
    tasks.length === control.state.service.desiredCount.value &&
    tasks.every((index) => control.world.lifecycle(index) === 'InService') &&
    tasks.every((index) => isSettled(control, index))
  )
}

function isSettled({ world }: Control, index: number): boolean {
  return index < world.scenario.fleet.instanceCount || world.targetHealth(index) === 'healthy'
}
