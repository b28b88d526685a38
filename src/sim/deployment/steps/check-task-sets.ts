import { taskSetOf } from '../ecs/task-sets'
import { shareOf } from '../traffic-share'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** ECS: fail at once when the service still has the second task set of a deployment before. */
export interface CheckTaskSetsStep {
  readonly kind: 'check-task-sets'
}

/** The first step of a deployment of an ECS service. */
export function checkTaskSets(): CheckTaskSetsStep {
  return { kind: 'check-task-sets' }
}

/** MODEL: what a deployment left without a rollback is in the way of the next one; AWS describes it for Lambda only. */
export const checkTaskSetsRow: StepRow<CheckTaskSetsStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control) => {
    if (taskSetOf(control, shareOf(control).incoming) === null) return DONE
    const { serviceName } = control.world.scenario.ecs
    const message = `The deployment cannot start: the service ${serviceName} has two task sets, one of them left by a deployment before.`
    return { kind: 'failed', failure: { errorCode: 'INVALID_ECS_SERVICE', message } }
  },
}
