import type { DeploymentPlan, WavePhase } from '@sim'

/** The waves of one stretch of a plan. */
export interface PlannedWaves {
  readonly phase: WavePhase
  readonly sizes: readonly number[]
}

/**
 * The planned waves by what they do. In place there is one stretch; a blue/green deployment installs on its replacement and
 * reroutes to it at the same rate, and then takes the original fleet out in one wave.
 */
export function plannedWaves({ deploymentType, waveSizes }: DeploymentPlan): PlannedWaves[] {
  if (waveSizes.length === 0) return []
  if (deploymentType === 'IN_PLACE' || waveSizes.length < 3) return [{ phase: 'update', sizes: waveSizes }]
  const half = Math.floor((waveSizes.length - 1) / 2)
  return [
    { phase: 'install', sizes: waveSizes.slice(0, half) },
    { phase: 'reroute', sizes: waveSizes.slice(half, 2 * half) },
    { phase: 'block', sizes: waveSizes.slice(2 * half) },
  ]
}
