import { launchInstance } from '../deployment/instances'
import { type Control, type DeploymentState, logDeployment, settingsOf } from '../deployment/state'
import { shareOf } from '../deployment/traffic-share'
import type { ScalingAct } from '../engine/world'
import type { AutoScalingSettings } from '../scenario/schema'

/** Processes that CodeDeploy suspends on the copy while it deploys (OBSERVED in CloudTrail). */
const SUSPENDED = 'AddToLoadBalancer, AlarmNotification, ScheduledActions'

/** Name of the copy (CodeDeploy user guide, integrating with Auto Scaling). */
function copiedGroupName(control: Control, { id }: DeploymentState): string {
  return `CodeDeploy_${settingsOf(control.world.scenario).deploymentGroupName}_${id}`
}

/**
 * Copies the Auto Scaling group of the deployment group and launches `count` instances in the copy, for that target group, as many as the run
 * may still have; each is in service after its boot time. The calls are those that CloudTrail has shown, in their order.
 * Returns the instances. Throws without an Auto Scaling group: a scenario was checked before.
 */
export function copyGroup(
  control: Control,
  deployment: DeploymentState,
  count: number,
  targetGroupIndex: 0 | 1,
): readonly number[] {
  const source = groupOf(control)
  const sourceName = sourceGroupName(control, deployment)
  const name = copiedGroupName(control, deployment)
  const call = (status: string, detail: string) =>
    logDeployment(control, deployment, { type: 'autoScaling', status, detail })
  call('CreateAutoScalingGroup', `${name} is created with minimum and desired capacity 0, as a copy of ${sourceName}.`)
  call('PutScalingPolicy', `The scaling policies of ${sourceName} are copied to ${name}.`)
  call('PutNotificationConfiguration', `The notifications of ${sourceName} are copied to ${name}.`)
  call('UpdateAutoScalingGroup', `The desired capacity of ${name} is set to ${count}.`)
  call('SuspendProcesses', `${SUSPENDED} are suspended on ${name}.`)
  return launch(control, source, count, targetGroupIndex)
}

function launch(
  control: Control,
  { boot }: AutoScalingSettings,
  count: number,
  targetGroupIndex: 0 | 1,
): readonly number[] {
  const { world } = control
  const fleet = shareOf(control).incoming
  const zoneCount = world.scenario.fleet.zones.length
  const launched: number[] = []
  for (let number = 0; number < count; number++) {
    const zoneIndex = number % zoneCount
    const instanceIndex = launchInstance(control, { fleet, targetGroupIndex, zoneIndex, lifecycle: 'Pending' })
    if (instanceIndex === null) break
    launched.push(instanceIndex)
    world.schedule(world.nowMs() + world.drawDurationMs(boot), { kind: 'scaling', act: 'booted', instanceIndex })
  }
  return launched
}

/**
 * The boot of an instance has ended. When it is one of a copied group, which has no launch hook of CodeDeploy yet, it is
 * in service, and its deployment is returned; otherwise nothing is done, and null returned.
 */
export function endBoot(control: Control, act: ScalingAct, instanceIndex: number | null): DeploymentState | null {
  if (act !== 'booted' || instanceIndex === null) return null
  const deployment = control.state.deployments.find(
    ({ plan, replacement }) => isCopying(plan.steps) && replacement?.includes(instanceIndex),
  )
  if (deployment === undefined || control.world.lifecycle(instanceIndex) !== 'Pending') return null
  control.world.setLifecycle(instanceIndex, 'InService')
  return deployment
}

function isCopying(steps: DeploymentState['plan']['steps']): boolean {
  return steps.some((step) => step.kind === 'provision-replacement' && step.action === 'COPY_AUTO_SCALING_GROUP')
}

/** The copy takes the place of its source: its processes are resumed, and CodeDeploy's launch hook moves to it. */
export function adoptCopy(control: Control, deployment: DeploymentState): void {
  const name = copiedGroupName(control, deployment)
  const call = (status: string, detail: string) =>
    logDeployment(control, deployment, { type: 'autoScaling', status, detail })
  call('ResumeProcesses', `${SUSPENDED} are resumed on ${name}.`)
  call('DeleteLifecycleHook', `CodeDeploy's launch hook is taken from ${sourceGroupName(control, deployment)}.`)
  call(
    'PutLifecycleHook',
    `CodeDeploy's launch hook is put on ${name}, with a heartbeat timeout of 600 s and ABANDON as its default result.`,
  )
}

/** The source goes with all of its instances: not they alone are terminated, the group itself is deleted. */
export function deleteSource(control: Control, deployment: DeploymentState): void {
  const detail = `${sourceGroupName(control, deployment)} is deleted with its instances (forceDelete).`
  logDeployment(control, deployment, { type: 'autoScaling', status: 'DeleteAutoScalingGroup', detail })
}

/** The group has its scenario's name until a copy has replaced it; from then on it has that copy's. */
function sourceGroupName(control: Control, deployment: DeploymentState): string {
  const before = control.state.deployments.findLast(
    ({ index, status, plan }) => index < deployment.index && status === 'Succeeded' && isCopying(plan.steps),
  )
  return before === undefined ? groupOf(control).name : copiedGroupName(control, before)
}

function groupOf({ world }: Control): AutoScalingSettings {
  const { autoScaling } = world.scenario
  if (autoScaling === null) throw new Error('There is no Auto Scaling group to copy')
  return autoScaling
}
