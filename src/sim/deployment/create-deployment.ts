import type { DeploymentCreator, LifecycleEventName, RevisionLabel, TargetLabel, TargetType } from '../result/types'
import { drawDeploymentId } from './deployment-id'
import { schedulingOrder } from './host-health'
import { groupInstances } from './instances'
import { drawHookWork, drawWork, type WorkContext } from './lifecycle/work'
import type { DeploymentPlan, TargetSet } from './plan'
import { lifecycleEventsOf } from './plan-events'
import {
  type Control,
  type DeploymentScope,
  type DeploymentState,
  type LifecycleEventState,
  logDeployment,
  type TargetState,
} from './state'

/** Who creates a deployment, of what, to what, and how. */
export interface DeploymentRequest {
  readonly creator: DeploymentCreator
  readonly revision: RevisionLabel
  readonly scope: DeploymentScope
  readonly plan: DeploymentPlan
  /** True: no alarm stops it. */
  readonly ignoresAlarms: boolean
}

/** Creates a deployment; it stands ready for its first step. */
export function createDeployment(control: Control, request: DeploymentRequest): DeploymentState {
  const { world, state } = control
  const { creator, revision, scope, plan, ignoresAlarms } = request
  const deployment: DeploymentState = {
    index: state.deployments.length,
    id: drawDeploymentId(world),
    computePlatform: plan.computePlatform,
    deploymentType: plan.deploymentType,
    deploymentConfigName: plan.deploymentConfigName,
    creator,
    revision,
    scope,
    ignoresAlarms,
    status: 'Created',
    errorCode: null,
    message: '',
    createdAtMs: world.nowMs(),
    endedAtMs: null,
    rollbackDeploymentId: null,
    rollbackTriggeringDeploymentId: null,
    rollbackMessage: '',
    autoUpdateOutdatedInstancesRootDeploymentId: null,
    instanceTerminationWaitTimeStarted: false,
    plan,
    stepIndex: 0,
    stepStartedAtMs: null,
    isWaitEnded: false,
    replacement: null,
    shift: null,
    stop: null,
    targets: [],
    waves: [],
    phases: [],
  }
  state.deployments.push(deployment)
  for (const set of ['original', 'replacement', 'service'] as const) {
    if (set !== 'replacement' || !isProvisioned(plan)) addTargets(control, deployment, set)
  }
  logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
  deployment.status = 'InProgress'
  logDeployment(control, deployment, { type: 'deployment', status: deployment.status })
  return deployment
}

/** Whether the replacement comes with the deployment itself. */
function isProvisioned({ steps }: DeploymentPlan): boolean {
  return steps.some(({ kind }) => kind === 'provision-replacement')
}

/**
 * The targets of a set, as many as there are of it now and are not targets yet; none when no step is about the set.
 * Called once more for a replacement that has just been provisioned, and for original instances that came late.
 */
export function addTargets(control: Control, deployment: DeploymentState, set: TargetSet): void {
  const events = lifecycleEventsOf(deployment.plan.steps, set)
  if (events.length === 0) return
  if (set === 'service') deployment.targets.push(serviceTarget(control, deployment, events))
  else deployment.targets.push(...instanceTargets(control, deployment, set, events))
}

function serviceTarget(
  { world }: Control,
  deployment: DeploymentState,
  events: readonly LifecycleEventName[],
): TargetState {
  const { computePlatform, scope } = deployment
  return {
    ...newTarget(computePlatform === 'Lambda' ? 'LambdaTarget' : 'ECSTarget', null, null, 'service', events),
    work: drawHookWork(world, computePlatform, events, scope.kind !== 'rollback'),
  }
}

function instanceTargets(
  control: Control,
  deployment: DeploymentState,
  set: 'original' | 'replacement',
  events: readonly LifecycleEventName[],
): TargetState[] {
  const { world, state } = control
  const context: WorkContext = {
    deployed: deployment.revision,
    isBlueGreenRollback: deployment.scope.kind === 'rollback' && deployment.deploymentType === 'BLUE_GREEN',
  }
  const known = new Set(deployment.targets.map(({ instanceIndex }) => instanceIndex))
  const members = membersOfSet(control, deployment, set).filter((instanceIndex) => !known.has(instanceIndex))
  if (members.length === 0) return []
  // Drawn by instance, not in scheduling order, so that an instance's durations do not depend on the health of others.
  const work = new Map(
    members.map((instanceIndex) => [instanceIndex, drawWork(world, events, context, state.hosts[instanceIndex])]),
  )
  const label = labelOf(deployment, set)
  return schedulingOrder(state.hosts, (instanceIndex) => world.instanceId(instanceIndex))
    .filter((instanceIndex) => work.has(instanceIndex))
    .map((instanceIndex) => ({
      ...newTarget('InstanceTarget', instanceIndex, label, set, events),
      work: work.get(instanceIndex) ?? [],
    }))
}

function membersOfSet(
  control: Control,
  { scope, replacement }: DeploymentState,
  set: 'original' | 'replacement',
): readonly number[] {
  if (scope.kind === 'instances') return scope.instanceIndexes.toSorted((a, b) => a - b)
  if (set === 'original') return groupInstances(control)
  // A rollback turns back the instances of the deployment that it is about.
  const brought = scope.kind === 'rollback' ? control.state.deployments[scope.of].replacement : replacement
  return (brought ?? []).filter((index) => control.world.lifecycle(index) === 'InService')
}

function labelOf({ deploymentType }: DeploymentState, set: 'original' | 'replacement'): TargetLabel | null {
  if (deploymentType === 'IN_PLACE') return null
  return set === 'original' ? 'Blue' : 'Green'
}

function newTarget(
  targetType: TargetType,
  instanceIndex: number | null,
  label: TargetLabel | null,
  set: TargetSet,
  events: readonly LifecycleEventName[],
): Omit<TargetState, 'work'> {
  return {
    targetType,
    instanceIndex,
    label,
    set,
    status: 'Pending',
    startMs: null,
    endMs: null,
    waveIndex: null,
    newestWaveIndex: null,
    lifecycleEvents: events.map(pendingEvent),
  }
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
