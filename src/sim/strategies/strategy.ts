import type { PlanContext, PlanSettings, Step } from '../deployment/plan'

/** CodeDeploy's name for where a deployment goes (API: computePlatform); `Server` is EC2. */
export type ComputePlatform = 'Server'

/**
 * As scenarios name the strategies. Beside the registry, which knows the steps and so the whole control plane: the
 * scenario's schema needs no more than the names.
 */
export const STRATEGY_IDS = ['in-place'] as const
export type StrategyId = (typeof STRATEGY_IDS)[number]

/** A way of deploying: a pure function from settings and fleet to steps, which the executor runs. */
export interface Strategy {
  readonly id: StrategyId
  readonly label: string
  /** What happens, in words for a person who has never seen it. */
  readonly description: string
  readonly platform: ComputePlatform
  plan(settings: PlanSettings, context: PlanContext): readonly Step[]
}
