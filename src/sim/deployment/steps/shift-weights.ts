import type { Ms } from '../../result/types'
import { beginShift, shiftMs } from '../shift'
import { DONE, NO_FORECAST, type StepRow, WAITING } from './progress'

/** Move the weights between two target groups by the deployment's schedule, and keep the last for a while. */
export interface ShiftWeightsStep {
  readonly kind: 'shift-weights'
  readonly bakeMs: Ms
}

export function shiftWeights(bakeMs: Ms): ShiftWeightsStep {
  return { kind: 'shift-weights', bakeMs }
}

export const shiftWeightsRow: StepRow<ShiftWeightsStep> = {
  phaseLabel: () => 'Shift weights',
  forecast: () => NO_FORECAST,
  begin: (control, deployment, step) => {
    beginShift(control, deployment)
    const { index: deploymentIndex, stepIndex } = deployment
    const atMs = control.world.nowMs() + shiftMs(deployment) + step.bakeMs
    control.world.schedule(atMs, { kind: 'step-due', deploymentIndex, stepIndex })
  },
  run: ({ world }, deployment, step) => {
    const endMs = (deployment.stepStartedAtMs ?? 0) + shiftMs(deployment) + step.bakeMs
    return deployment.shift?.isDone === true && world.nowMs() >= endMs ? DONE : WAITING
  },
}
