import { createDeployment } from '../deployment/create-deployment'
import { type EventGroup, namesOfGroups } from '../deployment/lifecycle/registry'
import { planForInstances } from '../deployment/plan-deployment'
import { type Control, type DeploymentState, settingsOf } from '../deployment/state'
import type { UpdateTargetsStep } from '../deployment/steps/update-targets'
import type { DeploymentCreator, LifecycleEventName, RevisionLabel } from '../result/types'

/**
 * The deployment to one new instance, of the group's last successful revision: the old one while another is being
 * deployed (CodeDeploy user guide, integrating with Auto Scaling).
 */
export function createLaunchDeployment(
  control: Control,
  instanceIndex: number,
  revision: RevisionLabel,
): DeploymentState {
  return create(control, 'autoscaling', instanceIndex, revision, eventsOf(control, ['application', 'allow']))
}

/** The deployment to an instance that leaves: its traffic is blocked and its application stopped, nothing is installed. */
export function createTerminationDeployment(
  control: Control,
  instanceIndex: number,
  revision: RevisionLabel,
): DeploymentState {
  const events = [...eventsOf(control, ['block']), 'ApplicationStop'] as const
  return create(control, 'autoscalingTermination', instanceIndex, revision, events)
}

/** Without traffic control the load balancer is none of the deployment's business. */
function eventsOf(control: Control, groups: readonly EventGroup[]): readonly LifecycleEventName[] {
  const { trafficControl } = settingsOf(control.world.scenario)
  return namesOfGroups(
    'Server',
    groups.filter((group) => trafficControl || group === 'application'),
  )
}

function create(
  control: Control,
  creator: DeploymentCreator,
  instanceIndex: number,
  revision: RevisionLabel,
  lifecycleEvents: readonly LifecycleEventName[],
): DeploymentState {
  const step: UpdateTargetsStep = {
    kind: 'update-targets',
    phase: 'update',
    set: 'original',
    lifecycleEvents,
    targetCount: 1,
    rate: { kind: 'all-at-once', mustAllSucceed: true },
  }
  const plan = planForInstances(settingsOf(control.world.scenario), 1, [step])
  const scope = { kind: 'instances', instanceIndexes: [instanceIndex] } as const
  return createDeployment(control, { creator, revision, plan, scope, ignoresAlarms: false })
}
