import { deleteSource } from '../../auto-scaling/copy-group'
import { existingInstances } from '../instances'
import { shareOf } from '../traffic-share'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** What becomes of the original instances, or tasks, once all traffic has left them. */
export interface TerminateOriginalStep {
  readonly kind: 'terminate-original'
  readonly action: 'TERMINATE' | 'KEEP_ALIVE'
  /** Whether the Auto Scaling group that they belong to goes with them: where CodeDeploy has copied it. */
  readonly deletesGroup: boolean
}

export function terminateOriginal(
  action: TerminateOriginalStep['action'],
  deletesGroup = false,
): TerminateOriginalStep {
  return { kind: 'terminate-original', action, deletesGroup }
}

export const terminateOriginalRow: StepRow<TerminateOriginalStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control, deployment, { action, deletesGroup }) => {
    if (action === 'KEEP_ALIVE') return DONE
    for (const index of existingInstances(control, shareOf(control).outgoing)) control.world.terminateInstance(index)
    if (deletesGroup) deleteSource(control, deployment)
    return DONE
  },
}
