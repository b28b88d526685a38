import { copyGroup } from '../../auto-scaling/copy-group'
import { addTargets } from '../create-deployment'
import { existingInstances, incomingInstances, launchInstance } from '../instances'
import type { Control, DeploymentState } from '../state'
import { shareOf } from '../traffic-share'
import { NO_REPLACEMENT } from './check-targets'
import { DONE, NO_FORECAST, type StepRow, WAITING } from './progress'

/** Find or launch the instances that are to replace the original ones (API: GreenFleetProvisioningOption). */
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

function begin(control: Control, deployment: DeploymentState, step: ProvisionReplacementStep): void {
  deployment.replacement =
    step.action === 'DISCOVER_EXISTING' ? discover(control, step) : copy(control, deployment, step)
}

/** Instances that an earlier deployment has left are found again, with what is on them; nothing was ever deployed to the others. */
function discover(control: Control, step: ProvisionReplacementStep): readonly number[] {
  const fleet = shareOf(control).incoming
  const { zones } = control.world.scenario.fleet
  const found = incomingInstances(control).slice(0, step.count)
  while (found.length < step.count) {
    const zoneIndex = found.length % zones.length
    const place = { fleet, targetGroupIndex: targetGroupOf(control, step), zoneIndex, lifecycle: 'InService' } as const
    const launched = launchInstance(control, place)
    if (launched === null) break
    found.push(launched)
  }
  return found
}

/** What earlier deployments have left of this fleet is of another group, also what has not booted yet. */
function copy(control: Control, deployment: DeploymentState, step: ProvisionReplacementStep): readonly number[] {
  control.state.outsiders.push(...existingInstances(control, shareOf(control).incoming))
  return copyGroup(control, deployment, step.count, targetGroupOf(control, step))
}

function targetGroupOf(control: Control, { hasOwnTargetGroup }: ProvisionReplacementStep): 0 | 1 {
  return hasOwnTargetGroup && shareOf(control).incoming === 'replacement' ? 1 : 0
}

export const provisionReplacementRow: StepRow<ProvisionReplacementStep> = {
  // What is found needs no provisioning (CodeDeploy user guide: a phase of copied groups only).
  phaseLabel: ({ action }) => (action === 'COPY_AUTO_SCALING_GROUP' ? 'Provision the replacement' : null),
  forecast: () => NO_FORECAST,
  begin,
  run: (control, deployment) => {
    const replacement = deployment.replacement ?? []
    if (replacement.length === 0) return { kind: 'failed', failure: NO_REPLACEMENT }
    if (replacement.some((index) => control.world.lifecycle(index) === 'Pending')) return WAITING
    addTargets(control, deployment, 'replacement')
    return DONE
  },
}
