import type { RunResult, Scenario } from '@sim'

/**
 * What stands behind the balancer: one fleet; two fleets side by side; two task sets behind a production and a test
 * listener; or an alias with two versions, whose environments are counted and have no names.
 */
export type SceneKind = 'one-fleet' | 'two-fleets' | 'task-sets' | 'alias'

type StrategyId = NonNullable<Scenario['deployment']>['strategy']

const KIND_BY_STRATEGY: Readonly<Record<StrategyId, SceneKind>> = {
  'in-place': 'one-fleet',
  'blue-green': 'two-fleets',
  'weighted-target-groups': 'two-fleets',
  'lambda-alias': 'alias',
  'ecs-blue-green': 'task-sets',
}

/** The kind of scene that a run needs; without a deployment there is one fleet. */
export function sceneKindOf({ scenario: { deployment } }: Pick<RunResult, 'scenario'>): SceneKind {
  return deployment === null ? 'one-fleet' : KIND_BY_STRATEGY[deployment.strategy]
}
