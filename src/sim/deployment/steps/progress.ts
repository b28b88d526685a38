import type { DeploymentErrorCode } from '../../result/types'
import type { Control, DeploymentState } from '../state'

/** Why a deployment fails: the API's error code and a sentence. */
export interface DeploymentFailure {
  readonly errorCode: DeploymentErrorCode
  readonly message: string
  /** `Stopped` for a wait that nobody ended (API: DeploymentReadyOption, STOP_DEPLOYMENT); otherwise Failed. */
  readonly status?: 'Stopped'
}

/** Where a step stands after it has done what it could do now. A waiting step is run again when something has happened. */
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
  /** What people call the stretch of time that the step takes; null for a step that takes none. */
  phaseLabel(step: Step): string | null
  forecast(step: Step): StepForecast
  /** Called once, when the step becomes the one under way. */
  begin?(control: Control, deployment: DeploymentState, step: Step): void
  /** Called then, and whenever something has happened to the deployment while the step is under way. */
  run(control: Control, deployment: DeploymentState, step: Step): StepProgress
}

export const DONE: StepProgress = { kind: 'done' }
export const WAITING: StepProgress = { kind: 'waiting' }
export const NO_FORECAST: StepForecast = { failure: null, waveSizes: [] }

/** A row for a step that touches nothing and only decides whether the deployment may go on. */
export function checkRow<Step>(check: (step: Step) => DeploymentFailure | null): StepRow<Step> {
  return {
    phaseLabel: () => null,
    forecast: (step) => ({ failure: check(step), waveSizes: [] }),
    run: (_control, _deployment, step) => {
      const failure = check(step)
      return failure === null ? DONE : { kind: 'failed', failure }
    },
  }
}
