import { addTargets } from '../create-deployment'
import { incomingInstances, launchInstance } from '../instances'
import type { Control, DeploymentState } from '../state'
import { shareOf } from '../traffic-share'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** Find the instances that are to replace the original ones. */
export interface ProvisionReplacementStep {
  readonly kind: 'provision-replacement'
  readonly action: 'COPY_AUTO_SCALING_GROUP' | 'DISCOVER_EXISTING'
  readonly count: number
  /** Whether they have a target group of their own. */
  readonly hasOwnTargetGroup: boolean
}

export function provisionReplacement(
  action: ProvisionReplacementStep['action'],
  count: number,
  hasOwnTargetGroup: boolean,
): ProvisionReplacementStep {
  return { kind: 'provision-replacement', action, count, hasOwnTargetGroup }
}

/** Instances that were there already run, and nothing was ever deployed to them. */
function discover(control: Control, step: ProvisionReplacementStep): void {
  const fleet = shareOf(control).incoming
  const { zones } = control.world.scenario.fleet
  const targetGroupIndex = step.hasOwnTargetGroup && fleet === 'replacement' ? 1 : 0
  for (let count = incomingInstances(control).length; count < step.count; count++)
    launchInstance(control, { fleet, targetGroupIndex, zoneIndex: count % zones.length, lifecycle: 'InService' })
}

export const provisionReplacementRow: StepRow<ProvisionReplacementStep> = {
  phaseLabel: () => 'Provision the replacement',
  forecast: () => NO_FORECAST,
  run: (control: Control, deployment: DeploymentState, step) => {
    discover(control, step)
    addTargets(control, deployment, 'replacement')
    return DONE
  },
}
