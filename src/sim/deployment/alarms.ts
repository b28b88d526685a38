import type { AlarmConfiguration } from '../scenario/deployment-schema'
import { type Control, type DeploymentState, type StopState, settingsOf } from './state'

/** What the service says when it cannot read the state of an alarm; MODEL: so does the error code ALARM_ACTIVE. */
export const UNREADABLE = 'The state of the alarms could not be read, and ignorePollAlarmFailure is false.'

/**
 * Why the alarms that a deployment watches stop it now, or null (CodeDeploy user guide, monitoring with alarms): one is
 * in ALARM, or its state cannot be read and `ignorePollAlarmFailure` is false.
 */
export function reasonToStop(control: Control, deployment: DeploymentState): StopState | null {
  const configuration = alarmConfigurationOf(control, deployment)
  const message = configuration === null ? null : sentenceOf(control, configuration)
  if (message === null) return null
  const { autoRollback } = settingsOf(control.world.scenario)
  const rollsBack = autoRollback.enabled && autoRollback.events.includes('DEPLOYMENT_STOP_ON_ALARM')
  return { errorCode: 'ALARM_ACTIVE', message, rollsBack }
}

/** True when an alarm could stop the deployment. */
export function watchesAlarms(control: Control, deployment: DeploymentState): boolean {
  return alarmConfigurationOf(control, deployment) !== null
}

/** Puts the next poll of the alarms into the queue; none for a deployment that watches no alarm. */
export function pollAgain(control: Control, deployment: DeploymentState): void {
  const { world } = control
  if (!watchesAlarms(control, deployment)) return
  const atMs = world.nowMs() + settingsOf(world.scenario).alarmPollMs
  world.schedule(atMs, { kind: 'alarm-poll', deploymentIndex: deployment.index })
}

/**
 * The alarms that a deployment watches; null: none. The override is for the deployment that the scenario is about. Launch
 * deployments watch the group's alarms, too: a red one keeps a launch loop going (CodeDeploy user guide, troubleshooting
 * Auto Scaling); MODEL: a termination, whose result is always CONTINUE, watches none.
 */
function alarmConfigurationOf({ world, state }: Control, deployment: DeploymentState): AlarmConfiguration | null {
  const { alarmConfiguration, overrideAlarmConfiguration } = settingsOf(world.scenario)
  if (deployment.ignoresAlarms || deployment.creator === 'autoscalingTermination') return null
  const isFirst = state.deployments.find(({ scope }) => scope.kind !== 'instances') === deployment
  const configuration = isFirst ? (overrideAlarmConfiguration ?? alarmConfiguration) : alarmConfiguration
  return configuration.enabled && configuration.alarms.length > 0 ? configuration : null
}

function sentenceOf({ world }: Control, { alarms, ignorePollAlarmFailure }: AlarmConfiguration): string | null {
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
  return UNREADABLE
}
