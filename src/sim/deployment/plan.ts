import type { DeploymentSettings } from '../scenario/schema'
import type { CheckHealthConstraintsStep } from './steps/check-health-constraints'
import type { CheckTargetsStep } from './steps/check-targets'
import type { UpdateInPlaceStep } from './steps/update-in-place'

export type { CheckHealthConstraintsStep, CheckTargetsStep, UpdateInPlaceStep }

/** Every kind of step. The executor's table is total over these keys: the compiler lists the rows that are missing. */
export interface StepByKind {
  readonly 'check-targets': CheckTargetsStep
  readonly 'check-health-constraints': CheckHealthConstraintsStep
  readonly 'update-in-place': UpdateInPlaceStep
}
export type StepKind = keyof StepByKind
export type Step = StepByKind[StepKind]

/** What a strategy may ask of the deployment group's settings. */
export type PlanSettings = Pick<DeploymentSettings, 'trafficControl' | 'scheduling'>

/** What a strategy may ask of the fleet. */
export interface PlanContext {
  readonly targetCount: number
  /** Minimum healthy hosts M of the deployment configuration for this many targets. */
  readonly minimumHealthyCount: number
}

/** What a deployment would do, as data: drawn before it runs, compared, exported, and run by the executor. */
export interface DeploymentPlan {
  readonly strategy: string
  readonly deploymentConfigName: string
  readonly targetCount: number
  readonly minimumHealthyCount: number
  /** Sizes of the waves if nothing fails; empty when the deployment cannot start. */
  readonly waveSizes: readonly number[]
  readonly steps: readonly Step[]
}
