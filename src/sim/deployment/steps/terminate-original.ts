import { groupInstances } from '../instances'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** What becomes of the original instances, or tasks, once all traffic has left them. */
export interface TerminateOriginalStep {
  readonly kind: 'terminate-original'
  readonly action: 'TERMINATE' | 'KEEP_ALIVE'
}

export function terminateOriginal(action: TerminateOriginalStep['action']): TerminateOriginalStep {
  return { kind: 'terminate-original', action }
}

export const terminateOriginalRow: StepRow<TerminateOriginalStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control, _deployment, { action }) => {
    if (action === 'TERMINATE') for (const index of groupInstances(control)) control.world.terminateInstance(index)
    return DONE
  },
}
