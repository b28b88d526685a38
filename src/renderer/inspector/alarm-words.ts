import { alarmStopAt, groupDeploymentsOf, type Ms, type RunResult } from '@sim'
import { formatClock, formatDuration } from '../text/format'
import type { AlarmView } from './alarm-view'

/** What comes of an alarm next: in ALARM what CodeDeploy does about it, otherwise when it looks and what ALARM would do. */
export function nextWords(result: RunResult, alarm: AlarmView, tMs: Ms): string {
  const { isWatched, state, settings } = alarm
  if (!isWatched) return `${datapointWords(alarm, tMs)} The deployment group does not watch it.`
  if (state !== 'ALARM') return `${datapointWords(alarm, tMs)} ${consequenceWords(result, tMs)}`
  const stop = alarmStopAt(result, tMs)
  if (stop?.alarmNames.includes(settings.name)) {
    if (stop.pollMs <= tMs) return 'CodeDeploy is stopping the deployment.'
    return `CodeDeploy sees it at its next poll, in ${wholeSeconds(stop.pollMs - tMs)}, and stops the deployment.`
  }
  return `${stoppedWords(result, tMs)}A new deployment is stopped at once while this is in ALARM.`
}

function datapointWords({ nextEvaluationMs }: AlarmView, tMs: Ms): string {
  if (nextEvaluationMs === null) return 'No further datapoint is evaluated in this run.'
  return `Next datapoint in ${wholeSeconds(nextEvaluationMs - tMs)}.`
}

/** Before a deployment or during one ALARM stops it; after the last one there is nothing to stop. */
function consequenceWords(result: RunResult, tMs: Ms): string {
  const { autoRollback } = result.scenario.deployment ?? {}
  const rollsBack = autoRollback?.enabled === true && autoRollback.events.includes('DEPLOYMENT_STOP_ON_ALARM')
  const last = groupDeploymentsOf(result).findLast(({ createdAtMs }) => createdAtMs <= tMs)
  const hasEnded = last !== undefined && last.endedAtMs !== null && last.endedAtMs <= tMs
  return `ALARM stops ${hasEnded ? 'the next deployment' : 'the deployment'}${rollsBack ? ' and rolls back' : ''}.`
}

/** The deployment that alarms have stopped by now, with a space after it; '' without one. */
function stoppedWords(result: RunResult, tMs: Ms): string {
  const stopped = groupDeploymentsOf(result).findLast(
    ({ errorCode, endedAtMs }) => errorCode === 'ALARM_ACTIVE' && endedAtMs !== null && endedAtMs <= tMs,
  )
  return stopped?.endedAtMs ? `The deployment was stopped at ${formatClock(stopped.endedAtMs)}. ` : ''
}

function wholeSeconds(ms: Ms): string {
  return formatDuration(Math.ceil(ms / 1_000) * 1_000)
}
