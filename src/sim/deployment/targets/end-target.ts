import type { TargetStatus } from '../../result/types'
import { type Control, type DeploymentState, logDeployment, type TargetState } from '../state'

/**
 * Ends a target: whatever of it is still pending is Skipped, and its wave ends with the last of its targets. A target
 * that was never started has no times. A target has no error code of its own (API: InstanceTarget), its events have.
 */
export function endTarget(
  control: Control,
  deployment: DeploymentState,
  target: TargetState,
  status: Extract<TargetStatus, 'Succeeded' | 'Failed' | 'Skipped'>,
): void {
  target.status = status
  if (target.startMs !== null) target.endMs = control.world.nowMs()
  for (const event of target.lifecycleEvents) {
    if (event.status === 'Pending') event.status = 'Skipped'
  }
  reportStandstill(control, deployment, target)
}

/** A replacement has done what comes before its traffic: it is Ready until it is rerouted (API: TargetStatus). */
export function pauseTarget(control: Control, deployment: DeploymentState, target: TargetState): void {
  target.status = 'Ready'
  reportStandstill(control, deployment, target)
}

function reportStandstill(control: Control, deployment: DeploymentState, target: TargetState): void {
  const { status, instanceIndex } = target
  logDeployment(control, deployment, { type: 'target', status, instanceIndex })
  if (target.newestWaveIndex !== null) endWaveIfDone(control, deployment, target.newestWaveIndex)
}

function endWaveIfDone(control: Control, deployment: DeploymentState, waveIndex: number): void {
  const isUnderWay = deployment.targets.some(
    ({ newestWaveIndex, status }) => newestWaveIndex === waveIndex && status === 'InProgress',
  )
  if (!isUnderWay) deployment.waves[waveIndex].endMs ??= control.world.nowMs()
}
