import type { Ms } from '../../result/types'
import { type Control, type DeploymentState, logDeployment } from '../state'
import { DONE, NO_FORECAST, type StepRow, WAITING } from './progress'

/** The replacement is installed; the deployment waits for a person to continue it (API: DeploymentReadyOption). */
export interface WaitReadyStep {
  readonly kind: 'wait-ready'
  readonly waitMs: Ms
}

export function waitReady(waitMs: Ms): WaitReadyStep {
  return { kind: 'wait-ready', waitMs }
}

function begin(control: Control, deployment: DeploymentState, step: WaitReadyStep): void {
  deployment.status = 'Ready'
  logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
  const { index: deploymentIndex, stepIndex } = deployment
  control.world.schedule(control.world.nowMs() + step.waitMs, { kind: 'step-due', deploymentIndex, stepIndex })
}

export const waitReadyRow: StepRow<WaitReadyStep> = {
  phaseLabel: () => 'Wait to be continued',
  forecast: () => NO_FORECAST,
  begin,
  run: (control, deployment, step) => {
    if (deployment.isWaitEnded) {
      deployment.status = 'InProgress'
      logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
      return DONE
    }
    if (control.world.nowMs() < (deployment.stepStartedAtMs ?? 0) + step.waitMs) return WAITING
    const message = 'The deployment was not continued before its wait time was over.'
    return { kind: 'failed', failure: { errorCode: 'TIMEOUT', message, status: 'Stopped' } }
  },
}
