import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Arena } from '../../../src/sim/engine/arena'
import { CLOCK_CELLS, NOW, SLOW_START } from '../../../src/sim/engine/clock'
import { createBalancer, NO_TARGET } from '../../../src/sim/fleet/balancer'
import { RANDOM_WORDS, seedStreams } from '../../../src/sim/random/streams'

const INSTANCES = 70
const arena = new Arena(200_000)
const clock = arena.f64(CLOCK_CELLS)
const random = arena.i32(RANDOM_WORDS)
const balancer = createBalancer(arena, clock, random, INSTANCES, 64)
const groupOf = (instance: number): number => Number(instance % 3 === 0)

/** That many targets in their groups, none routable. */
function addAll(count: number, leastOutstanding: boolean, group: (instance: number) => number): void {
  balancer.reset(INSTANCES, leastOutstanding, 64)
  for (let instance = 0; instance < count; instance++) balancer.addTarget(instance, group(instance))
}

/** The obvious balancer: looks at every target for each request. */
class Scan {
  readonly outstanding = new Array<number>(INSTANCES).fill(0)
  readonly routable = new Array<boolean>(INSTANCES).fill(false)
  readonly cursors = [0, 0]
  constructor(readonly leastOutstanding: boolean) {}
  pick(group: number): number {
    const cursor = this.cursors[group] ?? 0
    const turns = Array.from({ length: INSTANCES }, (_, turn) => (cursor + turn) % INSTANCES).filter(
      (index) => groupOf(index) === group && this.routable[index],
    )
    if (turns.length === 0) return NO_TARGET
    const lowest = Math.min(...turns.map((index) => this.outstanding[index] ?? 0))
    const chosen = turns.find((index) => !this.leastOutstanding || this.outstanding[index] === lowest) ?? NO_TARGET
    this.cursors[group] = (chosen + 1) % INSTANCES
    return chosen
  }
}

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('request' as const), instance: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('close' as const), instance: fc.nat(INSTANCES - 1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('routable' as const), instance: fc.nat(INSTANCES - 1) }) },
)

it.each([true, false])(
  'chooses within each of two groups as the obvious scan does (least outstanding: %s)',
  (leastOutstanding) => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 300 }), fc.array(fc.nat(INSTANCES - 1)), (commands, first) => {
        addAll(INSTANCES, leastOutstanding, groupOf)
        const scan = new Scan(leastOutstanding)
        const toggle = (instance: number) => {
          scan.routable[instance] = !scan.routable[instance]
          balancer.setRoutable(instance, scan.routable[instance] ?? false)
        }
        for (const instance of first) toggle(instance)
        for (const { kind, instance } of commands) {
          if (kind === 'routable') toggle(instance)
          else if (kind === 'close' && (scan.outstanding[instance] ?? 0) > 0) {
            scan.outstanding[instance] = (scan.outstanding[instance] ?? 0) - 1
            balancer.requestClosed(instance)
          } else if (kind === 'request') {
            const group = instance
            const chosen = balancer.pick(group)
            expect(chosen).toBe(scan.pick(group))
            if (chosen === NO_TARGET || (scan.outstanding[chosen] ?? 0) > 60) continue
            scan.outstanding[chosen] = (scan.outstanding[chosen] ?? 0) + 1
            balancer.requestOpened(chosen)
          }
        }
      }),
      { numRuns: 200 },
    )
  },
)

it('[6.3] slow start: the share of a new target grows in a straight line over the window', () => {
  seedStreams(random, 5)
  clock[SLOW_START] = 100
  const shareAt = (age: number): number => {
    addAll(4, false, () => 0)
    for (let instance = 0; instance < 4; instance++) balancer.setRoutable(instance, true)
    clock[NOW] = 1_000
    balancer.beginSlowStart(3)
    clock[NOW] = 1_000 + age
    let hits = 0
    for (let request = 0; request < 20_000; request++) if (balancer.pick(0) === 3) hits++
    return hits / 20_000
  }
  // A target that takes its turn with chance f gets f / (3 + f) of the requests of four.
  for (const age of [10, 25, 50, 75]) expect(shareAt(age)).toBeCloseTo(age / 100 / (3 + age / 100), 1.7)
  expect(shareAt(100)).toBe(0.25)
})
