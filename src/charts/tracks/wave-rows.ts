import {
  counted,
  type DeploymentRecord,
  type LifecycleEventName,
  type Ms,
  type RevisionLabel,
  type RunResult,
  type TargetRecord,
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
  /** `1`, `2` ...; `R1` ... for a rollback; `–` or `R–` for instances that it did not come to. */
  readonly label: string
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
    const byWave: TargetRecord[][] = deployment.waves.map(() => [])
    for (const target of deployment.targets) if (target.waveIndex !== null) byWave[target.waveIndex]?.push(target)
    const rows = byWave.map((targets, waveIndex) => waveRow(result, index, deployment, waveIndex, targets))
    const waiting = waitingRow(result, deployment)
    return waiting ? [...rows, waiting] : rows
  }),
)

/** How many lines there are, without making them. */
export function waveRowCount(result: RunResult): number {
  const lines = (deployment: DeploymentRecord): number =>
    deployment.waves.length + (deployment.targets.some(({ waveIndex }) => waveIndex === null) ? 1 : 0)
  return result.deployments.reduce((sum, deployment) => sum + lines(deployment), 0)
}

function waveRow(
  result: RunResult,
  deploymentIndex: number,
  deployment: DeploymentRecord,
  waveIndex: number,
  targets: readonly TargetRecord[],
): WaveRow {
  const wave = deployment.waves[waveIndex]
  const startMs = wave?.startMs ?? deployment.createdAtMs
  return {
    label: `${deployment.creator === 'codeDeployRollback' ? 'R' : ''}${waveIndex + 1}`,
    revision: deployment.revision,
    createdAtMs: deployment.createdAtMs,
    startMs,
    endMs: wave?.endMs ?? result.endedAtMs,
    phases: phasesOf(result, targets),
    failures: failuresOf(targets),
    hostCount: targets.length,
    succeededCount: targets.filter(({ status }) => status === 'Succeeded').length,
    liveUntilMs: nextStartMs(result, deploymentIndex, new Set(targets.map(({ instanceIndex }) => instanceIndex))),
    hasEnded: typeof wave?.endMs === 'number',
    isWaiting: false,
  }
}

/** The instances that a deployment did not come to; null when it came to all of them. */
function waitingRow(result: RunResult, deployment: DeploymentRecord): WaveRow | null {
  const hostCount = deployment.targets.filter(({ waveIndex }) => waveIndex === null).length
  if (hostCount === 0) return null
  const endMs = deployment.endedAtMs ?? result.endedAtMs
  return {
    label: deployment.creator === 'codeDeployRollback' ? 'R–' : '–',
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

/** The first start of a later deployment on one of the hosts, or the end of the run. */
function nextStartMs(result: RunResult, deploymentIndex: number, instanceIndexes: ReadonlySet<number>): Ms {
  let next = result.endedAtMs
  for (const deployment of result.deployments.slice(deploymentIndex + 1))
    for (const target of deployment.targets)
      if (target.startMs !== null && target.startMs < next && instanceIndexes.has(target.instanceIndex))
        next = target.startMs
  return next
}

/** The lifecycle events that took time, each at the median of the hosts that came to it; never overlapping. */
function phasesOf(result: RunResult, targets: readonly TargetRecord[]): WavePhase[] {
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
export function eventFailures(targets: readonly TargetRecord[]): EventFailures[] {
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

function failuresOf(targets: readonly TargetRecord[]): WaveFailure[] {
  return eventFailures(targets).map(({ event, atMs, count }) => ({
    atMs,
    label: `${event} failed on ${counted(count, 'instance')}`,
  }))
}
