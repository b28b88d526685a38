import type { LifecycleEventName } from '../../result/types'
import { hasSucceeded, isStopped, plannedWaveSizes, startableCount } from '../gate'
import { inPlaceLifecycleEvents } from '../lifecycle/events'
import type { PlanContext, PlanSettings } from '../plan'
import { type Control, countTargets, type DeploymentState, targetsOfStep } from '../state'
import { startTargets } from '../targets/start-targets'
import { DONE, type StepProgress, type StepRow, WAITING } from './progress'

/** Bring every target to the revision, never taking more out than minimum healthy hosts allow. Depends on what happens. */
export interface UpdateInPlaceStep {
  readonly kind: 'update-in-place'
  readonly targetCount: number
  readonly minimumHealthyCount: number
  readonly scheduling: 'batch' | 'sliding'
  readonly lifecycleEvents: readonly LifecycleEventName[]
}

/** Updates the whole group where it stands, in waves that the gate allows. */
export function updateInPlace(settings: PlanSettings, context: PlanContext): UpdateInPlaceStep {
  return {
    kind: 'update-in-place',
    targetCount: context.targetCount,
    minimumHealthyCount: context.minimumHealthyCount,
    scheduling: settings.scheduling,
    lifecycleEvents: inPlaceLifecycleEvents(settings.trafficControl),
  }
}

const TOO_FEW_HEALTHY: StepProgress = {
  kind: 'failed',
  failure: {
    errorCode: 'HEALTH_CONSTRAINTS',
    message:
      'The overall deployment failed because too many individual instances failed deployment, too few healthy ' +
      'instances are available for deployment, or some instances in your deployment group are experiencing problems.',
  },
}

/** Compares what is with what the gate allows; the hosts in flight finish before the deployment ends. */
function reconcile(control: Control, deployment: DeploymentState, step: UpdateInPlaceStep): StepProgress {
  const counts = countTargets(targetsOfStep(deployment))
  const count = startableCount(step, counts)
  if (count > 0) {
    startTargets(control, deployment, count)
    return WAITING
  }
  if (counts.inProgress > 0) return WAITING
  return !isStopped(step, counts) && hasSucceeded(step, counts) ? DONE : TOO_FEW_HEALTHY
}

export const updateInPlaceRow: StepRow<UpdateInPlaceStep> = {
  forecast: (step) => ({ failure: null, waveSizes: plannedWaveSizes(step) }),
  lifecycleEvents: (step) => step.lifecycleEvents,
  run: reconcile,
}
