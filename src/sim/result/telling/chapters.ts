import type { DeploymentRecord, Ms, RunResult } from '../types'

/** A stretch of the run with a name, for the head of the timeline. Chapters abut and cover the whole run. */
export interface Chapter {
  readonly title: string
  readonly startMs: Ms
  readonly endMs: Ms
  /** The deployment it belongs to; null before the first and after the last. */
  readonly deploymentIndex: number | null
}

/** More waves than this share chapters, so that the timeline stays readable. */
const WAVE_CHAPTERS_MAX = 12

/** "Before", "Wave 1", "Wave 2" ..., "Rollback", "After"; chapters without any length are left out. */
export function chaptersOf(result: RunResult): Chapter[] {
  const starts = [
    { title: 'Before', startMs: 0, deploymentIndex: null },
    ...result.deployments.flatMap((deployment, deploymentIndex) =>
      deploymentStarts(deployment).map((start) => ({ ...start, deploymentIndex })),
    ),
  ]
  const lastEndMs = result.deployments.at(-1)?.endedAtMs ?? null
  const all = lastEndMs === null ? starts : [...starts, { title: 'After', startMs: lastEndMs, deploymentIndex: null }]
  return all
    .map((start, index) => ({ ...start, endMs: all[index + 1]?.startMs ?? result.endedAtMs }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .map(({ title, startMs, endMs, deploymentIndex }) => ({ title, startMs, endMs, deploymentIndex }))
}

/** The first chapter of a deployment begins when it is created; a rollback is one chapter. */
function deploymentStarts({ creator, createdAtMs, waves }: DeploymentRecord): { title: string; startMs: Ms }[] {
  if (creator !== 'user') return [{ title: 'Rollback', startMs: createdAtMs }]
  if (waves.length === 0) return [{ title: 'Deployment', startMs: createdAtMs }]
  const perChapter = Math.ceil(waves.length / WAVE_CHAPTERS_MAX)
  const firstIndexes = waves.map((_, waveIndex) => waveIndex).filter((waveIndex) => waveIndex % perChapter === 0)
  return firstIndexes.map((waveIndex) => ({
    title: waveTitle(waveIndex + 1, Math.min(waveIndex + perChapter, waves.length)),
    startMs: waveIndex === 0 ? createdAtMs : waves[waveIndex].startMs,
  }))
}

function waveTitle(firstNumber: number, lastNumber: number): string {
  return firstNumber === lastNumber ? `Wave ${firstNumber}` : `Waves ${firstNumber}–${lastNumber}`
}
