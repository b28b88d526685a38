import type { RunResult } from '@sim'
import type { FleetShape } from './layout'

/** A part of the fleet that the person has zoomed into; null: everything. */
export interface SceneFocus {
  readonly zoneIndex: number
  /** A wave of the first deployment; null: the whole zone. */
  readonly waveIndex: number | null
}

/**
 * The fleet as the layout wants it. Inside a zone, instances fill by wave of the first deployment, then by index, so that
 * a rollout reads as a front that moves down. Waves that never started come last.
 */
export function fleetShape(result: RunResult, focus: SceneFocus | null): FleetShape {
  const waves = waveOfInstances(result)
  const zoneOf = result.instances.map((instance) => (focus ? 0 : instance.zoneIndex))
  const isShown = (index: number) =>
    focus === null ||
    (result.instances[index]?.zoneIndex === focus.zoneIndex &&
      (focus.waveIndex === null || waves[index] === focus.waveIndex))
  const fillOrder = result.instances
    .map((_, index) => index)
    .filter(isShown)
    .sort((a, b) => waveRank(waves[a]) - waveRank(waves[b]) || a - b)
  const zones = result.scenario.fleet.zones
  return { zones: focus ? [zones[focus.zoneIndex] ?? ''] : zones, zoneOf, fillOrder }
}

/** The wave of the first deployment that each instance belongs to; null where it was never started. */
export function waveOfInstances(result: RunResult): (number | null)[] {
  const waves: (number | null)[] = result.instances.map(() => null)
  for (const target of result.deployments[0]?.targets ?? []) waves[target.instanceIndex] = target.waveIndex
  return waves
}

function waveRank(waveIndex: number | null | undefined): number {
  return waveIndex ?? Number.MAX_SAFE_INTEGER
}
