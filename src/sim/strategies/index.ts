import { blueGreen } from './blue-green'
import { ecsBlueGreen } from './ecs-blue-green'
import { inPlace } from './in-place'
import { lambdaAlias } from './lambda-alias'
import { STRATEGY_IDS, type Strategy, type StrategyId } from './strategy'
import { weightedTargetGroups } from './weighted-target-groups'

/** Every strategy, one line each; the compiler names the one that is missing. */
const STRATEGY_BY_ID: { readonly [Id in StrategyId]: Strategy & { readonly id: Id } } = {
  'in-place': inPlace,
  'blue-green': blueGreen,
  'weighted-target-groups': weightedTargetGroups,
  'lambda-alias': lambdaAlias,
  'ecs-blue-green': ecsBlueGreen,
}

/** Every strategy, in the order in which they are listed. */
export const STRATEGIES: readonly Strategy[] = STRATEGY_IDS.map((id) => STRATEGY_BY_ID[id])

/** The strategy that a scenario names. */
export function strategyOf(id: StrategyId): Strategy {
  return STRATEGY_BY_ID[id]
}
