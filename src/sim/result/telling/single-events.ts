import { counted, countedOf, formatClock } from '../number-words'
import { capitalized, deploymentNoun, isOfGroup } from '../roles'
import type { DeploymentRecord, RunResult } from '../types'
import { failedEventsOf } from './failed-events'
import type { Candidate } from './numbered-event'

/** What Auto Scaling's deployments to single instances came to, once for each kind: a loop of failures, or a success. */
export function singleEvents({ deployments }: RunResult): Candidate[] {
  const singles = deployments.filter((deployment) => !isOfGroup(deployment))
  const nouns = singles.map(deploymentNoun).filter((noun, index, all) => all.indexOf(noun) === index)
  return nouns.flatMap((noun) => {
    const alike = singles.filter((deployment) => deploymentNoun(deployment) === noun)
    return failuresOf(noun, alike) ?? successesOf(noun, alike)
  })
}

function failuresOf(noun: string, alike: readonly DeploymentRecord[]): Candidate[] | null {
  const failed = alike.filter(({ status }) => status === 'Failed' || status === 'Stopped')
  const [first] = failed
  if (first === undefined || first.endedAtMs === null) return null
  const [event] = failedEventsOf(first)
  const where = event === undefined ? '' : `, the first in ${event.event.name}`
  const lastMs = Math.max(...failed.map(({ endedAtMs }) => endedAtMs ?? 0))
  const until = failed.length === 1 ? '' : `, until ${formatClock(lastMs)}`
  const note = `${countedOf(failed.length, alike.length, noun)} failed${where}${until}.`
  return [{ kind: 'lifecycleEventFailed', atMs: first.endedAtMs, title: `${capitalized(noun)} fails`, note }]
}

function successesOf(noun: string, alike: readonly DeploymentRecord[]): Candidate[] {
  const succeeded = alike.filter(({ status }) => status === 'Succeeded')
  const [first] = succeeded
  if (first === undefined || first.endedAtMs === null) return []
  const note =
    succeeded.length === 1
      ? 'The only one in this run.'
      : `The first of ${counted(succeeded.length, noun)} that succeeded.`
  return [{ kind: 'firstInService', atMs: first.endedAtMs, title: `${capitalized(noun)} succeeds`, note }]
}
