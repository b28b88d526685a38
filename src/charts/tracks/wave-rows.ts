import {
  counted,
  type DeploymentRecord,
  type EventGroup,
  isOfGroup,
  isRollback,
  isToInstances,
  type LifecycleEventName,
  type LifecycleEventRecord,
  lifecycleEventOf,
  type Ms,
  type RevisionLabel,
  type RunResult,
  type TargetRecord,
  type WaveRecord,
} from '@sim'
import { perResult } from '../per-result'

/** A phase of a wave: one lifecycle event, from when the median host began it to when the median host ended it. */
export interface WavePhase {
  readonly event: LifecycleEventName
  readonly fromMs: Ms
  readonly toMs: Ms
}

/** Hosts of a wave that failed at the same lifecycle event, at the time of the first of them. */
export interface WaveFailure {
  readonly atMs: Ms
  readonly label: string
}

/** One line of the batches track: a wave of a deployment, or the instances it did not come to. */
export interface WaveRow {
  /** `1`, `R1` in place (R for a rollback), `install 1` in blue/green; `–` or `R–` for instances that it did not come to. */
  readonly label: string
  readonly phase: WaveRecord['phase']
  readonly revision: RevisionLabel
  /** The hosts are Pending from here ... */
  readonly createdAtMs: Ms
  /** ... to here, where the wave starts (or the deployment ends without it). */
  readonly startMs: Ms
  readonly endMs: Ms
  readonly phases: readonly WavePhase[]
  readonly failures: readonly WaveFailure[]
  readonly hostCount: number
  readonly succeededCount: number
  /** When the next deployment starts on a host of this wave, or the run ends: until then the wave serves what it got. */
  readonly liveUntilMs: Ms
  /** Whether the wave, or the wait, was over before the run was. */
  readonly hasEnded: boolean
  /** Instances that the deployment never came to, as far as the run tells. */
  readonly isWaiting: boolean
}

/** Every line of the batches track, deployment by deployment, wave by wave. */
export const waveRows = perResult((result): readonly WaveRow[] =>
  result.deployments.flatMap((deployment, index) => {
    if (!hasRows(deployment)) return []
    const rows = deployment.waves.map((wave, waveIndex) => waveRow(result, index, deployment, wave, waveIndex))
    const waiting = waitingRow(result, deployment)
    return waiting ? [...rows, waiting] : rows
  }),
)

/** Deployments of the whole group to instances; those to single ones have marks in the track of the deployments. */
export function hasRows(deployment: DeploymentRecord): boolean {
  return isToInstances(deployment) && isOfGroup(deployment)
}

/** How many lines there are, without making them. */
export function waveRowCount(result: RunResult): number {
  const lines = (deployment: DeploymentRecord): number =>
    deployment.waves.length + (deployment.targets.some(({ waveIndex }) => waveIndex === null) ? 1 : 0)
  return result.deployments.filter(hasRows).reduce((sum, deployment) => sum + lines(deployment), 0)
}

/** The part of a target that falls into a wave: a replacement is installed in one wave and rerouted in another. */
function partIn(target: TargetRecord, groups: readonly EventGroup[]): TargetPart {
  const lifecycleEvents = target.lifecycleEvents.filter(({ name }) =>
    groups.includes(lifecycleEventOf('Server', name).group),
  )
  const hasSucceeded = target.status === 'Succeeded' || lifecycleEvents.at(-1)?.status === 'Succeeded'
  return { lifecycleEvents, hasSucceeded }
}

interface TargetPart {
  readonly lifecycleEvents: readonly LifecycleEventRecord[]
  readonly hasSucceeded: boolean
}

const GROUPS: Readonly<Record<WaveRecord['phase'], readonly EventGroup[]>> = {
  update: ['block', 'application', 'allow'],
  install: ['application'],
  reroute: ['allow'],
  block: ['block'],
}

function waveRow(
  result: RunResult,
  deploymentIndex: number,
  deployment: DeploymentRecord,
  wave: WaveRecord,
  waveIndex: number,
): WaveRow {
  const members = new Set(wave.instanceIndexes)
  const parts = deployment.targets
    .filter(({ instanceIndex }) => instanceIndex !== null && members.has(instanceIndex))
    .map((target) => partIn(target, GROUPS[wave.phase]))
  return {
    label: labelOf(deployment, wave, waveIndex),
    phase: wave.phase,
    revision: deployment.revision,
    // A wave of a later phase has waited since the phase began, not since the deployment was created.
    createdAtMs: deployment.waves.find(({ phase }) => phase === wave.phase)?.startMs ?? wave.startMs,
    startMs: wave.startMs,
    endMs: wave.endMs ?? result.endedAtMs,
    phases: phasesOf(result, parts),
    failures: failuresOf(parts),
    hostCount: parts.length,
    succeededCount: parts.filter(({ hasSucceeded }) => hasSucceeded).length,
    // What is only installed, or has left, serves nobody.
    liveUntilMs:
      wave.phase === 'update' || wave.phase === 'reroute'
        ? nextStartMs(result, deploymentIndex, deployment, wave)
        : (wave.endMs ?? result.endedAtMs),
    hasEnded: wave.endMs !== null,
    isWaiting: false,
  }
}

