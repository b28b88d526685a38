import { deleteTaskSet } from '../ecs/task-sets'
import { shareOf } from '../traffic-share'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** ECS: delete the task set that has no production traffic any more. */
export interface DeleteTaskSetStep {
  readonly kind: 'delete-task-set'
  /** The one that served before the deployment, or the one that was brought in. */
  readonly taskSet: 'outgoing' | 'incoming'
}

export function deleteTaskSetStep(taskSet: DeleteTaskSetStep['taskSet']): DeleteTaskSetStep {
  return { kind: 'delete-task-set', taskSet }
}

/** The deployment does not wait for the tasks to drain. */
export const deleteTaskSetRow: StepRow<DeleteTaskSetStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control, _deployment, { taskSet }) => {
    deleteTaskSet(control, shareOf(control)[taskSet])
    return DONE
  },
}
