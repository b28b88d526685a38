import type { Distribution } from '@sim'
import { expect, it } from 'vitest'
import {
  type DistributionFunction,
  empiricalFunction,
  exponentialFunction,
  KOLMOGOROV_SMIRNOV_999,
  kolmogorovSmirnov,
  lognormalFunction,
} from '../../support/oracles/distribution-functions'
import { engine } from './engine'
import { runOf, scenarioOf } from './experiment'

const OBSERVED_MS = [5, 9, 20, 20.5, 31, 80]

it.each<[Distribution, DistributionFunction]>([
  [{ kind: 'exponential', meanMs: 40 }, exponentialFunction(40)],
  [{ kind: 'lognormal', medianMs: 40, p99Ms: 220 }, lognormalFunction(40, 220)],
  [{ kind: 'empirical', samplesMs: OBSERVED_MS }, empiricalFunction(OBSERVED_MS)],
])('with a place for everybody, answers take what the law says: $kind', (serviceTime, law) => {
  const fleet = { instanceCount: 1, concurrency: 64 }
  const { sample } = runOf({ rps: 60, loadMs: 1_000_000, fleet, serviceTime }, 3)
  const tookMs = sample.endedUs.map((endedUs, row) => (endedUs - (sample.arrivedUs[row] ?? 0)) / 1000)
  expect(kolmogorovSmirnov(tookMs, law)).toBeLessThan(KOLMOGOROV_SMIRNOV_999)
  expect(kolmogorovSmirnov(tookMs, (x) => law(1.03 * x))).toBeGreaterThan(KOLMOGOROV_SMIRNOV_999)
})

it('a constant service takes exactly as long, to the microsecond', () => {
  const serviceTime = { kind: 'constant', meanMs: 12.345 } as const
  const { sample } = runOf({ rps: 60, loadMs: 60_000, fleet: { instanceCount: 1, concurrency: 64 }, serviceTime }, 3)
  expect(new Set(sample.endedUs.map((endedUs, row) => endedUs - (sample.arrivedUs[row] ?? 0)))).toEqual(
    new Set([12_345]),
  )
})

it('each revision errs as often as it says', () => {
  const scenario = scenarioOf({
    durationMs: 400_000,
    deployment: null,
    load: { kind: 'constant', rps: 1_000 },
    fleet: { instanceCount: 4, exceptions: [{ instanceIndex: 3, revision: 'new' }] },
    revisions: {
      old: { serviceTime: { kind: 'constant', meanMs: 1 }, errorRatePpm: 0 },
      new: { serviceTime: { kind: 'constant', meanMs: 1 }, errorRatePpm: 30_000 },
    },
  })
  const { totals } = engine.simulate(scenario)
  const expected = totals.byRevision.new * 0.03
  expect(totals.byRevision.new).toBeGreaterThan(90_000)
  expect(Math.abs(totals.failedByCause.versionError - expected)).toBeLessThan(3.29 * Math.sqrt(expected * 0.97))
})
