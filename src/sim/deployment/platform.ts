import type { ComputePlatform } from '../result/types'
import type { Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'

/** Where the deployments of a scenario go; null for a scenario without a deployment. */
export function platformOf({ deployment }: Scenario): ComputePlatform | null {
  return deployment === null ? null : strategyOf(deployment.strategy).platform
}
