import { type Control, type DeploymentState, logDeployment } from './state'

/** A stretch of the deployment begins; the one before it has ended. */
export function beginPhase(control: Control, deployment: DeploymentState, kind: string, label: string): void {
  deployment.phases.push({ kind, label, startMs: control.world.nowMs(), endMs: null })
  logDeployment(control, deployment, { type: 'phase', status: kind, detail: label })
}

/** The stretch under way ends now, with its step or with the deployment. No effect when none is. */
export function endPhase(control: Control, deployment: DeploymentState): void {
  const phase = deployment.phases.at(-1)
  if (phase !== undefined) phase.endMs ??= control.world.nowMs()
}
