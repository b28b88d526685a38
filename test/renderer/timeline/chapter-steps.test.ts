import { describe, expect, it } from 'vitest'
import { chapterStepMs } from '../../../src/renderer/timeline/chapter-steps'

const chapters = [0, 30_000, 90_000].map((startMs, at, starts) => ({
  title: `Chapter ${at}`,
  startMs,
  endMs: starts[at + 1] ?? 120_000,
  deploymentIndex: null,
}))

describe('steps by chapter', () => {
  it('lead to the next start, and at last to the end', () => {
    expect(chapterStepMs(chapters, 0, 1, 120_000)).toBe(30_000)
    expect(chapterStepMs(chapters, 30_000, 1, 120_000)).toBe(90_000)
    expect(chapterStepMs(chapters, 95_000, 1, 120_000)).toBe(120_000)
  })

  it('lead back to the start of this chapter, or from its first second to the one before', () => {
    expect(chapterStepMs(chapters, 60_000, -1, 120_000)).toBe(30_000)
    expect(chapterStepMs(chapters, 30_500, -1, 120_000)).toBe(0)
    expect(chapterStepMs(chapters, 0, -1, 120_000)).toBe(0)
  })
})
