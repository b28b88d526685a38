import type { Step } from './plan'
import type { Control, DeploymentState } from './state'
import { shareOf } from './traffic-share'

/** Whether all original instances leave the load balancer in the step. */
export function blocksOriginals(step: Step): boolean {
  return step.kind === 'update-targets' && step.phase === 'block' && step.set === 'original'
}

/**
 * Whether an instance has come late into a fleet that a blue/green deployment has taken out of the load balancer: its
 * group does not register it any more (MODEL).
 */
export function isBlocked(control: Control, instanceIndex: number): boolean {
  const fleet = control.world.fleetOf(instanceIndex)
  return fleet === shareOf(control).incoming || control.state.deployments.some(hasBlockedOriginals)
}

/** Under way, and past the step in which all original instances leave. */
function hasBlockedOriginals({ endedAtMs, scope, plan, stepIndex }: DeploymentState): boolean {
  return endedAtMs === null && scope.kind === 'group' && plan.steps.slice(0, stepIndex).some(blocksOriginals)
}
