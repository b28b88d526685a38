import { groupDeploymentsOf, isRollback, isToInstances } from '../roles'
import type { DeploymentRecord, LifecycleEventRecord, Ms, RunResult } from '../types'
import { isShiftedByWeights } from '../weights'
import { shiftChapters } from './shift-chapters'

/** A stretch of the run with a name, for the head of the timeline. Chapters abut and cover the whole run. */
export interface Chapter {
  readonly title: string
  readonly startMs: Ms
  readonly endMs: Ms
  /** The deployment it belongs to; null before the first, between two, and after the last. */
  readonly deploymentIndex: number | null
}

/** Where a chapter begins, and what it is called. */
export interface ChapterStart {
  readonly title: string
  readonly startMs: Ms
}

/** More waves than this share chapters, so that the timeline stays readable. */
const WAVE_CHAPTERS_MAX = 12

/**
 * "Before", then the waves of an update in place ("Wave 1"), the phases of a blue/green deployment ("Install", "Reroute"),
 * the events and weights of a function or service ("10 %"), "Rollback", "After". Chapters without any length are left
 * out; deployments to single instances beside the main one have none.
 */
export function chaptersOf(result: RunResult): Chapter[] {
  const deployments = groupDeploymentsOf(result)
  const starts = [
    { title: 'Before', startMs: 0, deploymentIndex: null },
    ...deployments.flatMap((deployment) => chaptersOfDeployment(result, deployment)),
  ]
  return starts
    .map((start, index) => ({ ...start, endMs: starts[index + 1]?.startMs ?? result.endedAtMs }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .map(({ title, startMs, endMs, deploymentIndex }) => ({ title, startMs, endMs, deploymentIndex }))
}

type IndexedStart = ChapterStart & { readonly deploymentIndex: number | null }

function chaptersOfDeployment(result: RunResult, deployment: DeploymentRecord): IndexedStart[] {
  const deploymentIndex = result.deployments.indexOf(deployment)
  const own = deploymentStarts(result, deployment).map((start) => ({ ...start, deploymentIndex }))
  const { endedAtMs } = deployment
  if (endedAtMs === null) return own
  const isLast = groupDeploymentsOf(result).at(-1) === deployment
  // A rollback without any length has no chapter of its own: what follows tells of it.
  const wasInstant = isRollback(deployment) && endedAtMs === deployment.createdAtMs
  const title = !isLast ? 'Between' : wasInstant ? 'Rolled back' : 'After'
  return [...own, { title, startMs: endedAtMs, deploymentIndex: null }]
}

/** The first chapter of a deployment begins when it is created; a rollback is one chapter. */
function deploymentStarts(result: RunResult, deployment: DeploymentRecord): ChapterStart[] {
  if (isRollback(deployment)) return [{ title: 'Rollback', startMs: deployment.createdAtMs }]
  const starts = startsByKind(result, deployment)
  const [first = { title: 'Deployment', startMs: deployment.createdAtMs }, ...others] = starts
  return [{ ...first, startMs: deployment.createdAtMs }, ...others]
}

function startsByKind(result: RunResult, deployment: DeploymentRecord): ChapterStart[] {
  if (!isToInstances(deployment)) return serviceStarts(result, deployment)
  return deployment.deploymentType === 'IN_PLACE' ? waveStarts(deployment) : phaseStarts(result, deployment)
}

function waveStarts({ waves }: DeploymentRecord): ChapterStart[] {
  const perChapter = Math.ceil(waves.length / WAVE_CHAPTERS_MAX)
  const firstIndexes = waves.map((_, waveIndex) => waveIndex).filter((waveIndex) => waveIndex % perChapter === 0)
  return firstIndexes.map((waveIndex) => ({
    title: waveTitle(waveIndex + 1, Math.min(waveIndex + perChapter, waves.length)),
    startMs: waves[waveIndex].startMs,
  }))
}

function waveTitle(firstNumber: number, lastNumber: number): string {
  return firstNumber === lastNumber ? `Wave ${firstNumber}` : `Waves ${firstNumber}–${lastNumber}`
}

/** The phases of a blue/green deployment that took time; a shift by weights is told by its weights. */
function phaseStarts(result: RunResult, deployment: DeploymentRecord): ChapterStart[] {
  return deployment.phases
    .filter(({ startMs, endMs }) => endMs !== startMs)
    .flatMap((phase) =>
      phase.kind === 'shift-weights'
        ? shiftChapters(result, deployment)
        : [{ title: phase.label, startMs: phase.startMs }],
    )
}

/** The lifecycle events of a function or service that took time, AllowTraffic by its weights, and what comes after. */
function serviceStarts(result: RunResult, deployment: DeploymentRecord): ChapterStart[] {
  const events = deployment.targets[0]?.lifecycleEvents ?? []
  const phases = deployment.phases.filter(
    ({ kind, startMs, endMs }) => kind === 'wait-termination' && endMs !== startMs,
  )
  return [
    ...events
      .filter(tookTime)
      .flatMap(({ name, startMs }) =>
        name === 'AllowTraffic' && isShiftedByWeights(result)
          ? shiftChapters(result, deployment)
          : [{ title: name, startMs: startMs ?? deployment.createdAtMs }],
      ),
    ...phases.map(({ label, startMs }) => ({ title: label, startMs })),
  ]
}

function tookTime({ startMs, endMs }: LifecycleEventRecord): boolean {
  return startMs !== null && endMs !== startMs
}
