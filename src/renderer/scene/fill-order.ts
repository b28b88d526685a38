import { type RunResult, userDeploymentOf } from '@sim'
import type { FleetShape, Place } from './layout'
import { sceneKindOf } from './scene-kind'

/** A part of the fleet that the person has zoomed into; null: everything. */
export interface SceneFocus {
  readonly zoneIndex: number
  /** A wave of the first deployment; null: the whole zone. */
  readonly waveIndex: number | null
}

/**
 * The fleet as the layout wants it. Inside a zone, instances fill by wave of the first deployment, then by index, so that
 * a rollout reads as a front that moves down. Waves that never started come last. An instance that is launched after
 * another one of its fleet and zone has gone takes over its place.
 */
export function fleetShape(result: RunResult, focus: SceneFocus | null): FleetShape {
  const kind = sceneKindOf(result)
  const waves = waveOfInstances(result)
  const isShown = (index: number) =>
    focus === null ||
    (result.instances[index]?.zoneIndex === focus.zoneIndex &&
      (focus.waveIndex === null || waves[index] === focus.waveIndex))
  const order = result.instances
    .map((_, index) => index)
    .filter(isShown)
    .sort((a, b) => launchRank(result, a) - launchRank(result, b) || waveRank(waves[a]) - waveRank(waves[b]) || a - b)
  const zones = result.scenario.fleet.zones
  const places = kind === 'alias' ? [] : placesOf(result, order)
  return {
    kind,
    hasTestListener: kind === 'task-sets' && result.scenario.ecs.testListener,
    zones: focus ? [zones[focus.zoneIndex] ?? ''] : zones,
    places: focus ? places.map((place) => ({ ...place, zoneIndex: 0 })) : places,
  }
}

interface OpenPlace extends Place {
  readonly instanceIndexes: number[]
  /** When its last instance has gone; never, for most. */
  freeFromMs: number
}

function placesOf(result: RunResult, order: readonly number[]): Place[] {
  const places: OpenPlace[] = []
  for (const index of order) {
    const instance = result.instances[index]
    if (!instance) continue
    const { zoneIndex, fleet, lifecycle } = instance
    const startMs = lifecycle.find(({ value }) => value !== 'NotLaunched')?.atMs ?? Number.POSITIVE_INFINITY
    const freeFromMs = lifecycle.find(({ value }) => value === 'Terminated')?.atMs ?? Number.POSITIVE_INFINITY
    const isFree = (place: OpenPlace) =>
      place.zoneIndex === zoneIndex && place.fleet === fleet && place.freeFromMs <= startMs
    // Those of the beginning cannot follow on anybody.
    const found = startMs > 0 && Number.isFinite(startMs) ? places.find(isFree) : undefined
    if (found) {
      found.instanceIndexes.push(index)
      found.freeFromMs = freeFromMs
    } else places.push({ instanceIndexes: [index], zoneIndex, fleet, freeFromMs })
  }
  return places
}

/** Those of the beginning first, then in the order in which they are launched; the rank of one never launched is last. */
function launchRank(result: RunResult, index: number): number {
  const lifecycle = result.instances[index]?.lifecycle ?? []
  return lifecycle.find(({ value }) => value !== 'NotLaunched')?.atMs ?? Number.MAX_SAFE_INTEGER
}

/** The wave of the user's first deployment that each instance belongs to; null where it was never started. */
export function waveOfInstances(result: RunResult): (number | null)[] {
  const waves: (number | null)[] = result.instances.map(() => null)
  for (const { instanceIndex, waveIndex } of userDeploymentOf(result)?.targets ?? [])
    if (instanceIndex !== null) waves[instanceIndex] = waveIndex
  return waves
}

function waveRank(waveIndex: number | null | undefined): number {
  return waveIndex ?? Number.MAX_SAFE_INTEGER
}
