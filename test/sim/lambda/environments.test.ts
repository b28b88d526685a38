import { describe, expect, it } from 'vitest'
import { provisionedShare } from '../../../src/sim/deployment/lambda/provisioned-concurrency'
import { warmEnvironmentCount } from '../../../src/sim/deployment/lambda/warm-environments'
import type { RunResult, SeriesName } from '../../../src/sim/result/types'
import { scenarioSchema } from '../../../src/sim/scenario/schema'
import { constant, type Input, runFunction } from './function-run'

const CANARY = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
const AT_ONCE = 'CodeDeployDefault.LambdaAllAtOnce'
const column = ({ series }: RunResult, name: SeriesName) => [...series.columns[name].subarray(0, series.rowCount)]
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const both = (result: RunResult, state: 'Busy' | 'Idle') => {
  const old = column(result, `environments${state}Old`)
  return column(result, `environments${state}New`).map((count, row) => count + (old[row] ?? 0))
}
const bothServe = (meanMs: number) => ({
  old: { serviceTime: constant(meanMs) },
  new: { serviceTime: constant(meanMs) },
})
/** A function that nobody deploys to before the run is over. */
const quiet = (input: Input, durationMs = 60_000) =>
  runFunction({ startAtMs: 3_600_000, durationMs, ...input, deployment: {} })

