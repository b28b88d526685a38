import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Gate,
  hasSucceeded,
  isStopped,
  plannedWaveSizes,
  startableCount,
  type TargetCounts,
} from '../../../src/sim/deployment/gate'
import { at } from './fleets'
import { outcomesOf, playGate } from './gate-run'

const SCHEDULING = ['batch', 'sliding'] as const

/** Fleets that may start: N above M. */
const arbitraryGate: fc.Arbitrary<Gate> = fc
  .record({
    targetCount: fc.integer({ min: 1, max: 40 }),
    share: fc.nat(99),
    scheduling: fc.constantFrom(...SCHEDULING),
  })
  .map(({ targetCount, share, scheduling }) => ({
    targetCount,
    minimumHealthyCount: Math.floor((targetCount * share) / 100),
    scheduling,
  }))

const arbitraryOutcomes = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 })

const play = (gate: Gate, outcomes: readonly boolean[]) =>
  playGate(
    [gate.targetCount],
    (counts) => startableCount(gate, at(counts, 0)),
    () => 0,
    outcomesOf(outcomes),
  )
const endOf = (run: ReturnType<typeof play>): TargetCounts => at(at(run.moments, run.moments.length - 1), 0)

describe('[2.3] laws of the gate', () => {
  it('never below M by its own doing: what is in progress or failed always leaves M healthy hosts', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        for (const [counts] of play(gate, outcomes).moments) {
          const unavailable = (counts?.inProgress ?? 0) + (counts?.failed ?? 0)
          expect(gate.targetCount - unavailable).toBeGreaterThanOrEqual(gate.minimumHealthyCount)
        }
      }),
    )
  })

  it('every deployment ends: nothing is left pending unless it is stopped', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        const end = endOf(play(gate, outcomes))
        expect(end.pending > 0).toBe(isStopped(gate, end))
      }),
    )
  })

  it('it succeeds if and only if all were tried, one succeeded, and M are healthy', () => {
    fc.assert(
      fc.property(arbitraryGate, arbitraryOutcomes, (gate, outcomes) => {
        const end = endOf(play(gate, outcomes))
        const succeeded = !isStopped(gate, end) && hasSucceeded(gate, end)
        expect(succeeded).toBe(end.pending === 0 && end.succeeded >= Math.max(1, gate.minimumHealthyCount))
      }),
    )
  })

  it('batch and sliding take the same hosts when nothing fails, and the waves are those that were planned', () => {
    fc.assert(
      fc.property(arbitraryGate, (gate) => {
        const planned = plannedWaveSizes(gate)
        expect(planned.reduce((sum, size) => sum + size, 0)).toBe(gate.targetCount)
        const { waves } = play({ ...gate, scheduling: 'batch' }, [true])
        expect(waves.map(({ size }) => size)).toEqual(planned)
        expect(Math.max(...planned)).toBe(Math.min(gate.targetCount, gate.targetCount - gate.minimumHealthyCount))
      }),
    )
  })

  it.each([
    [10, 10],
    [10, 11],
    [1, 1],
  ])('N=%i and M=%i leave nothing to start', (targetCount, minimumHealthyCount) => {
    const gate = { targetCount, minimumHealthyCount, scheduling: 'batch' } as const
    expect(plannedWaveSizes(gate)).toEqual([])
    expect(isStopped(gate, { pending: targetCount, inProgress: 0, succeeded: 0, failed: 0 })).toBe(true)
  })

  it('the (N-M)th failure stops it while work is left, and is tolerated when none is', () => {
    const gate = { targetCount: 9, minimumHealthyCount: 5, scheduling: 'batch' } as const
    expect(isStopped(gate, { pending: 2, inProgress: 0, succeeded: 4, failed: 3 })).toBe(false)
    expect(isStopped(gate, { pending: 1, inProgress: 0, succeeded: 4, failed: 4 })).toBe(true)
    expect(isStopped(gate, { pending: 0, inProgress: 0, succeeded: 5, failed: 4 })).toBe(false)
    expect(hasSucceeded(gate, { pending: 0, inProgress: 0, succeeded: 5, failed: 4 })).toBe(true)
  })

  it('in sliding scheduling a place is given again at once, in batches only when all have ended', () => {
    const counts = { pending: 4, inProgress: 1, succeeded: 1, failed: 0 }
    const gate = { targetCount: 6, minimumHealthyCount: 4 }
    expect(startableCount({ ...gate, scheduling: 'sliding' }, counts)).toBe(1)
    expect(startableCount({ ...gate, scheduling: 'batch' }, counts)).toBe(0)
  })
})
