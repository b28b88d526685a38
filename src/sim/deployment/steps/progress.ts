import type { DeploymentErrorCode, LifecycleEventName } from '../../result/types'
import type { Control, DeploymentState } from '../state'

/** Why a deployment fails: the API's error code and a sentence. */
export interface DeploymentFailure {
  readonly errorCode: DeploymentErrorCode
  readonly message: string
}

/** Where a step stands after it has done what it could do now. A waiting step is run again when a target has ended. */
export type StepProgress =
  | { readonly kind: 'done' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly failure: DeploymentFailure }

/** What is known of a step before the deployment runs. */
export interface StepForecast {
  /** Why the deployment would fail here for certain, or null. */
  readonly failure: DeploymentFailure | null
  /** Sizes of the waves that it adds if nothing fails. */
  readonly waveSizes: readonly number[]
}

/** How one kind of step is foreseen and run; a row of the executor's table. */
export interface StepRow<Step> {
  forecast(step: Step): StepForecast
  /** The lifecycle events of each target that the step updates; null for a step without targets. */
  lifecycleEvents(step: Step): readonly LifecycleEventName[] | null
  /** Called with the step under way. */
  run(control: Control, deployment: DeploymentState, step: Step): StepProgress
}

export const DONE: StepProgress = { kind: 'done' }
export const WAITING: StepProgress = { kind: 'waiting' }

/** A row for a step that touches nothing and only decides whether the deployment may go on. */
export function checkRow<Step>(check: (step: Step) => DeploymentFailure | null): StepRow<Step> {
  return {
    forecast: (step) => ({ failure: check(step), waveSizes: [] }),
    lifecycleEvents: () => null,
    run: (_control, _deployment, step) => {
      const failure = check(step)
      return failure === null ? DONE : { kind: 'failed', failure }
    },
  }
}
