import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../../src/sim/result/types'
import { fourSigma, meanWeight } from './exposure'
import { constant, type Input, runFunction } from './function-run'

const custom = (linearPercentage: number, linearInterval: number) => ({
  name: 'Custom',
  trafficRoutingConfig: { type: 'TimeBasedLinear' as const, timeBasedLinear: { linearPercentage, linearInterval } },
})
const canary = (canaryPercentage: number, canaryInterval: number) => ({
  name: 'Custom',
  trafficRoutingConfig: { type: 'TimeBasedCanary' as const, timeBasedCanary: { canaryPercentage, canaryInterval } },
})
const SHIFTS = [
  ['all at once', 'CodeDeployDefault.LambdaAllAtOnce'],
  ['canary', 'CodeDeployDefault.LambdaCanary10Percent5Minutes'],
  ['linear', 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
  ['a remainder', custom(30, 2)],
  ['a canary of 99 %', canary(99, 4)],
] as const

describe('exposure to a bad build', () => {
  it.each(SHIFTS)(
    '[platforms 1.2] %s: failed requests are rate times error share times the integral of the weight',
    (_, deploymentConfig) => {
      const errorShare = 0.2
      const result = runFunction({
        startAtMs: 60_000,
        durationMs: 720_000,
        load: { kind: 'constant', rps: 200 },
        revisions: { new: { errorRatePpm: errorShare * 1_000_000 } },
        deployment: { deploymentConfig },
      })
      const { arrived, failed, failedByCause } = result.totals
      const chance = errorShare * meanWeight(result)
      expect(failed).toBe(failedByCause.versionError)
      expect(Math.abs(failed - arrived * chance)).toBeLessThan(fourSigma(arrived, chance))
    },
  )

  it.each([1, 37, 50, 99])(
    '[platforms 1.5] at a weight of %i % a version has its share of the invocations',
    (percentage) => {
      const result = runFunction({
        durationMs: 300_000,
        load: { kind: 'constant', rps: 400 },
        deployment: { deploymentConfig: canary(percentage, 10) },
      })
      const { arrived, byRevision } = result.totals
      expect(byRevision.old + byRevision.new).toBe(arrived)
      expect(Math.abs(byRevision.new - arrived * (percentage / 100))).toBeLessThan(fourSigma(arrived, percentage / 100))
    },
  )

  it('a version error that lasts for a while strikes only what the weight brings it', () => {
    const result = runFunction({
      durationMs: 240_000,
      load: { kind: 'constant', rps: 400 },
      deployment: { deploymentConfig: canary(25, 10) },
      faults: [{ kind: 'version-error', revision: 'new', errorRatePpm: 400_000, fromMs: 60_000, untilMs: 120_000 }],
    })
    const { arrived, failed } = result.totals
    const chance = 0.4 * 0.25 * 0.25
    expect(Math.abs(failed - arrived * chance)).toBeLessThan(fourSigma(arrived, chance))
  })
})

describe('a new version that is the old one', () => {
  it.each(SHIFTS)('%s changes nothing but labels', (_, deploymentConfig) => {
    // Without an init phase it does not matter whose environment an invocation finds warm.
    const revision = {
      serviceTime: { kind: 'lognormal' as const, medianMs: 50, p99Ms: 400 },
      errorRatePpm: 30_000,
      initTime: constant(0),
    }
    const input: Input = {
      durationMs: 720_000,
      load: { kind: 'constant', rps: 80 },
      revisions: { old: revision, new: revision },
    }
    const shifted = runFunction({ ...input, startAtMs: 60_000, deployment: { deploymentConfig } })
    const untouched = runFunction({ ...input, startAtMs: 800_000, deployment: {} })
    expect(shifted.totals.byRevision.new).toBeGreaterThan(1_000)
    const blind = ({ totals: { byRevision, ...totals }, latency, series }: RunResult) => ({
      totals,
      invocations: byRevision.old + byRevision.new,
      buckets: [...latency.buckets],
      counts: [...latency.counts],
      ok: [...series.columns.ok],
      errors: [...series.columns.versionError],
      busy: [...series.columns.busy],
    })
    expect(blind(shifted)).toEqual(blind(untouched))
  })
})
