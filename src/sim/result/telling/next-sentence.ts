import { formatCountdown } from '../number-words'
import { targetName } from '../target-name'
import type { DeploymentRecord, Ms, RunResult } from '../types'
import { failedEventsOf } from './failed-events'

/** Something that is about to happen; `words` are the sentence up to "in 00:12". */
interface Coming {
  readonly atMs: Ms
  readonly words: string
}

/** What happens next, seen from `tMs`, in one sentence that a person can wait for: `Wave 2 of 3 starts in 00:45.` */
export function nextSentence(result: RunResult, tMs: Ms): string {
  if (tMs >= result.endedAtMs) return 'The run has ended.'
  const coming = result.deployments
    .flatMap((deployment) => comingOf(result, deployment))
    .filter(({ atMs }) => atMs > tMs)
  const next = coming.reduce<Coming | null>(
    (first, one) => (first === null || one.atMs < first.atMs ? one : first),
    null,
  )
  if (next !== null) return `${next.words} in ${formatCountdown(next.atMs - tMs)}.`
  return `${lastWords(result)} in ${formatCountdown(result.endedAtMs - tMs)}.`
}

/** The turning points of a deployment; of two at the same time the first in this list is told. */
function comingOf(result: RunResult, deployment: DeploymentRecord): Coming[] {
  const isRollback = deployment.creator !== 'user'
  const waves = deployment.waves.map(({ startMs }, waveIndex) => ({
    atMs: startMs,
    words: `Wave ${waveIndex + 1} of ${waveCount(result, deployment)}${isRollback ? ' of the rollback' : ''} starts`,
  }))
  const failures = failedEventsOf(deployment).map(({ target, event, endMs }) => ({
    atMs: endMs,
    words: `${event.name} fails on ${targetName(result, target)}`,
  }))
  return [
    { atMs: deployment.createdAtMs, words: `${isRollback ? 'The rollback' : 'The deployment'} is created` },
    ...ending(deployment, isRollback),
    ...waves,
    ...failures,
  ]
}

function ending({ status, endedAtMs, rollbackDeploymentId }: DeploymentRecord, isRollback: boolean): Coming[] {
  if (endedAtMs === null) return []
  const who = isRollback ? 'The rollback' : 'The deployment'
  const verb = status === 'Succeeded' ? 'succeeds' : status === 'Stopped' ? 'is stopped' : 'fails'
  return [
    { atMs: endedAtMs, words: `${who} ${verb}${rollbackDeploymentId === null ? '' : ' and the rollback starts'}` },
  ]
}

/** As many as were planned; more when failures stretched the deployment, never fewer when one cut it short. */
function waveCount({ plan }: RunResult, { waves }: DeploymentRecord): number {
  return Math.max(plan?.waveSizes.length ?? 0, waves.length)
}

function lastWords({ deployments }: RunResult): string {
  const open = deployments.find(({ endedAtMs }) => endedAtMs === null)
  if (open === undefined) return 'The run ends'
  return `${open.creator === 'user' ? 'The deployment' : 'The rollback'} is still in progress when the run ends`
}
