import type { LifecycleEventName } from '../result/types'
import type { Step, StepByKind, StepKind } from './plan'
import type { Control, DeploymentState } from './state'
import { checkHealthConstraintsRow } from './steps/check-health-constraints'
import { checkTargetsRow } from './steps/check-targets'
import { DONE, type StepForecast, type StepProgress, type StepRow } from './steps/progress'
import { updateInPlaceRow } from './steps/update-in-place'

/** One row for each kind of step. */
const STEP_ROWS: { readonly [Kind in StepKind]: StepRow<StepByKind[Kind]> } = {
  'check-targets': checkTargetsRow,
  'check-health-constraints': checkHealthConstraintsRow,
  'update-in-place': updateInPlaceRow,
}

/** The row that belongs to a step; the type parameter keeps the two together. */
function rowOf<Kind extends StepKind>(kind: Kind): StepRow<StepByKind[Kind]> {
  return STEP_ROWS[kind]
}

/** What is known of a step before it runs. */
export function forecastStep(step: Step): StepForecast {
  return rowOf(step.kind).forecast(step)
}

/** The lifecycle events of each target of a step; null for a step without targets. */
export function lifecycleEventsOf(step: Step): readonly LifecycleEventName[] | null {
  return rowOf(step.kind).lifecycleEvents(step)
}

/** Runs the plan from where it stands until a step waits or fails; `done` when there is no step left. */
export function executeSteps(control: Control, deployment: DeploymentState): StepProgress {
  const { steps } = deployment.plan
  while (deployment.stepIndex < steps.length) {
    const step = steps[deployment.stepIndex]
    const progress = rowOf(step.kind).run(control, deployment, step)
    if (progress.kind !== 'done') return progress
    deployment.stepIndex += 1
  }
  return DONE
}
