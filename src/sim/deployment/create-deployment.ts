import type { DeploymentCreator, LifecycleEventName, RevisionLabel } from '../result/types'
import { drawDeploymentId } from './deployment-id'
import { lifecycleEventsOf } from './executor'
import { schedulingOrder } from './host-health'
import { drawWork } from './lifecycle/work'
import { planFor } from './plan-deployment'
import { type Control, type DeploymentState, type LifecycleEventState, logDeployment, settingsOf } from './state'

/** Who creates a deployment, and of what. */
export interface DeploymentRequest {
  readonly creator: DeploymentCreator
  readonly revision: RevisionLabel
}

/** Creates a deployment of the group to all of its instances; it stands ready for its first step. */
export function createDeployment(control: Control, { creator, revision }: DeploymentRequest): DeploymentState {
  const { world, state } = control
  const plan = planFor(settingsOf(world.scenario), state.hosts.length)
  const deployment: DeploymentState = {
    index: state.deployments.length,
    id: drawDeploymentId(world),
    creator,
    revision,
    status: 'Created',
    errorCode: null,
    message: '',
    createdAtMs: world.nowMs(),
    endedAtMs: null,
    rollbackDeploymentId: null,
    rollbackTriggeringDeploymentId: null,
    rollbackMessage: '',
    plan,
    stepIndex: 0,
    targets: plan.steps.flatMap((step, stepIndex) =>
      createTargets(control, lifecycleEventsOf(step), stepIndex, revision),
    ),
    waves: [],
  }
  state.deployments.push(deployment)
  logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
  deployment.status = 'InProgress'
  logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
  return deployment
}

/** The targets of one step; none for a step that updates nothing. */
function createTargets(
  control: Control,
  events: readonly LifecycleEventName[] | null,
  stepIndex: number,
  revision: RevisionLabel,
): DeploymentState['targets'] {
  if (events === null) return []
  const { world, state } = control
  // Drawn by instance, not in scheduling order, so that an instance's durations do not depend on the health of others.
  const work = state.hosts.map((host) => drawWork(world, events, revision, host))
  return schedulingOrder(state.hosts, (instanceIndex) => world.instanceId(instanceIndex)).map((instanceIndex) => ({
    instanceIndex,
    status: 'Pending',
    startMs: null,
    endMs: null,
    waveIndex: null,
    stepIndex,
    lifecycleEvents: events.map(pendingEvent),
    work: work[instanceIndex],
  }))
}

function pendingEvent(name: LifecycleEventName): LifecycleEventState {
  return {
    name,
    status: 'Pending',
    startMs: null,
    endMs: null,
    expectedMs: null,
    errorCode: null,
    revision: null,
    scripts: [],
    message: '',
  }
}
