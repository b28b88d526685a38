import { changeAt } from '../moments'
import { groupDeploymentsOf } from '../roles'
import type { DeploymentRecord, Ms, RunResult } from '../types'

/** A deployment whose watched alarm is in ALARM: the next poll after that stops it. */
export interface AlarmStop {
  /** The alarms in ALARM, in the order of the scenario. */
  readonly alarmNames: readonly string[]
  /** When it polls; in the past while what was under way still ends. */
  readonly pollMs: Ms
}

/**
 * What stops the deployment under way, from the states of the alarms at `tMs` alone; null while they are quiet, and for a
 * rollback, which watches none. MODEL: polls come every `alarmPollMs` from the creation on.
 */
export function alarmStopAt(result: RunResult, tMs: Ms): AlarmStop | null {
  const deployment = underWayAt(result, tMs)
  if (deployment === null) return null
  const watched = watchedAlarmNames(result, deployment, tMs)
  const stops = result.alarms.flatMap(({ name, states }, alarmIndex) => {
    const { atMs, value } = changeAt(states, tMs)
    if (value !== 'ALARM' || !watched.includes(name)) return []
    const pollMs = pollAfter(result, deployment, atMs)
    return isReadableAt(result, alarmIndex, pollMs) ? [{ name, pollMs }] : []
  })
  if (stops.length === 0) return null
  return { alarmNames: stops.map(({ name }) => name), pollMs: Math.min(...stops.map(({ pollMs }) => pollMs)) }
}

/** The first poll that finds what became so at `sinceMs`. */
function pollAfter({ scenario }: RunResult, { createdAtMs }: DeploymentRecord, sinceMs: Ms): Ms {
  if (sinceMs <= createdAtMs) return createdAtMs
  const everyMs = scenario.deployment?.alarmPollMs ?? 1
  return createdAtMs + (Math.floor((sinceMs - createdAtMs) / everyMs) + 1) * everyMs
}

/** The deployment of the group that runs at `tMs`; null between two, and after the last. */
export function underWayAt(result: RunResult, tMs: Ms): DeploymentRecord | null {
  const last = groupDeploymentsOf(result).findLast(({ createdAtMs }) => createdAtMs <= tMs)
  return last === undefined || (last.endedAtMs !== null && tMs >= last.endedAtMs) ? null : last
}

function isReadableAt({ scenario }: RunResult, alarmIndex: number, tMs: Ms): boolean {
  const { unreadableFromMs = null, unreadableUntilMs = null } = scenario.alarms[alarmIndex] ?? {}
  return unreadableFromMs === null || tMs < unreadableFromMs || (unreadableUntilMs !== null && tMs >= unreadableUntilMs)
}

/** The alarms that may stop a deployment of the group at `tMs`; the override is that of the first one only. */
function watchedAlarmNames(result: RunResult, deployment: DeploymentRecord, tMs: Ms): readonly string[] {
  const settings = result.scenario.deployment
  if (settings === null || deployment.creator !== 'user' || ignoresAlarms(result, deployment, tMs)) return []
  const isFirst = groupDeploymentsOf(result)[0] === deployment
  const override = isFirst ? settings.overrideAlarmConfiguration : null
  const { enabled, alarms } = override ?? settings.alarmConfiguration
  return enabled ? alarms : []
}

/** Whether a person created the deployment without its alarms, or has overridden them by `tMs`. */
function ignoresAlarms({ log, scenario }: RunResult, { createdAtMs }: DeploymentRecord, tMs: Ms): boolean {
  return log.some(({ type, status, atMs, itemIndex }) => {
    if (type !== 'intervention' || status !== 'done' || atMs < createdAtMs || atMs > tMs) return false
    const act = scenario.interventions[itemIndex ?? -1]
    return act?.kind === 'override-alarms' || (act?.kind === 'deploy' && act.overrideAlarms && atMs === createdAtMs)
  })
}

/** The condition that a reader must know of a plan: an alarm of the deployment would stop it before; '' without one. */
export function ifQuiet(result: RunResult, deployment: DeploymentRecord, tMs: Ms): string {
  const { length } = watchedAlarmNames(result, deployment, tMs)
  if (length === 0) return ''
  return length === 1 ? ' if the alarm stays quiet' : ' if the alarms stay quiet'
}
