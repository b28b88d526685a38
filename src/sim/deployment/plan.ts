import type { LifecycleEventName } from '../result/types'

/** Bring every target to the revision, never taking more out than minimum healthy hosts allow. Depends on what happens. */
export interface UpdateInPlaceStep {
  readonly kind: 'update-in-place'
  readonly minimumHealthyCount: number
  readonly scheduling: 'batch' | 'sliding'
  readonly lifecycleEvents: readonly LifecycleEventName[]
}

/** Fail at once when the configuration leaves no host that may be taken out of service. */
export interface CheckHealthConstraintsStep {
  readonly kind: 'check-health-constraints'
  readonly targetCount: number
  readonly minimumHealthyCount: number
}

export type Step = CheckHealthConstraintsStep | UpdateInPlaceStep

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
