import type { Ms } from '../../result/types'
import { DONE, NO_FORECAST, type StepRow, WAITING } from './progress'

/** The original instances are kept for a while, so that traffic could return to them (API: BlueInstanceTerminationOption). */
export interface WaitTerminationStep {
  readonly kind: 'wait-termination'
  readonly waitMs: Ms
}

export function waitTermination(waitMs: Ms): WaitTerminationStep {
  return { kind: 'wait-termination', waitMs }
}

export const waitTerminationRow: StepRow<WaitTerminationStep> = {
  phaseLabel: () => 'Termination wait',
  forecast: () => NO_FORECAST,
  begin: ({ world }, deployment, step) => {
    deployment.instanceTerminationWaitTimeStarted = true
    const { index: deploymentIndex, stepIndex } = deployment
    world.schedule(world.nowMs() + step.waitMs, { kind: 'step-due', deploymentIndex, stepIndex })
  },
  run: ({ world }, deployment, step) => {
    const isOver = world.nowMs() >= (deployment.stepStartedAtMs ?? 0) + step.waitMs
    return deployment.isWaitEnded || isOver ? DONE : WAITING
  },
}