const PHASE_NAMES: Readonly<Record<Exclude<WaveRecord['phase'], 'update'>, string>> = {
  install: 'install',
  reroute: 'reroute',
  block: 'block',
}

/** `1`, `R1` in place; `install 1`, `R reroute 1` in blue/green (R for a rollback); waves of a phase are counted from 1. */
function labelOf(deployment: DeploymentRecord, { phase }: WaveRecord, waveIndex: number): string {
  const sign = isRollback(deployment) ? 'R' : ''
  const { waves } = deployment
  const sameBefore = waves.slice(0, waveIndex).filter((wave) => wave.phase === phase).length
  if (phase === 'update') return `${sign}${sameBefore + 1}`
  const isAlone = waves.filter((wave) => wave.phase === phase).length === 1
  const name = isAlone ? PHASE_NAMES[phase] : `${PHASE_NAMES[phase]} ${sameBefore + 1}`
  return sign === '' ? name : `${sign} ${name}`
}

/** The instances that a deployment did not come to; null when it came to all of them. */
function waitingRow(result: RunResult, deployment: DeploymentRecord): WaveRow | null {
  const hostCount = deployment.targets.filter(({ waveIndex }) => waveIndex === null).length
  if (hostCount === 0) return null
  const endMs = deployment.endedAtMs ?? result.endedAtMs
  return {
    label: `${isRollback(deployment) ? 'R' : ''}–`,
    phase: deployment.deploymentType === 'IN_PLACE' ? 'update' : 'install',
    revision: deployment.revision,
    createdAtMs: deployment.createdAtMs,
    startMs: endMs,
    endMs,
    phases: [],
    failures: [],
    hostCount,
    succeededCount: 0,
    liveUntilMs: endMs,
    hasEnded: deployment.endedAtMs !== null,
    isWaiting: true,
  }
}

/** When something else begins on one of the hosts: a later deployment, or the next phase of this one; or the run ends. */
function nextStartMs(result: RunResult, deploymentIndex: number, deployment: DeploymentRecord, wave: WaveRecord): Ms {
  const members = new Set(wave.instanceIndexes)
  const isMember = (instanceIndexes: readonly number[]): boolean => instanceIndexes.some((index) => members.has(index))
  const later = [
    ...deployment.waves.filter(({ startMs }) => startMs > wave.startMs),
    ...result.deployments.slice(deploymentIndex + 1).flatMap(({ waves }) => waves),
  ]
  return later
    .filter(({ instanceIndexes }) => isMember(instanceIndexes))
    .reduce((next, { startMs }) => Math.min(next, startMs), result.endedAtMs)
}

/** The lifecycle events that took time, each at the median of the hosts that came to it; never overlapping. */
function phasesOf(result: RunResult, targets: readonly TargetPart[]): WavePhase[] {
  const phases: WavePhase[] = []
  const eventCount = Math.max(0, ...targets.map(({ lifecycleEvents }) => lifecycleEvents.length))
  let freeFromMs = 0
  for (let index = 0; index < eventCount; index++) {
    const events = targets.flatMap(({ lifecycleEvents }) => lifecycleEvents[index] ?? [])
    const begun = events.filter(({ startMs }) => startMs !== null)
    const event = begun[0]
    if (!event) continue
    const fromMs = Math.max(freeFromMs, median(begun.map(({ startMs }) => startMs ?? 0)))
    const toMs = median(begun.map(({ endMs }) => endMs ?? result.endedAtMs))
    if (toMs <= fromMs) continue
    phases.push({ event: event.name, fromMs, toMs })
    freeFromMs = toMs
  }
  return phases
}

/** The lower median, so that it is a time at which something happened. */
function median(values: number[]): number {
  const sorted = values.sort((left, right) => left - right)
  return sorted[(sorted.length - 1) >> 1] ?? 0
}

/** Instances whose deployment failed at the same lifecycle event, and when the first of them did. */
export interface EventFailures {
  readonly event: LifecycleEventName
  readonly atMs: Ms
  readonly count: number
}

/** Failures by the lifecycle event that failed, in order of time. */
export function eventFailures(targets: readonly Pick<TargetRecord, 'lifecycleEvents'>[]): EventFailures[] {
  const found = new Map<LifecycleEventName, EventFailures>()
  for (const { lifecycleEvents } of targets) {
    const failed = lifecycleEvents.find(({ status }) => status === 'Failed')
    if (!failed || failed.endMs === null) continue
    const before = found.get(failed.name)
    const atMs = Math.min(before?.atMs ?? failed.endMs, failed.endMs)
    found.set(failed.name, { event: failed.name, atMs, count: (before?.count ?? 0) + 1 })
  }
  return [...found.values()].sort((left, right) => left.atMs - right.atMs)
}

function failuresOf(targets: readonly TargetPart[]): WaveFailure[] {
  return eventFailures(targets).map(({ event, atMs, count }) => ({
    atMs,
    label: `${event} failed on ${counted(count, 'instance')}`,
  }))
}
