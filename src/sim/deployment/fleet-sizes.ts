import type { World } from '../engine/world'
import type { DeploymentSettings, Fleet, Scenario } from '../scenario/schema'
import { groupInstances } from './instances'
import { type Control, settingsOf } from './state'

/** How many instances a plan is made for. */
export interface FleetSizes {
  /** Of the group, or of what it goes to. */
  readonly targetCount: number
  readonly replacementCount: number
  /** The name of the Availability Zone of each of the group's instances, in any order. */
  readonly zoneOfTarget: readonly string[]
}

/** The sizes of a fleet as the scenario describes it, before the run. */
export function plannedFleetSizes({ fleet }: Scenario, settings: DeploymentSettings): FleetSizes {
  const indexes = [...Array(fleet.instanceCount).keys()]
  const stoppedCount = fleet.exceptions.filter(({ state }) => state === 'stopped').length
  return {
    targetCount: indexes.length,
    replacementCount: replacementCount(settings, indexes.length, indexes.length - stoppedCount),
    zoneOfTarget: indexes.map((index) => zoneName(fleet, index % fleet.zones.length)),
  }
}

/** The sizes of the group as it stands now. */
export function fleetSizes(control: Control): FleetSizes {
  const { world } = control
  const instances = groupInstances(control)
  const healthyCount = instances.filter((index) => isHealthy(world, index)).length
  return {
    targetCount: instances.length,
    replacementCount: replacementCount(settingsOf(world.scenario), instances.length, healthyCount),
    zoneOfTarget: instances.map((index) => zoneName(world.scenario.fleet, world.zoneIndexOf(index))),
  }
}

/**
 * How many instances are to replace the group's: a copied Auto Scaling group has as many as the source has healthy ones
 * (CodeDeploy user guide, create a deployment group for a blue/green deployment); the others are what was found.
 */
function replacementCount({ blueGreen }: DeploymentSettings, groupCount: number, healthyCount: number): number {
  if (blueGreen.greenFleetProvisioning === 'COPY_AUTO_SCALING_GROUP') return healthyCount
  return blueGreen.replacementCount ?? groupCount
}

/** What Auto Scaling calls healthy: it runs, and where the group asks the load balancer, that does not call it unhealthy. */
function isHealthy(world: World, instanceIndex: number): boolean {
  const asksBalancer = world.scenario.autoScaling?.healthCheckType === 'ELB'
  return world.isRunning(instanceIndex) && !(asksBalancer && world.targetHealth(instanceIndex) === 'unhealthy')
}

function zoneName({ zones }: Fleet, zoneIndex: number): string {
  return zones[zoneIndex] ?? ''
}
