import type { PlanContext, PlanSettings, Step } from '../deployment/plan'
import type { TrafficShift } from '../deployment/traffic-schedule'
import type { ComputePlatform, DeploymentType } from '../result/types'

export type { ComputePlatform }

/**
 * As scenarios name the strategies. Beside the registry, which knows the steps and so the whole control plane: the
 * scenario's schema needs no more than the names.
 */
export const STRATEGY_IDS = [
  'in-place',
  'blue-green',
  'weighted-target-groups',
  'lambda-alias',
  'ecs-blue-green',
] as const
export type StrategyId = (typeof STRATEGY_IDS)[number]

/** What a strategy plans: steps, and how traffic is shifted where it is shifted by weights. */
export interface PlanDraft {
  readonly steps: readonly Step[]
  /** Weights of the incoming fleet; empty or absent where instances are registered instead. */
  readonly shifts?: readonly TrafficShift[]
  /** Name of the deployment configuration where it is not the group's. */
  readonly deploymentConfigName?: string
}

/** A way of deploying: a pure function from settings and fleet to steps, which the executor runs. */
export interface Strategy {
  readonly id: StrategyId
  readonly label: string
  /** What happens, in words for a person who has never seen it. */
  readonly description: string
  readonly platform: ComputePlatform
  readonly deploymentType: DeploymentType
  /** What its deployment configuration is about: hosts that stay healthy, or traffic that is shifted. */
  readonly configuredBy: 'hosts' | 'traffic'
  /** Whether the two fleets have a target group (alias version) each, with weights between them. */
  readonly isWeighted: boolean
  plan(settings: PlanSettings, context: PlanContext): PlanDraft
  /** What a rollback does where it is not the same deployment with the revision before. */
  readonly rollback?: (settings: PlanSettings, context: PlanContext) => PlanDraft
}
