import type { Control, DeploymentState } from '../deployment/state'
import type { DeploymentCreator } from '../result/types'

const HOOK_CREATORS: readonly DeploymentCreator[] = ['autoscaling', 'autoscalingTermination']

/**
 * Whether a run waits for a deployment under way. It waits for no deployment of a hook whose instance is gone, of which
 * only the failure is to come, an hour later; nor for a loop of launches: once a launch deployment has failed that began after
 * the group's last deployment had ended, the loop could go on for as long as anyone looks.
 */
export function isAwaited(control: Control): boolean {
  const underWay = control.state.deployments.filter(({ endedAtMs }) => endedAtMs === null)
  if (underWay.some(({ creator }) => !HOOK_CREATORS.includes(creator))) return true
  const held = underWay.filter((deployment) => hasInstance(control, deployment))
  return held.some(({ creator }) => creator !== 'autoscaling') || (held.length > 0 && !isLooping(control))
}

function hasInstance({ world }: Control, { targets }: DeploymentState): boolean {
  return targets.some(({ instanceIndex }) => instanceIndex !== null && world.isRunning(instanceIndex))
}

function isLooping({ state: { deployments } }: Control): boolean {
  const groupEndMs = deployments.findLast(({ scope }) => scope.kind !== 'instances')?.endedAtMs ?? null
  if (groupEndMs === null) return false
  return deployments.some(
    ({ creator, createdAtMs, status, endedAtMs }) =>
      creator === 'autoscaling' && createdAtMs > groupEndMs && endedAtMs !== null && status !== 'Succeeded',
  )
}
