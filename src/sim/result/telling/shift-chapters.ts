import { ALL_TRAFFIC } from '../../scenario/units'
import { formatWeight, shiftStretchOf, shiftsOf } from '../shifts'
import type { DeploymentRecord, RunResult } from '../types'
import type { ChapterStart } from './chapters'

/** More shifts than this share chapters. */
const SHIFT_CHAPTERS_MAX = 12

/** One chapter a weight, `10 %`, `20–30 %`; `Bake` where all traffic has moved and the deployment still waits. */
export function shiftChapters(result: RunResult, deployment: DeploymentRecord): ChapterStart[] {
  const stretch = shiftStretchOf(deployment)
  const shifts = shiftsOf(result, deployment).filter(
    ({ atMs }) => stretch === null || stretch.endMs === null || atMs < stretch.endMs,
  )
  const perChapter = Math.ceil(shifts.length / SHIFT_CHAPTERS_MAX)
  return shifts
    .filter((_, index) => index % perChapter === 0)
    .map(({ atMs, weightNew }, chapterIndex) => {
      const last = shifts[Math.min(shifts.length, (chapterIndex + 1) * perChapter) - 1]?.weightNew ?? weightNew
      const title = weightNew === ALL_TRAFFIC ? 'Bake' : titleOf(weightNew, last)
      return { title, startMs: atMs }
    })
}

function titleOf(first: number, last: number): string {
  return first === last ? formatWeight(first) : `${first / 100}–${formatWeight(last)}`
}
