import { counted, formatCountdown } from '../number-words'
import { capitalized, deploymentNoun, isOfGroup, isRollback, isToInstances } from '../roles'
import { targetName } from '../target-name'
import type { DeploymentRecord, Ms, RunResult, WavePhase } from '../types'
import { failedEventsOf } from './failed-events'
import { plannedSentence } from './planned-sentence'
import { type AlarmStop, alarmStopAt, ifQuiet, underWayAt } from './watched-alarms'

/** Something that is about to happen; `words` are the sentence up to "in 00:12". */
interface Coming {
  readonly atMs: Ms
  readonly words: string
  /** What must hold until then, with a space before it; often empty. */
  readonly condition: string
}

/** A turn without its condition, which is that of its deployment. */
type Turn = Pick<Coming, 'atMs' | 'words'>

/**
 * What happens next, seen from `tMs`, in one sentence that a person can wait for: `Wave 2 of 3 starts in 00:45.`, `All
 * traffic moves in 02:55 if the alarm stays quiet.` What an alarm or a person will do is not foretold; an alarm that is in
 * ALARM by then is.
 */
export function nextSentence(result: RunResult, tMs: Ms): string {
  if (tMs >= result.endedAtMs) return 'The run has ended.'
  const stop = alarmStopAt(result, tMs)
  if (stop !== null) return stopSentence(stop, tMs)
  const planned = plannedSentence(result, tMs)
  if (planned !== null) return planned
  const underWay = underWayAt(result, tMs)
  const isStoppedLater = underWay?.status === 'Stopped'
  const next = nextComing(result, isStoppedLater ? [underWay] : result.deployments, tMs)
  if (next !== null) return `${next.words} in ${formatCountdown(next.atMs - tMs)}${next.condition}.`
  if (isStoppedLater) return goesOnSentence(result, underWay, tMs)
  return `${lastWords(result)} in ${formatCountdown(result.endedAtMs - tMs)}.`
}

function nextComing(result: RunResult, deployments: readonly DeploymentRecord[], tMs: Ms): Coming | null {
  return deployments
    .flatMap((deployment) => comingOf(result, deployment, tMs))
    .filter(({ atMs }) => atMs > tMs)
    .reduce<Coming | null>((first, one) => (first === null || one.atMs < first.atMs ? one : first), null)
}

function stopSentence({ alarmNames, pollMs }: AlarmStop, tMs: Ms): string {
  const verb = alarmNames.length === 1 ? 'is' : 'are'
  const what = pollMs > tMs ? `stops at its next poll, in ${formatCountdown(pollMs - tMs)}` : 'is being stopped'
  return `${alarmNames.join(', ')} ${verb} in ALARM: the deployment ${what}.`
}

/** Of a deployment that something will cut short, which nobody knows yet: no clock tells its next turn. */
function goesOnSentence(result: RunResult, deployment: DeploymentRecord, tMs: Ms): string {
  const begun = deployment.waves.filter(({ startMs }) => startMs <= tMs).length
  const count = waveCount(result, deployment)
  const condition = ifQuiet(result, deployment, tMs)
  if (begun === 0 || begun >= count) return `The deployment goes on${condition}.`
  return `Wave ${begun + 1} of ${count} comes next${condition}.`
}

/** The turning points of a deployment; of two at the same time the first in this list is told. */
function comingOf(result: RunResult, deployment: DeploymentRecord, tMs: Ms): Coming[] {
  const created = { atMs: deployment.createdAtMs, words: `${subjectOf(deployment)} is created`, condition: '' }
  // Those to single instances run beside the one that people follow: only that they come is told.
  if (!isOfGroup(deployment)) return [created]
  const failures = failedEventsOf(deployment).map(({ target, event, endMs }) => ({
    atMs: endMs,
    words: `${event.name} fails on ${targetName(result, target)}`,
    condition: '',
  }))
  const turns = [
    ...ending(deployment),
    ...(isToInstances(deployment) ? wavesOf(result, deployment) : eventsOfService(result, deployment)),
    ...waitsOf(deployment),
  ]
  const condition = ifQuiet(result, deployment, tMs)
  return [created, ...turns.map((turn) => ({ ...turn, condition })), ...failures]
}

function subjectOf(deployment: DeploymentRecord): string {
  return isOfGroup(deployment) ? `The ${deploymentNoun(deployment)}` : `A ${deploymentNoun(deployment)}`
}

const WAVE_WORDS: Readonly<Record<Exclude<WavePhase, 'update'>, (instances: string) => string>> = {
  install: (instances) => `Installing on ${instances} of the replacement begins`,
  reroute: (instances) => `Rerouting traffic to ${instances} begins`,
  block: (instances) => `${capitalized(instances)} begin to leave the load balancer`,
}

function wavesOf(result: RunResult, deployment: DeploymentRecord): Turn[] {
  const ofRollback = isRollback(deployment) ? ' of the rollback' : ''
  return deployment.waves.map(({ startMs, phase, instanceIndexes }, waveIndex) => ({
    atMs: startMs,
    words:
      phase === 'update'
        ? `Wave ${waveIndex + 1} of ${waveCount(result, deployment)}${ofRollback} starts`
        : WAVE_WORDS[phase](counted(instanceIndexes.length, 'instance')),
  }))
}

/** The lifecycle events of a function or service that take time, and the one that moves production, which may take none. */
function eventsOfService({ plan }: RunResult, deployment: DeploymentRecord): Turn[] {
  const movesAtOnce = (plan?.shifts.length ?? 0) <= 1 && !isRollback(deployment)
  return deployment.targets.flatMap(({ lifecycleEvents }) =>
    lifecycleEvents.flatMap(({ name, startMs, endMs }) => {
      const isMove = name === 'AllowTraffic' && movesAtOnce
      if (startMs === null || (endMs === startMs && !isMove)) return []
      return [{ atMs: startMs, words: isMove ? 'All traffic moves' : `${name} begins` }]
    }),
  )
}

/** The waits of a plan that take time: for a person, and before the original fleet is terminated. */
const WAIT_WORDS: Readonly<Record<string, string>> = {
  'wait-ready': 'The wait for a person to continue begins',
  'wait-termination': 'The termination wait begins',
}

function waitsOf({ phases }: DeploymentRecord): Turn[] {
  return phases.flatMap(({ kind, startMs, endMs }) => {
    const words = WAIT_WORDS[kind]
    return words === undefined || startMs === endMs ? [] : [{ atMs: startMs, words }]
  })
}

/** Its end, unless an alarm or a person brings it about. */
function ending(deployment: DeploymentRecord): Turn[] {
  const { status, endedAtMs, rollbackDeploymentId } = deployment
  if (endedAtMs === null || status === 'Stopped') return []
  const verb = status === 'Succeeded' ? 'succeeds' : 'fails'
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
