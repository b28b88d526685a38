import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../../src/sim/result/types'
import { fourSigma, meanWeight } from '../lambda/exposure'
import { type Input, runService } from './service-run'

const SHIFTS = [['ECSAllAtOnce'], ['ECSCanary10Percent5Minutes'], ['ECSLinear10PercentEvery1Minutes']] as const
const ROOMY = { instanceCount: 8, concurrency: 16 }

describe('exposure to a bad build', () => {
  it.each(SHIFTS)(
    '[platforms 2.1] %s: failed requests are rate times error share times the integral of the weight',
    (name) => {
      const result = runService({
        durationMs: 720_000,
        load: { kind: 'constant', rps: 150 },
        fleet: ROOMY,
        revisions: { new: { errorRatePpm: 200_000 } },
        deployment: { deploymentConfig: `CodeDeployDefault.${name}` },
      })
      const { arrived, byRevision, failed, failedByCause } = result.totals
      const weight = meanWeight(result)
      expect(failed).toBe(failedByCause.versionError)
      expect(Math.abs(failed - arrived * 0.2 * weight)).toBeLessThan(fourSigma(arrived, 0.2 * weight))
      expect(Math.abs(byRevision.new - arrived * weight)).toBeLessThan(fourSigma(arrived, weight))
    },
  )
})

describe('a new task definition that is the old one', () => {
  it.each(SHIFTS)('%s changes nothing but labels while no request has to wait', (name) => {
    const revision = { serviceTime: { kind: 'lognormal' as const, medianMs: 20, p99Ms: 80 }, errorRatePpm: 30_000 }
    const input: Input = {
      durationMs: 720_000,
      load: { kind: 'constant', rps: 80 },
      fleet: ROOMY,
      revisions: { old: revision, new: revision },
    }
    const shifted = runService({ ...input, deployment: { deploymentConfig: `CodeDeployDefault.${name}` } })
    const untouched = runService({ ...input, startAtMs: 800_000 })
    expect(shifted.totals.byRevision.new).toBeGreaterThan(1_000)
    const blind = ({ totals: { byRevision, ...totals }, latency, series }: RunResult) => ({
      totals,
      requests: byRevision.old + byRevision.new,
      buckets: [...latency.buckets],
      counts: [...latency.counts],
      ok: [...series.columns.ok],
      errors: [...series.columns.versionError],
      busy: [...series.columns.busy],
    })
    expect(blind(shifted)).toEqual(blind(untouched))
  })
})