describe('environments of a function', () => {
  it('[platforms 1.8] concurrency is the request rate times the duration: 100 a second of half a second are 50', () => {
    const result = quiet({ load: { kind: 'constant', rps: 100 }, revisions: bothServe(500) }, 600_000)
    const busy = both(result, 'Busy')
    // Poisson with mean 50, some 1200 nearly independent looks half a second apart: the mean is known to 0.3.
    expect(Math.abs(sum(busy) / busy.length - 50)).toBeLessThan(4 * Math.sqrt(50 / 600))
  })

  it('[platforms 1.8] 20 000 a second of 50 ms are throttled by ten requests a second for each unit of concurrency', () => {
    const result = quiet({ load: { kind: 'constant', rps: 20_000 }, revisions: bothServe(50) }, 5_000)
    // The bucket holds a tenth of a second of 10 000 and gets 10 000 more in each of the five.
    expect(result.totals.ok + result.totals.inFlight).toBeLessThanOrEqual(51_000)
    expect(result.totals.failedByCause.throttled).toBe(result.totals.failed)
    expect(result.totals.arrived - result.totals.failed).toBeGreaterThan(50_000)
    expect(Math.max(...both(result, 'Busy'))).toBeLessThan(1_000)
  })

  it('[platforms 1.8] both versions share the reserved concurrency and never break it', () => {
    const input: Input = {
      load: { kind: 'constant', rps: 100 },
      lambda: { reservedConcurrency: 40 },
      revisions: {
        old: { serviceTime: constant(350) },
        new: { serviceTime: constant(350), initTime: constant(2_000) },
      },
      deployment: { deploymentConfig: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute' },
    }
    const result = runFunction(input)
    expect(Math.max(...both(result, 'Busy'))).toBe(40)
    expect(result.totals.failedByCause.throttled).toBeGreaterThan(0)
    expect(result.totals.failed).toBe(result.totals.failedByCause.throttled)
  })

  it('[platforms 1.8] reserved concurrency may be 0: every invocation is throttled', () => {
    const { totals } = quiet({ lambda: { reservedConcurrency: 0 } })
    expect(totals.failedByCause.throttled).toBe(totals.arrived)
    expect(totals.arrived).toBeGreaterThan(0)
  })

  it('[platforms 1.8] an instant switch brings the whole wave of cold starts, a canary a part of it first', () => {
    const input: Input = { load: { kind: 'constant', rps: 200 }, revisions: bothServe(200), startAtMs: 10_000 }
    const coldInSecond = (result: RunResult, second: number) =>
      sum(column(result, 'coldStartsNew').slice(second, second + 1))
    const atOnce = runFunction({ ...input, deployment: { deploymentConfig: AT_ONCE } })
    const canary = runFunction({ ...input, deployment: { deploymentConfig: CANARY } })
    // 200 a second meet nothing warm until the first of them has initialised and answered.
    expect(coldInSecond(atOnce, 10)).toBeGreaterThan(70)
    expect(coldInSecond(canary, 10)).toBeLessThan(40)
    expect(coldInSecond(canary, 10)).toBeGreaterThan(0)
    expect(sum(column(atOnce, 'coldStarts'))).toBe(sum(column(atOnce, 'coldStartsNew')))
  })

  it('environments for the load are warm at the start: a long quiet run has hardly a cold start', () => {
    const load = { kind: 'constant' as const, rps: 300 }
    const result = quiet({ load, revisions: bothServe(100) }, 300_000)
    const { arrived } = result.totals
    expect(sum(column(result, 'coldStarts'))).toBeLessThan(arrived / 10_000)
    const scenario = scenarioSchema.parse({
      schemaVersion: 1,
      name: 'x',
      load,
      revisions: bothServe(100),
      lambda: { reservedConcurrency: 40 },
    })
    // 30 on average and four times the root of 30 above it, 52 in all, which the reserved concurrency does not allow.
    expect(warmEnvironmentCount(scenario)).toBe(40)
    expect(warmEnvironmentCount({ ...scenario, lambda: { ...scenario.lambda, reservedConcurrency: null } })).toBe(52)
  })

  it('[platforms 1.8] idle environments are reclaimed after a while, a MODEL setting', () => {
    const input: Input = {
      load: {
        kind: 'steps',
        points: [
          { atMs: 0, rps: 200 },
          { atMs: 30_000, rps: 0 },
        ],
      },
      revisions: bothServe(100),
      lambda: { idleReclaimMs: 60_000 },
    }
    const idle = both(quiet(input, 120_000), 'Idle')
    expect(idle[85]).toBeGreaterThan(5)
    expect(idle[92]).toBe(0)
  })
})

describe('provisioned concurrency', () => {
  it.each([
    [10, 0, 10, 0],
    [10, 1_000, 9, 1],
    [7, 1_000, 6, 1],
    [4, 1_000, 4, 0],
    [5, 1_000, 4, 1],
    [3, 5_000, 1, 2],
    [10, 10_000, 0, 10],
  ])('[platforms 1.8] %i at %i basis points are %i and %i', (provisioned, weight, forOld, forNew) => {
    expect(provisionedShare(provisioned, weight)).toEqual({ old: forOld, new: forNew })
  })

  it('[platforms 1.8] what a version loses is gone at once, what it gains is there when all of it is allocated', () => {
    const result = runFunction({
      startAtMs: 10_000,
      load: { kind: 'constant', rps: 0 },
      lambda: { provisionedConcurrency: 50, provisionedAllocationMs: 90_000, idleReclaimMs: 0 },
      deployment: { deploymentConfig: CANARY },
    })
    const old = column(result, 'environmentsIdleOld')
    const fresh = column(result, 'environmentsIdleNew')
    const at = (second: number) => [old[second - 1], fresh[second - 1]]
    expect(at(9)).toEqual([50, 0])
    // The surplus is an ordinary environment from 10 s on, and reclaimed with the next look.
    expect(at(12)).toEqual([45, 0])
    expect(at(99)).toEqual([45, 0])
    expect(at(101)).toEqual([45, 5])
    expect(at(312)).toEqual([0, 5])
  })

  it('[platforms 1.8] after the second shift the new version waits for its allocation once more', () => {
    const result = runFunction({
      startAtMs: 0,
      durationMs: 420_000,
      load: { kind: 'constant', rps: 0 },
      lambda: { provisionedConcurrency: 50, provisionedAllocationMs: 90_000, idleReclaimMs: 0 },
      deployment: { deploymentConfig: CANARY },
    })
    const fresh = column(result, 'environmentsIdleNew')
    expect([fresh[388], fresh[391]]).toEqual([5, 50])
  })

  it('[platforms 1.8] counts against the reserved concurrency: what stands idle for one version throttles the other', () => {
    const run = (provisionedConcurrency: number) =>
      runFunction({
        durationMs: 590_000,
        load: { kind: 'constant', rps: 60 },
        revisions: {
          old: { serviceTime: constant(100) },
          new: { serviceTime: constant(1_000), initTime: constant(0) },
        },
        lambda: { provisionedConcurrency, reservedConcurrency: 30 },
        deployment: { deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent10Minutes' },
      })
    // The new version needs 6 environments, the old one 6 more; 27 of the 30 are kept for the old one.
    expect(run(0).totals.failed).toBe(0)
    const kept = run(30)
    expect(kept.totals.failedByCause.throttled).toBeGreaterThan(100)
    expect(Math.max(...both(kept, 'Busy'))).toBeLessThan(30)
  })

  it('a rollback that comes before an allocation makes it void', () => {
    const result = runFunction({
      load: { kind: 'constant', rps: 0 },
      lambda: { provisionedConcurrency: 50, provisionedAllocationMs: 90_000, idleReclaimMs: 0 },
      interventions: [{ kind: 'stop', atMs: 60_000, autoRollbackEnabled: true }],
      durationMs: 200_000,
      deployment: { deploymentConfig: CANARY },
    })
    expect(Math.max(...column(result, 'environmentsIdleNew'))).toBe(0)
    const old = column(result, 'environmentsIdleOld')
    expect([old[100], old[151]]).toEqual([45, 50])
  })

  it('[platforms 1.8] a request that a rollback has made void does not serve the next deployment', () => {
    const result = runFunction({
      startAtMs: 1_000,
      durationMs: 250_000,
      load: { kind: 'constant', rps: 0 },
      lambda: { provisionedConcurrency: 50, provisionedAllocationMs: 90_000, idleReclaimMs: 0 },
      interventions: [
        { kind: 'stop', atMs: 20_000, autoRollbackEnabled: true },
        { kind: 'deploy', atMs: 60_000 },
      ],
      deployment: { deploymentConfig: CANARY },
    })
    const fresh = column(result, 'environmentsIdleNew')
    // The void request would be there at 91 s, that of the second deployment is at 150 s.
    expect([fresh[92], fresh[148], fresh[151]]).toEqual([0, 0, 5])
  })
})
