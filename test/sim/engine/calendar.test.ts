import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Arena } from '../../../src/sim/engine/arena'
import { createCalendar } from '../../../src/sim/engine/calendar'
import { CLOCK_CELLS, DEPARTURE } from '../../../src/sim/engine/clock'

const SLOTS = 64
const arena = new Arena(200_000)
const clock = arena.f64(CLOCK_CELLS)
const when = arena.f64(SLOTS)
const calendar = createCalendar(arena, clock, when, SLOTS)

/** The obvious calendar: a list kept in order of time, then of insertion. */
class SortedList {
  readonly entries: { time: number; slot: number }[] = []
  insert(time: number, slot: number): void {
    const at = this.entries.findIndex((entry) => entry.time > time)
    this.entries.splice(at === -1 ? this.entries.length : at, 0, { time, slot })
  }
  has(slot: number): boolean {
    return this.entries.some((entry) => entry.slot === slot)
  }
}

const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      slot: fc.nat(SLOTS - 1),
      aheadUs: fc.oneof(fc.nat(300), fc.nat(50_000_000)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pop' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), slot: fc.nat(SLOTS - 1) }) },
)

it('hands slots out as the obvious sorted list does, ties in the order they came', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 200 }), fc.integer({ min: 1, max: 1_000_000 }), (commands, gapUs) => {
      calendar.reset(SLOTS, gapUs, gapUs * 10)
      const list = new SortedList()
      let nowUs = 0
      for (const step of commands) {
        if (step.kind === 'insert' && !list.has(step.slot)) {
          when[step.slot] = nowUs + step.aheadUs
          calendar.insert(step.slot)
          list.insert(nowUs + step.aheadUs, step.slot)
        } else if (step.kind === 'pop' && list.entries.length > 0) {
          const first = list.entries.shift()
          nowUs = first?.time ?? nowUs
          expect(clock[DEPARTURE]).toBe(nowUs)
          expect(calendar.popEarliest()).toBe(first?.slot)
        } else if (step.kind === 'remove' && list.has(step.slot)) {
          calendar.remove(step.slot)
          list.entries.splice(
            list.entries.findIndex((entry) => entry.slot === step.slot),
            1,
          )
        }
        expect(clock[DEPARTURE]).toBe(list.entries[0]?.time ?? Number.POSITIVE_INFINITY)
      }
    }),
    { numRuns: 300 },
  )
})
