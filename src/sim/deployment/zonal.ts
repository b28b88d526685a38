import type { Ms } from '../result/types'
import type { MinimumHealthyHosts, ZonalConfig } from '../scenario/deployment-schema'
import { minimumHealthyCountOf } from './configurations'
import { type Gate, hasSucceeded as hasSucceededAsOne, isStopped as isStoppedAsOne, type TargetCounts } from './gate'

/** The zones of a deployment, as data of its plan. */
export interface ZonalPlan {
  /** Zones that have targets, in the order in which they are deployed to. */
  readonly zones: readonly ZoneGate[]
}

/**
 * The gate of a zonal configuration: one Availability Zone after the other, under minimum healthy hosts of the whole
 * fleet and of each zone (CodeDeploy user guide, zonal configuration; instance health). Pure arithmetic on counts; lists
 * of counts are parallel to `zones`.
 */
export interface ZonalGate extends Gate, ZonalPlan {}

export interface ZoneGate {
  readonly name: string
  /** N of the zone. */
  readonly targetCount: number
  /** M of the zone. */
  readonly minimumHealthyCount: number
  /** From the end of its last target to the first of the next zone; 0 for the last zone. */
  readonly monitorMs: Ms
}

/** The waves of one zone if nothing fails, and the wait that follows. */
export interface ZoneWaves {
  readonly zone: string
  readonly waveSizes: readonly number[]
  readonly monitorMs: Ms
}

/** What a zone must keep healthy when the configuration does not say: nothing (CodeDeploy API, ZonalConfig). */
const NO_MINIMUM: MinimumHealthyHosts = { type: 'FLEET_PERCENT', value: 0 }

/**
 * The zones of targets of which `zoneOfTarget` lists the zone names, in any order. MODEL: zones come in alphabetical
 * order; AWS publishes none.
 */
export function zonalPlan(config: Partial<ZonalConfig>, zoneOfTarget: readonly string[]): ZonalPlan {
  const names = zoneOfTarget.toSorted().filter((name, index, sorted) => name !== sorted[index - 1])
  const minimumHealthyHosts = config.minimumHealthyHostsPerZone ?? NO_MINIMUM
  const zones = names.map((name, zoneIndex) => {
    const targetCount = zoneOfTarget.filter((zone) => zone === name).length
    const minimumHealthyCount = minimumHealthyCountOf({ minimumHealthyHosts }, targetCount)
    const monitorMs = zoneIndex === names.length - 1 ? 0 : monitorMsAfter(config, zoneIndex)
    return { name, targetCount, minimumHealthyCount, monitorMs }
  })
  return { zones }
}

/** Without a value of its own the first zone is watched as long as the others; without any, not at all. */
function monitorMsAfter(config: Partial<ZonalConfig>, zoneIndex: number): Ms {
  const each = config.monitorDurationInSeconds ?? 0
  return (zoneIndex === 0 ? (config.firstZoneMonitorDurationInSeconds ?? each) : each) * 1_000
}

/** Whether at least one host may be taken out of service in the fleet and in every zone, before anything is touched. */
export function canStart(gate: ZonalGate): boolean {
  return [gate, ...gate.zones].every(({ targetCount, minimumHealthyCount }) => targetCount > minimumHealthyCount)
}

/** The zone to work in: the first that still has a target to start or to finish; `zones.length` when there is none. */
export function zoneUnderWay(counts: readonly TargetCounts[]): number {
  const index = counts.findIndex(({ pending, inProgress }) => pending + inProgress > 0)
  return index === -1 ? counts.length : index
}

/**
 * How many targets of the zone under way may be started now: the smaller of what the fleet and what the zone can spare.
 * The caller waits out `monitorMs` of the zone before.
 */
export function startableCount(gate: ZonalGate, counts: readonly TargetCounts[]): number {
  const zoneIndex = zoneUnderWay(counts)
  const [zone, inZone] = [gate.zones[zoneIndex], counts[zoneIndex]]
  if (zone === undefined || (gate.scheduling === 'batch' && inZone.inProgress > 0)) return 0
  const places = Math.min(placesOf(gate, sumOf(counts)), placesOf(zone, inZone))
  return Math.max(0, Math.min(inZone.pending, places))
}

/** Hosts that may still leave service: one in progress or failed is unavailable, so it takes a place. */
function placesOf({ targetCount, minimumHealthyCount }: Omit<Gate, 'scheduling'>, counts: TargetCounts): number {
  return targetCount - minimumHealthyCount - counts.failed - counts.inProgress
}

/**
 * True once so many have failed that the fleet, or one zone, is down to its minimum with work still to do there: no
 * further target is started in any zone.
 */
export function isStopped(gate: ZonalGate, counts: readonly TargetCounts[]): boolean {
  const isZoneStopped = ({ targetCount, minimumHealthyCount }: ZoneGate, { pending, failed }: TargetCounts) =>
    pending > 0 && failed >= targetCount - minimumHealthyCount
  return (
    isStoppedAsOne(gate, sumOf(counts)) || gate.zones.some((zone, zoneIndex) => isZoneStopped(zone, counts[zoneIndex]))
  )
}

/** Whether the deployment has succeeded, once nothing is pending or in progress: both minimums hold. */
export function hasSucceeded(gate: ZonalGate, counts: readonly TargetCounts[]): boolean {
  const holds = ({ targetCount, minimumHealthyCount }: ZoneGate, { failed }: TargetCounts) =>
    targetCount - failed >= minimumHealthyCount
  return hasSucceededAsOne(gate, sumOf(counts)) && gate.zones.every((zone, zoneIndex) => holds(zone, counts[zoneIndex]))
}

/** The waves zone by zone when nothing fails; empty when the deployment cannot start. */
export function plannedWaves(gate: ZonalGate): ZoneWaves[] {
  if (!canStart(gate)) return []
  return gate.zones.map((zone) => {
    // Without failures a zone does not care what became of the others: all of their hosts are healthy.
    const size = Math.min(gate.targetCount - gate.minimumHealthyCount, zone.targetCount - zone.minimumHealthyCount)
    const waveSizes: number[] = []
    for (let pending = zone.targetCount; pending > 0; pending -= size) waveSizes.push(Math.min(size, pending))
    return { zone: zone.name, waveSizes, monitorMs: zone.monitorMs }
  })
}

function sumOf(counts: readonly TargetCounts[]): TargetCounts {
  const sum = (of: (one: TargetCounts) => number) => counts.reduce((total, one) => total + of(one), 0)
  return {
    pending: sum(({ pending }) => pending),
    inProgress: sum(({ inProgress }) => inProgress),
    succeeded: sum(({ succeeded }) => succeeded),
    failed: sum(({ failed }) => failed),
  }
}
