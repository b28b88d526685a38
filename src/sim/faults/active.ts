import type { World } from '../engine/world'
import { offeredRps } from '../random/load'
import type { Ms, RevisionLabel } from '../result/types'
import { LIMITS } from '../scenario/limits'
import type { FaultDefinition, FaultEffects, FaultMoment, FaultSubject } from './definition'
import { faultsOf } from './faults-of'
import { definitionOf } from './index'
import type { Fault } from './schema'
import { isSelected } from './target-selection'
import { isLasting } from './window'

/** What the faults of a run know of it. */
export interface FaultContext {
  readonly world: World
  /** Instances of a wave of the first deployment, from 1; none before it has begun. */
  instancesOfWave(waveNumber: number): readonly number[]
  /** How many instances have begun in the waves of the first deployment. */
  startedCount(): number
}

/** A fault of the scenario with its definition and its place. */
export interface PlacedFault {
  readonly fault: Fault
  readonly faultIndex: number
  readonly definition: FaultDefinition
}

/** The place of the draw that decides whether an instance belongs to a share: no deployment's own. */
const SHARE_PLACE = LIMITS.deploymentsMax - 1

/** The faults of the scenario that last at that time, now unless it is said, in their order. */
export function lastingFaults({ world }: FaultContext, nowMs: Ms = world.nowMs()): PlacedFault[] {
  return faultsOf(world.scenario).flatMap((fault, faultIndex) =>
    isLasting(fault, nowMs) ? [{ fault, faultIndex, definition: definitionOf(fault) }] : [],
  )
}

/** True when a fault of the scenario has the effect, lasting or not. */
export function usesEffect({ world }: FaultContext, effect: keyof FaultEffects): boolean {
  return faultsOf(world.scenario).some((fault) => definitionOf(fault).effects[effect] !== undefined)
}

/** True when the fault is about the instance (null: all executions of the revision of a function). */
export function isAbout(
  context: FaultContext,
  { fault, faultIndex }: PlacedFault,
  instanceIndex: number | null,
  revision: RevisionLabel | null,
): boolean {
  const { world } = context
  const zone = instanceIndex === null ? null : (world.scenario.fleet.zones[world.zoneIndexOf(instanceIndex)] ?? null)
  if ('zone' in fault) return fault.zone === zone
  if (!('targets' in fault)) return true
  return isSelected(fault.targets, {
    instanceIndex,
    revision,
    fleet: instanceIndex === null ? null : world.fleetOf(instanceIndex),
    zone,
    isInWave: (waveNumber) => instanceIndex !== null && context.instancesOfWave(waveNumber).includes(instanceIndex),
    drawPpm: () => world.drawPpmAt(faultIndex, SHARE_PLACE, instanceIndex ?? 0),
  })
}

/** The lasting faults that are about the instance. */
export function faultsOn(context: FaultContext, lasting: readonly PlacedFault[], instanceIndex: number): PlacedFault[] {
  const revision = context.world.installedRevision(instanceIndex)
  return lasting.filter((placed) => isAbout(context, placed, instanceIndex, revision))
}

/** The moment as the fault sees it. */
export function momentOf({ world }: FaultContext, { fault }: PlacedFault, loadFactorPermille: number): FaultMoment {
  const nowMs = world.nowMs()
  return {
    nowMs,
    elapsedMs: nowMs - fault.fromMs,
    offeredRps: (offeredRps(world.scenario.load, nowMs) * loadFactorPermille) / 1_000,
  }
}

/** The instance as faults see it. */
export function subjectOf({ world }: FaultContext, instanceIndex: number): FaultSubject {
  return { revision: world.installedRevision(instanceIndex), servingSinceMs: world.servingSinceMs(instanceIndex) }
}

/** How long from now on until a fault is looked at again; null: it does not change while it lasts. */
export function nextLookMs({ fault, definition }: PlacedFault, stepMs: Ms): Ms | null {
  return definition.isGradual?.(fault) === true ? stepMs : null
}
