import { beginPhase, endPhase } from './phases'
import type { Step, StepByKind, StepKind } from './plan'
import type { Control, DeploymentState } from './state'
import { adoptReplacementRow } from './steps/adopt-replacement'
import { checkAliasRow } from './steps/check-alias'
import { checkHealthConstraintsRow } from './steps/check-health-constraints'
import { checkTargetsRow } from './steps/check-targets'
import { checkTaskSetsRow } from './steps/check-task-sets'
import { deleteTaskSetRow } from './steps/delete-task-set'
import { DONE, type StepForecast, type StepProgress, type StepRow } from './steps/progress'
import { provisionReplacementRow } from './steps/provision-replacement'
import { shiftWeightsRow } from './steps/shift-weights'
import { terminateOriginalRow } from './steps/terminate-original'
import { updateTargetsRow } from './steps/update-targets'
import { waitReadyRow } from './steps/wait-ready'
import { waitTerminationRow } from './steps/wait-termination'

/** One row for each kind of step. */
const STEP_ROWS: { readonly [Kind in StepKind]: StepRow<StepByKind[Kind]> } = {
  'check-targets': checkTargetsRow,
  'check-health-constraints': checkHealthConstraintsRow,
  'provision-replacement': provisionReplacementRow,
  'update-targets': updateTargetsRow,
  'adopt-replacement': adoptReplacementRow,
  'wait-ready': waitReadyRow,
  'shift-weights': shiftWeightsRow,
  'wait-termination': waitTerminationRow,
  'terminate-original': terminateOriginalRow,
  'check-alias': checkAliasRow,
  'check-task-sets': checkTaskSetsRow,
  'delete-task-set': deleteTaskSetRow,
}

/** The row that belongs to a step; the type parameter keeps the two together. */
function rowOf<Kind extends StepKind>(kind: Kind): StepRow<StepByKind[Kind]> {
  return STEP_ROWS[kind]
}

/** What is known of a step before it runs. */
export function forecastStep(step: Step): StepForecast {
  return rowOf(step.kind).forecast(step)
}

/** What people call the stretch that a step takes; null for a check. */
function phaseLabelOf(step: Step): string | null {
  return rowOf(step.kind).phaseLabel(step)
}

/** Runs the plan from where it stands until a step waits or fails; `done` when there is no step left. */
export function executeSteps(control: Control, deployment: DeploymentState): StepProgress {
  const { steps } = deployment.plan
  while (deployment.stepIndex < steps.length) {
    const step = steps[deployment.stepIndex]
    const row = rowOf(step.kind)
    if (deployment.stepStartedAtMs === null) {
      enterStep(control, deployment, step)
      row.begin?.(control, deployment, step)
    }
    const progress = row.run(control, deployment, step)
    if (progress.kind !== 'done') return progress
    leaveStep(control, deployment)
  }
  return DONE
}

function enterStep(control: Control, deployment: DeploymentState, step: Step): void {
  deployment.stepStartedAtMs = control.world.nowMs()
  deployment.isWaitEnded = false
  const label = phaseLabelOf(step)
  if (label === null) return
  beginPhase(control, deployment, step.kind, label)
}

function leaveStep(control: Control, deployment: DeploymentState): void {
  endPhase(control, deployment)
  deployment.stepIndex += 1
  deployment.stepStartedAtMs = null
}
