import type { NewInstance } from '../engine/world'
import type { FleetLabel } from '../result/types'
import type { Control } from './state'
import { shareOf } from './traffic-share'

/** Instances of a fleet that exist and are not on their way out. */
function membersOf(control: Control, fleet: FleetLabel): number[] {
  return existingInstances(control, fleet).filter((index) => control.world.lifecycle(index) === 'InService')
}

/** Instances of a fleet that are launched and not terminated, those on their way in or out included. */
export function existingInstances({ world, state }: Control, fleet: FleetLabel): number[] {
  return [...Array(world.instanceCount()).keys()].filter(
    (index) =>
      world.fleetOf(index) === fleet &&
      world.lifecycle(index) !== 'NotLaunched' &&
      world.lifecycle(index) !== 'Terminated' &&
      !state.outsiders.includes(index),
  )
}

/** The instances that the deployment group names; of an Auto Scaling group only those in service (CodeDeploy user guide, Auto Scaling). */
export function groupInstances(control: Control): number[] {
  return membersOf(control, shareOf(control).outgoing)
}

/** The instances of the fleet that is brought in, or was. */
export function incomingInstances(control: Control): number[] {
  return membersOf(control, shareOf(control).incoming)
}

/** A new instance, on which nothing was ever deployed; null when the run has had as many as it may. */
export function launchInstance({ world, state }: Control, instance: NewInstance): number | null {
  const instanceIndex = world.addInstance(instance)
  if (instanceIndex === null) return null
  state.hosts.push({
    isHealthy: false,
    revisionHealth: 'Unknown',
    mostRecentInstall: null,
    lastSuccessfulInstall: null,
  })
  return instanceIndex
}
