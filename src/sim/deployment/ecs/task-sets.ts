import type { FleetLabel, RevisionLabel } from '../../result/types'
import { launchInstance } from '../instances'
import type { Control } from '../state'

/** The revision of a task set of the service; null: there is no such task set. */
export function taskSetOf({ state }: Control, fleet: FleetLabel): RevisionLabel | null {
  return state.service.taskSets[fleet]
}

/** The tasks of a task set that start or run, in the order of their launch. */
export function tasksOf({ world }: Control, fleet: FleetLabel): number[] {
  return [...Array(world.instanceCount()).keys()].filter((index) => {
    const lifecycle = world.lifecycle(index)
    return world.fleetOf(index) === fleet && (lifecycle === 'Pending' || lifecycle === 'InService')
  })
}

/** Creates a task set of the revision at 100 % of the service's desired count (ECS API: CreateTaskSet, scale). */
export function createTaskSet(control: Control, fleet: FleetLabel, revision: RevisionLabel): void {
  control.state.service.taskSets[fleet] = revision
  resizeTaskSet(control, fleet)
}

/** Starts or stops tasks until there are as many as desired. MODEL: the last ones launched stop first. */
export function resizeTaskSet(control: Control, fleet: FleetLabel): void {
  if (taskSetOf(control, fleet) === null) return
  const tasks = tasksOf(control, fleet)
  const desired = control.state.service.desiredCount.value
  for (const index of tasks.slice(desired)) stopTask(control, index)
  for (let count = tasks.length; count < desired; count++) startTask(control, fleet)
}

/** Ends a task set: tasks that are registered are drained before they end (ECS API: DeleteTaskSet). */
export function deleteTaskSet(control: Control, fleet: FleetLabel): void {
  control.state.service.taskSets[fleet] = null
  for (const index of tasksOf(control, fleet)) stopTask(control, index)
}

/** `PROVISIONING` to `RUNNING` takes what is drawn; a run that has had as many tasks as it may starts none. */
function startTask(control: Control, fleet: FleetLabel): void {
  const { world } = control
  const targetGroupIndex = fleet === 'replacement' ? 1 : 0
  const zoneIndex = emptiestZone(control, fleet)
  const instanceIndex = launchInstance(control, { fleet, targetGroupIndex, zoneIndex, lifecycle: 'Pending' })
  if (instanceIndex === null) return
  const atMs = world.nowMs() + world.drawDurationMs(world.scenario.ecs.taskStart)
  world.schedule(atMs, { kind: 'scaling', act: 'booted', instanceIndex })
}

/** Tasks are spread over the Availability Zones; of equal zones the first (ECS developer guide, task placement). */
function emptiestZone(control: Control, fleet: FleetLabel): number {
  const counts = control.world.scenario.fleet.zones.map(() => 0)
  for (const index of tasksOf(control, fleet)) counts[control.world.zoneIndexOf(index)] += 1
  return counts.indexOf(Math.min(...counts))
}

/** A task is RUNNING: its application starts, and ECS registers it. No effect on one that was stopped before. */
export function taskStarted(control: Control, instanceIndex: number): void {
  const { world } = control
  const revision = taskSetOf(control, world.fleetOf(instanceIndex))
  if (world.lifecycle(instanceIndex) !== 'Pending' || revision === null) return
  world.installRevision(instanceIndex, revision)
  world.startApplication(instanceIndex)
  world.setLifecycle(instanceIndex, 'InService')
  world.registerTarget(instanceIndex)
}

function stopTask({ world }: Control, instanceIndex: number): void {
  world.setLifecycle(instanceIndex, 'Terminating')
  if (world.targetHealth(instanceIndex) === 'unused') world.terminateInstance(instanceIndex)
  else world.deregisterTarget(instanceIndex)
}

/** A task that is stopped has been drained: it ends. */
export function taskDrained({ world }: Control, instanceIndex: number): void {
  if (world.lifecycle(instanceIndex) === 'Terminating') world.terminateInstance(instanceIndex)
}
