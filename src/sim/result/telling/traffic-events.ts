import { ALL_TRAFFIC } from '../../scenario/units'
import { formatClock } from '../number-words'
import { groupDeploymentsOf, isRollback } from '../roles'
import { formatWeight, shiftsOf } from '../shifts'
import type { DeploymentRecord, RunResult } from '../types'
import type { Candidate } from './numbered-event'

/** The first shift of each deployment that moves traffic by weights, and the one by which all of it has moved. */
export function trafficEvents(result: RunResult): Candidate[] {
  return groupDeploymentsOf(result)
    .filter((deployment) => !isRollback(deployment))
    .flatMap((deployment) => shiftEvents(result, deployment))
}

function shiftEvents(result: RunResult, deployment: DeploymentRecord): Candidate[] {
  const shifts = shiftsOf(result, deployment)
  const [first] = shifts
  const all = shifts.find(({ weightNew }) => weightNew === ALL_TRAFFIC)
  const { name } = result.scenario.revisions[deployment.revision]
  if (first === undefined) return []
  const next = shifts[1]
  const until = next === undefined ? lastWords(deployment) : `The next shift is at ${formatClock(next.atMs)}`
  const firstEvent: Candidate = {
    kind: 'trafficShifted',
    atMs: first.atMs,
    title: `${formatWeight(first.weightNew)} to ${name}`,
    note: `${until}.`,
  }
  if (all === undefined) return [firstEvent]
  const note = `From now on every request goes to ${name}.`
  const allEvent: Candidate = { kind: 'trafficShifted', atMs: all.atMs, title: `All traffic to ${name}`, note }
  return all === first ? [allEvent] : [firstEvent, allEvent]
}

/** Why no shift came after the first one. */
function lastWords({ status, endedAtMs }: DeploymentRecord): string {
  if (status === 'Succeeded' || endedAtMs === null) return 'No further shift follows'
  return `It goes no further: the deployment ${status === 'Stopped' ? 'is stopped' : 'fails'} at ${formatClock(endedAtMs)}`
}
