import type { AlarmConfiguration } from '../scenario/deployment-schema'
import { type Control, type DeploymentState, settingsOf } from './state'

/** The alarms that a deployment watches; null: none. */
export function alarmConfigurationOf({ world }: Control, deployment: DeploymentState): AlarmConfiguration | null {
  const { alarmConfiguration, overrideAlarmConfiguration } = settingsOf(world.scenario)
  if (deployment.ignoresAlarms || deployment.scope.kind === 'instances') return null
  const isFirst = deployment.index === 0
  const configuration = isFirst ? (overrideAlarmConfiguration ?? alarmConfiguration) : alarmConfiguration
  return configuration.enabled && configuration.alarms.length > 0 ? configuration : null
}

/** Puts the first poll of the alarms into the queue: at the start of the deployment. */
export function beginPolling(control: Control, deployment: DeploymentState): void {
  if (alarmConfigurationOf(control, deployment) === null) return
  control.world.schedule(control.world.nowMs(), { kind: 'alarm-poll', deploymentIndex: deployment.index })
}
