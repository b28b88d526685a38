import { describe, expect, it } from 'vitest'
import { eventStepMs } from '../../../src/renderer/playback/event-steps'
import { runOf, smallScenario } from '../support/runs'

const result = runOf(smallScenario())

describe('steps by event', () => {
  it('lead through every moment of the log, there and back', () => {
    const moments = [...new Set(result.log.map(({ atMs }) => atMs))].sort((a, b) => a - b)
    const forwards: number[] = []
    for (let tMs = -1; ; ) {
      tMs = eventStepMs(result, tMs, 1)
      if (tMs === result.endedAtMs) break
      forwards.push(tMs)
    }
    expect(forwards).toEqual(moments)
    const backwards: number[] = []
    for (let tMs = result.endedAtMs; tMs > (moments[0] ?? 0); ) {
      tMs = eventStepMs(result, tMs, -1)
      backwards.push(tMs)
    }
    expect(backwards).toEqual(moments.toReversed())
  })

  it('end at the ends of the run', () => {
    expect(eventStepMs(result, result.endedAtMs, 1)).toBe(result.endedAtMs)
    expect(eventStepMs(result, 0, -1)).toBe(0)
  })
})
