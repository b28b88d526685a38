import { startEvent } from '../lifecycle/run-event'
import { type Control, type DeploymentState, logDeployment } from '../state'

/**
 * Starts the next `count` pending targets, in scheduling order. The hosts that start at the same moment are a wave; in
 * `sliding` scheduling waves overlap.
 */
export function startWave(control: Control, deployment: DeploymentState, count: number): void {
  const targetIndexes = [...deployment.targets.keys()]
    .filter((targetIndex) => deployment.targets[targetIndex].status === 'Pending')
    .slice(0, count)
  const instanceIndexes = targetIndexes.map((targetIndex) => deployment.targets[targetIndex].instanceIndex)
  deployment.waves.push({ startMs: control.world.nowMs(), endMs: null, instanceIndexes })
  logDeployment(control, deployment, { type: 'wave', status: String(deployment.waves.length) })
  for (const targetIndex of targetIndexes) startTarget(control, deployment, targetIndex)
}

function startTarget(control: Control, deployment: DeploymentState, targetIndex: number): void {
  const target = deployment.targets[targetIndex]
  target.status = 'InProgress'
  target.startMs = control.world.nowMs()
  target.waveIndex = deployment.waves.length - 1
  logDeployment(control, deployment, { type: 'target', status: target.status, instanceIndex: target.instanceIndex })
  startEvent(control, { deploymentIndex: deployment.index, targetIndex, eventIndex: 0 })
}
