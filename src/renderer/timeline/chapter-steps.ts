import type { Chapter } from '@sim'

/** Going back shortly after a chapter has begun leads to the one before it, later to its own start. */
const BACK_MARGIN_MS = 1_000

/** The start of the next chapter, or of this one or the one before; the end or the start of the run where there is none. */
export function chapterStepMs(chapters: readonly Chapter[], tMs: number, direction: 1 | -1, endedAtMs: number): number {
  if (direction > 0) return chapters.find(({ startMs }) => startMs > tMs)?.startMs ?? endedAtMs
  return chapters.findLast(({ startMs }) => startMs < tMs - BACK_MARGIN_MS)?.startMs ?? 0
}
