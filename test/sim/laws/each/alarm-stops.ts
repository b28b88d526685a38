import type { AlarmRecord, DeploymentRecord, RunResult, Scenario } from '@sim'
import { type Law, present } from '../law'
import { groupDeployments } from '../roles'

export const alarmStops: Law = {
  name: 'a deployment that finds an alarm in ALARM, or unreadable, when it asks is Stopped then with ALARM_ACTIVE, and no other is',
  *broken(run) {
    for (const deployment of groupDeployments(run)) yield* pollComplaints(run, deployment)
  },
}

function* pollComplaints(run: RunResult, deployment: DeploymentRecord): Generator<string> {
  const { id, status, errorCode, createdAtMs } = deployment
  const isStopped = status === 'Stopped' && errorCode === 'ALARM_ACTIVE'
  const watched = watchedBy(run, deployment)
  const everyMs = run.scenario.deployment?.alarmPollMs ?? 1
  const endMs = deployment.endedAtMs ?? run.endedAtMs
  if (isStopped && (watched.alarms.length === 0 || (endMs - createdAtMs) % everyMs !== 0)) {
    yield `${id} was stopped by an alarm at ${endMs} ms, when it did not ask for any`
    return
  }
  if (watched.alarms.length === 0) return
  for (let atMs = createdAtMs; atMs < Math.min(endMs, stopAskedMs(run, deployment)); atMs += everyMs)
    if (isReasonToStop(run, watched, atMs)) yield `${id} went on at ${atMs} ms with an alarm that stops it`
  if (isStopped && !isReasonToStop(run, watched, endMs))
    yield `${id} was stopped at ${endMs} ms by an alarm that was not red`
}

type Configuration = NonNullable<Scenario['deployment']>['alarmConfiguration']
const NONE: Configuration = { enabled: false, ignorePollAlarmFailure: false, alarms: [] }

/** A rollback ran on under a red alarm (OBSERVED), and a person may deploy without alarms. */
function watchedBy(run: RunResult, deployment: DeploymentRecord): Configuration {
  const settings = run.scenario.deployment
  if (settings === null || deployment.creator !== 'user' || isAlarmless(run, deployment)) return NONE
  const isFirst = groupDeployments(run)[0] === deployment
  const found = (isFirst ? settings.overrideAlarmConfiguration : null) ?? settings.alarmConfiguration
  return found.enabled ? found : NONE
}

function isAlarmless({ scenario }: RunResult, { createdAtMs }: DeploymentRecord): boolean {
  return scenario.interventions.some((act) => act.kind === 'deploy' && act.atMs === createdAtMs && act.overrideAlarms)
}

/** When a person asked to stop it: from then on it lets events finish, and asks no more. */
function stopAskedMs({ scenario, log }: RunResult, { createdAtMs }: DeploymentRecord): number {
  const stop = log.find(
    ({ type, status, atMs, itemIndex }) =>
      type === 'intervention' &&
      status === 'done' &&
      atMs >= createdAtMs &&
      scenario.interventions[itemIndex ?? -1]?.kind === 'stop',
  )
  return stop?.atMs ?? Number.POSITIVE_INFINITY
}

function isReasonToStop(run: RunResult, { alarms, ignorePollAlarmFailure }: Configuration, atMs: number): boolean {
  return alarms.some((name) => {
    const index = run.scenario.alarms.findIndex((alarm) => alarm.name === name)
    const { unreadableFromMs, unreadableUntilMs } = present(run.scenario.alarms[index], `alarm ${name}`)
    const isUnreadable = unreadableFromMs !== null && atMs >= unreadableFromMs && atMs < (unreadableUntilMs ?? Infinity)
    if (isUnreadable) return !ignorePollAlarmFailure
    return stateBefore(present(run.alarms[index], `record of ${name}`), atMs) === 'ALARM'
  })
}

/** Alarms are evaluated when the row of that instant is closed, after everything else of it. */
const stateBefore = ({ states }: AlarmRecord, atMs: number) =>
  states.findLast((span, index) => index === 0 || span.atMs < atMs)?.value
