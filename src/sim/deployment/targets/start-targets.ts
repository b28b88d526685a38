import { startEvent } from '../lifecycle/run-event'
import { type Control, type DeploymentState, logDeployment, type TargetState } from '../state'

/** Starts the next `count` pending targets of the step under way, in scheduling order. */
export function startTargets(control: Control, deployment: DeploymentState, count: number): void {
  const targetIndexes = [...deployment.targets.keys()]
    .filter((targetIndex) => isNext(deployment, deployment.targets[targetIndex]))
    .slice(0, count)
  const waveIndex = waveForNow(control, deployment)
  for (const targetIndex of targetIndexes) startTarget(control, deployment, targetIndex, waveIndex)
}

function isNext({ stepIndex }: DeploymentState, target: TargetState): boolean {
  return target.stepIndex === stepIndex && target.status === 'Pending'
}

/**
 * The hosts that start at the same moment are a wave. In `sliding` scheduling waves overlap, and hosts that end together
 * let their successors in one after the other: these join the wave that has just begun.
 */
function waveForNow(control: Control, deployment: DeploymentState): number {
  const nowMs = control.world.nowMs()
  const lastIndex = deployment.waves.length - 1
  const members = deployment.targets.filter((target) => target.waveIndex === lastIndex)
  if (deployment.waves.at(-1)?.startMs === nowMs && members.every((target) => target.endMs === null)) return lastIndex
  deployment.waves.push({ startMs: nowMs, endMs: null, instanceIndexes: [] })
  logDeployment(control, deployment, { type: 'wave', status: String(deployment.waves.length) })
  return lastIndex + 1
}

function startTarget(control: Control, deployment: DeploymentState, targetIndex: number, waveIndex: number): void {
  const target = deployment.targets[targetIndex]
  target.status = 'InProgress'
  target.startMs = control.world.nowMs()
  target.waveIndex = waveIndex
  deployment.waves[waveIndex].instanceIndexes.push(target.instanceIndex)
  logDeployment(control, deployment, { type: 'target', status: target.status, instanceIndex: target.instanceIndex })
  startEvent(control, { deploymentIndex: deployment.index, targetIndex, eventIndex: 0 })
}
