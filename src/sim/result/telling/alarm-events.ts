import { formatDuration } from '../number-words'
import { groupDeploymentsOf } from '../roles'
import type { RunResult } from '../types'
import type { Candidate } from './numbered-event'

/** When each alarm first went into ALARM during the run; one that was in it from the start is told at the start. */
export function alarmEvents(result: RunResult): Candidate[] {
  return result.alarms.flatMap(({ name, states }): Candidate[] => {
    const index = states.findIndex(({ value }) => value === 'ALARM')
    if (index < 0) return []
    const { atMs, reason } = states[index]
    const next = states[index + 1]
    const until = next === undefined ? 'to the end of the run' : `for ${formatDuration(next.atMs - atMs)}`
    const times = states.filter(({ value }) => value === 'ALARM').length
    const often = times === 1 ? '' : `, the first of ${times} times`
    const what = isWatched(result, name) ? '' : 'No deployment watches it. '
    return [
      { kind: 'alarm', atMs, title: `${name} in ALARM`, note: `${what}In ALARM ${until}${often}: ${fullStop(reason)}` },
    ]
  })
}

function isWatched(result: RunResult, name: string): boolean {
  const { deployment } = result.scenario
  if (deployment === null || groupDeploymentsOf(result).length === 0) return false
  const { enabled, alarms } = deployment.overrideAlarmConfiguration ?? deployment.alarmConfiguration
  return enabled && alarms.includes(name)
}

function fullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
