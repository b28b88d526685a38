import { counted, formatCountdown } from '../number-words'
import { capitalized, deploymentNoun, isOfGroup, isRollback, isToInstances } from '../roles'
import { targetName } from '../target-name'
import type { DeploymentRecord, Ms, RunResult, WavePhase } from '../types'
import { failedEventsOf } from './failed-events'
import { plannedSentence } from './planned-sentence'

/** Something that is about to happen; `words` are the sentence up to "in 00:12". */
interface Coming {
  readonly atMs: Ms
  readonly words: string
}

/**
 * What happens next, seen from `tMs`, in one sentence that a person can wait for: `Wave 2 of 3 starts in 00:45.`, `All
 * traffic moves in 02:55 if the alarm stays quiet.`
 */
export function nextSentence(result: RunResult, tMs: Ms): string {
  if (tMs >= result.endedAtMs) return 'The run has ended.'
  const planned = plannedSentence(result, tMs)
  if (planned !== null) return planned
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
  const created = { atMs: deployment.createdAtMs, words: `${subjectOf(deployment)} is created` }
  // Those to single instances run beside the one that people follow: only that they come is told.
  if (!isOfGroup(deployment)) return [created]
  const failures = failedEventsOf(deployment).map(({ target, event, endMs }) => ({
    atMs: endMs,
    words: `${event.name} fails on ${targetName(result, target)}`,
  }))
  const turns = isToInstances(deployment) ? wavesOf(result, deployment) : eventsOfService(deployment)
  return [created, ...ending(deployment), ...turns, ...failures]
}

function subjectOf(deployment: DeploymentRecord): string {
  return isOfGroup(deployment) ? `The ${deploymentNoun(deployment)}` : `A ${deploymentNoun(deployment)}`
}

const WAVE_WORDS: Readonly<Record<Exclude<WavePhase, 'update'>, (instances: string) => string>> = {
  install: (instances) => `Installing on ${instances} of the replacement begins`,
  reroute: (instances) => `Rerouting traffic to ${instances} begins`,
  block: (instances) => `${capitalized(instances)} begin to leave the load balancer`,
}

function wavesOf(result: RunResult, deployment: DeploymentRecord): Coming[] {
  const ofRollback = isRollback(deployment) ? ' of the rollback' : ''
  return deployment.waves.map(({ startMs, phase, instanceIndexes }, waveIndex) => ({
    atMs: startMs,
    words:
      phase === 'update'
        ? `Wave ${waveIndex + 1} of ${waveCount(result, deployment)}${ofRollback} starts`
        : WAVE_WORDS[phase](counted(instanceIndexes.length, 'instance')),
  }))
}

/** The lifecycle events of a function or service that take time. */
function eventsOfService({ targets }: DeploymentRecord): Coming[] {
  return targets.flatMap(({ lifecycleEvents }) =>
    lifecycleEvents.flatMap(({ name, startMs, endMs }) =>
      startMs === null || endMs === startMs ? [] : [{ atMs: startMs, words: `${name} begins` }],
    ),
  )
}

function ending(deployment: DeploymentRecord): Coming[] {
  const { status, endedAtMs, rollbackDeploymentId } = deployment
  if (endedAtMs === null) return []
  const verb = status === 'Succeeded' ? 'succeeds' : status === 'Stopped' ? 'is stopped' : 'fails'
  const after = rollbackDeploymentId === null ? '' : ' and the rollback starts'
  return [{ atMs: endedAtMs, words: `${subjectOf(deployment)} ${verb}${after}` }]
}

/** As many as were planned; more when failures stretched the deployment, never fewer when one cut it short. */
function waveCount({ plan }: RunResult, { waves }: DeploymentRecord): number {
  return Math.max(plan?.waveSizes.length ?? 0, waves.length)
}

function lastWords({ deployments }: RunResult): string {
  const open = deployments.find(({ endedAtMs }) => endedAtMs === null)
  if (open === undefined) return 'The run ends'
  return `${subjectOf(open)} is still in progress when the run ends`
}
