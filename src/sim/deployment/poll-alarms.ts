import type { AlarmConfiguration } from '../scenario/deployment-schema'
import { alarmConfigurationOf } from './alarms'
import { stopDeployment } from './run-deployment'
import { type Control, type DeploymentState, settingsOf } from './state'

/** Reads the alarms; one that is in ALARM, or cannot be read, stops the deployment (CodeDeploy user guide, monitoring with alarms). */
export function pollAlarms(control: Control, deployment: DeploymentState): void {
  const configuration = alarmConfigurationOf(control, deployment)
  if (configuration === null || deployment.endedAtMs !== null || deployment.stop !== null) return
  const message = reasonToStop(control, configuration)
  if (message === null) {
    const { alarmPollMs } = settingsOf(control.world.scenario)
    const atMs = control.world.nowMs() + alarmPollMs
    control.world.schedule(atMs, { kind: 'alarm-poll', deploymentIndex: deployment.index })
    return
  }
  const { autoRollback } = settingsOf(control.world.scenario)
  const rollsBack = autoRollback.enabled && autoRollback.events.includes('DEPLOYMENT_STOP_ON_ALARM')
  stopDeployment(control, deployment, { errorCode: 'ALARM_ACTIVE', message, rollsBack })
}

function reasonToStop({ world }: Control, { alarms, ignorePollAlarmFailure }: AlarmConfiguration): string | null {
  const watched = world.scenario.alarms.flatMap(({ name }, alarmIndex) =>
    alarms.includes(name) ? [{ name, alarmIndex }] : [],
  )
  const readable = watched.filter(({ alarmIndex }) => world.isAlarmReadable(alarmIndex))
  const active = readable.filter(({ alarmIndex }) => world.alarmState(alarmIndex) === 'ALARM')
  if (active.length > 0) {
    const names = active.map(({ name }) => `<${name}>`).join(' ')
    return `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${names}`
  }
  if (readable.length === watched.length || ignorePollAlarmFailure) return null
  return 'The state of the alarms could not be read, and ignorePollAlarmFailure is false.'
}
