import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../../src/sim'
import { scenarioSchema } from '../../../src/sim/scenario/schema'
import { engine } from '../theory/engine'

const SEEDS = 16
/** Eight places that take exactly 8 ms for each request: the capacity is 1000 a second, halved 500. */
const PLACES = 8
const SERVICE_MS = 8
const CAPACITY_RPS = (PLACES * 1_000) / SERVICE_MS
const OFFERED_RPS = 800
const FROM_S = 10
const HALVED_S = 15
const UNTIL_S = FROM_S + HALVED_S
const DURATION_S = 70

/** Requests of all service times twice as long for a while: half of the capacity. */
function halvedRun(seed: number): RunResult {
  const scenario = scenarioSchema.parse({
    schemaVersion: 1,
    name: 'half of the capacity for a while',
    durationMs: DURATION_S * 1_000,
    deployment: null,
    load: { kind: 'constant', rps: OFFERED_RPS },
    fleet: { instanceCount: PLACES, concurrency: 1, queueLimit: 900 },
    loadBalancer: { algorithm: 'least_outstanding_requests' },
    revisions: { old: { serviceTime: { kind: 'constant', meanMs: SERVICE_MS } } },
    faults: [
      {
        kind: 'latency-regression',
        factorPermille: 2_000,
        targets: { kind: 'fleet' },
        fromMs: FROM_S * 1_000,
        untilMs: UNTIL_S * 1_000,
      },
    ],
  })
  return engine.simulate(scenario, { seed })
}

/** What the run says of its waiting line: how many are in the system after so many seconds, and when nobody waits any more. */
function lineOf({ series: { columns } }: RunResult) {
  const inSystem = (atS: number) => columns.inFlight[atS - 1] ?? 0
  const arrived = (fromS: number, untilS: number) =>
    columns.arrived.slice(fromS, untilS).reduce((sum, count) => sum + count, 0)
  const waiting = columns.inFlight.map((count, row) => count - (columns.busy[row] ?? 0))
  const secondsUntil = (limit: number) =>
    waiting.findIndex((count, row) => row >= UNTIL_S && count <= limit) + 1 - UNTIL_S
  return { inSystem, arrived, secondsUntil }
}

const lines = Array.from({ length: SEEDS }, (_, index) => lineOf(halvedRun(index + 1)))
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the fluid check: capacity halved for 15 s under a load of 80 %', () => {
  // Service takes the same time for each request, so what is served is a matter of counting; only the arrivals are
  // random, and the run says how many there were.
  it('the backlog is what arrived less half the capacity, to the requests in service at either end', () => {
    for (const { inSystem, arrived } of lines) {
      const served = (CAPACITY_RPS / 2) * HALVED_S
      const backlog = inSystem(FROM_S) + arrived(FROM_S, UNTIL_S) - served
      // At either end each place has one request that is begun at one speed and counted at another.
      expect(Math.abs(inSystem(UNTIL_S) - backlog)).toBeLessThanOrEqual(2 * PLACES)
    }
  })

  it('while it drains, what leaves is the whole capacity, to the requests in service at either end', () => {
    for (const { inSystem, arrived, secondsUntil } of lines) {
      // The last second before the line is shorter than what a second takes away: no place has been idle so far.
      const untilS = UNTIL_S + secondsUntil(CAPACITY_RPS - OFFERED_RPS) - 1
      expect(untilS).toBeGreaterThan(UNTIL_S + 10)
      const left = inSystem(UNTIL_S) + arrived(UNTIL_S, untilS) - CAPACITY_RPS * (untilS - UNTIL_S)
      expect(Math.abs(inSystem(untilS) - left)).toBeLessThanOrEqual(2 * PLACES)
    }
  })

  it('the mean backlog is (lambda - mu / 2) T, within four standard deviations of Poisson arrivals', () => {
    const backlog = (OFFERED_RPS - CAPACITY_RPS / 2) * HALVED_S
    const tolerance = 4 * Math.sqrt((OFFERED_RPS * HALVED_S) / SEEDS) + 2 * PLACES
    expect(Math.abs(meanOf(lines.map(({ inSystem }) => inSystem(UNTIL_S))) - backlog)).toBeLessThan(tolerance)
    expect(tolerance).toBeLessThan(backlog * 0.03)
  })

  it('the mean drain time is backlog / (mu - lambda), within four standard deviations and a row of the series', () => {
    const spareRps = CAPACITY_RPS - OFFERED_RPS
    const backlog = (OFFERED_RPS - CAPACITY_RPS / 2) * HALVED_S
    const drainS = backlog / spareRps
    // The time until a Poisson stream is caught up with: the spread of the backlog, and that of what arrives meanwhile.
    const variance = (OFFERED_RPS * (HALVED_S + drainS)) / spareRps ** 2
    const tolerance = 4 * Math.sqrt(variance / SEEDS) + 1
    expect(Math.abs(meanOf(lines.map(({ secondsUntil }) => secondsUntil(PLACES))) - drainS)).toBeLessThan(tolerance)
    expect(tolerance).toBeLessThan(drainS * 0.1)
  })
})
