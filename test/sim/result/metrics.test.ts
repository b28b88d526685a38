import {
  capacitySpans,
  FAILURE_CAUSES,
  fleetAt,
  latencyBucketLowUs,
  METRICS,
  type RunResult,
  rowIndexAt,
  type SeriesName,
  summarize,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { sampledRuns } from '../../support/sampled-runs'
import { scenarioOf, tinyDeployment, tinyInstance, tinyRun, tinySeries } from '../../support/tiny-run'

const measured = (result: RunResult, id: string): number | null => {
  const metric = METRICS.find((one) => one.id === id)
  if (metric === undefined) throw new Error(`no metric ${id}`)
  return metric.measure(result)
}

const runs = sampledRuns(30)

describe('the registry of metrics', () => {
  it('is that of the impact card, in its order', () => {
    expect(METRICS.map(({ id, unit, betterIs }) => `${id} ${unit} ${betterIs}`)).toEqual([
      'requestAvailability % higher',
      'failedRequests requests lower',
      'latencyMsP50 ms lower',
      'latencyMsP95 ms lower',
      'latencyMsP99 ms lower',
      'latencyMsP99Old ms lower',
      'latencyMsP99New ms lower',
      'apdex of 1 higher',
      'timeAvailability % higher',
      'downtime s lower',
      'errorBudgetConsumed % lower',
      'burnRatePeak × lower',
      'minimumHealthy instances higher',
      'capacityDeficit instance-seconds lower',
      'mixedVersionWindow s lower',
      'mixedVersionUsers % lower',
      'blastRadiusRequests % lower',
      'blastRadiusUsers % lower',
      'deploymentDuration s lower',
      'timeToDetect s lower',
      'timeToDecide s lower',
      'timeToMitigate s lower',
      'rollbackTime s lower',
      'timeToRestoreCapacity s lower',
      'extraInstanceHours instance-hours lower',
      'extraCost USD lower',
      'lambdaInvocations invocations lower',
      'coldStarts environments lower',
    ])
  })

  it('states population and window in every definition', () => {
    for (const { definition, source, formula, platforms } of METRICS) {
      expect(definition).toMatch(/whole run|deployment that the user created/)
      expect(definition.endsWith('.')).toBe(true)
      expect(source).not.toBe('')
      expect(formula).not.toBe('')
      expect(platforms.length).toBeGreaterThan(0)
    }
  })
})

describe('metrics recomputed from the columns of any run', () => {
  const sum = ({ series }: RunResult, name: SeriesName) =>
    series.columns[name].reduce((total, count) => total + count, 0)

  it('request availability and failed requests', () => {
    for (const result of runs) {
      const failed = FAILURE_CAUSES.reduce((total, cause) => total + sum(result, cause), 0)
      const ended = sum(result, 'ok') + failed
      expect(measured(result, 'failedRequests')).toBe(failed)
      const availability = measured(result, 'requestAvailability')
      if (ended === 0) expect(availability).toBeNull()
      else expect(Math.abs((availability ?? 0) - 100 * (1 - failed / ended))).toBeLessThan(0.000_002)
      expect(availability === 100).toBe(ended > 0 && failed === 0)
    }
  })

  it('percentiles, by writing out and sorting the answers of the per-second histograms', () => {
    for (const result of runs) {
      const { buckets, counts } = result.latency
      const answers = [...buckets]
        .flatMap((bucket, entry) => Array<number>(counts[entry] ?? 0).fill(bucket))
        .toSorted((a, b) => a - b)
      for (const percent of [50, 95, 99]) {
        const value = measured(result, `latencyMsP${percent}`)
        if (answers.length === 0) expect(value).toBeNull()
        else {
          const bucket = answers[Math.ceil((answers.length * percent) / 100) - 1] ?? -1
          expect((value ?? -1) * 1_000).toBeGreaterThanOrEqual(latencyBucketLowUs(bucket) - 0.001)
          expect((value ?? -1) * 1_000).toBeLessThan(latencyBucketLowUs(bucket + 1))
        }
      }
    }
  })

  it('minimum healthy and the mixed-version window, by asking fleetAt at every change', () => {
    for (const result of runs) {
      let lowest = result.instances.length
      let mixedMs = 0
      for (let tMs = 0; tMs < result.endedAtMs; ) {
        const { instances, nextChangeMs, weightNew } = fleetAt(result, tMs)
        const inService = instances.filter((instance) => instance.inService)
        lowest = Math.min(lowest, inService.length)
        // Where traffic moves by weights, a target group with the weight 0 is given none.
        const hasSecond = result.instances.some(({ targetGroupIndex }) => targetGroupIndex === 1)
        const served = inService
          .filter(
            ({ index }) => !hasSecond || weightNew !== (result.instances[index]?.targetGroupIndex === 1 ? 0 : 10_000),
          )
          .map(({ revision }) => revision)
        const isAlias = result.instances.length === 0 && result.deployments[0]?.computePlatform === 'Lambda'
        const isMixed = isAlias ? weightNew > 0 && weightNew < 10_000 : served.includes('old') && served.includes('new')
        if (isMixed) mixedMs += nextChangeMs - tMs
        tMs = nextChangeMs
      }
      expect(measured(result, 'minimumHealthy')).toBe(result.instances.length === 0 ? null : lowest)
      expect(measured(result, 'mixedVersionWindow')).toBe(mixedMs / 1_000)
    }
  })

  it('minimum healthy is at most what the end of any second shows', () => {
    for (const result of runs) {
      const { inServiceOld, inServiceNew } = result.series.columns
      const ends = [...inServiceOld].slice(0, -1).map((count, row) => count + (inServiceNew[row] ?? 0))
      for (const count of ends) expect(count).toBeGreaterThanOrEqual(measured(result, 'minimumHealthy') ?? 0)
    }
  })
})

describe('capacitySpans', () => {
  it('abut, cover the whole run and agree with the gauges of every second', () => {
    for (const result of runs) {
      const spans = capacitySpans(result)
      expect(spans[0]?.fromMs).toBe(0)
      expect(spans.at(-1)?.toMs).toBe(result.endedAtMs)
      for (const [index, span] of spans.entries()) {
        expect(span.toMs).toBeGreaterThan(span.fromMs)
        if (index > 0) expect(span.fromMs).toBe(spans[index - 1]?.toMs)
      }
      for (let atMs = 1_000; atMs < result.endedAtMs; atMs += 1_000) {
        const span = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
        const row = rowIndexAt(result, atMs)
        expect([span?.inServiceOld, span?.inServiceNew]).toEqual([
          result.series.columns.inServiceOld[row],
          result.series.columns.inServiceNew[row],
        ])
      }
    }
  })
})

describe('metrics of runs made by hand', () => {
  it('cut the availability, so that one failure in fifty million still shows', () => {
    const series = tinySeries(1, { ok: [49_999_999], refused: [1] })
    expect(measured(tinyRun({ series, endedAtMs: 1_000 }), 'requestAvailability')).toBe(99.999998)
  })

  it('leave out requests in flight', () => {
    const series = tinySeries(1, { arrived: [10], ok: [8], inFlight: [2] })
    expect(measured(tinyRun({ series, endedAtMs: 1_000 }), 'requestAvailability')).toBe(100)
  })

  it('measure nothing where there is nothing', () => {
    const values = summarize(tinyRun()).metrics.map(({ id, value }) => [id, value])
    expect(Object.fromEntries(values)).toEqual({
      requestAvailability: null,
      failedRequests: 0,
      latencyMsP50: null,
      latencyMsP95: null,
      latencyMsP99: null,
      latencyMsP99Old: null,
      latencyMsP99New: null,
      apdex: null,
      timeAvailability: null,
      downtime: null,
      errorBudgetConsumed: null,
      burnRatePeak: null,
      minimumHealthy: null,
      capacityDeficit: null,
      mixedVersionWindow: 0,
      mixedVersionUsers: null,
      blastRadiusRequests: null,
      blastRadiusUsers: null,
      deploymentDuration: null,
      timeToDetect: null,
      timeToDecide: null,
      timeToMitigate: null,
      rollbackTime: null,
      timeToRestoreCapacity: null,
      extraInstanceHours: null,
      extraCost: null,
      lambdaInvocations: null,
      coldStarts: null,
    })
  })

  it('see a dip between two seconds', () => {
    const health = [
      [0, 'healthy'],
      [2_100, 'draining'],
      [2_900, 'healthy'],
    ] as const
    const run = tinyRun({
      scenario: scenarioOf({ fleet: { instanceCount: 1 } }),
      instances: [tinyInstance('i-0', { health })],
    })
    expect(measured(run, 'minimumHealthy')).toBe(0)
  })

  it('add up the times with both revisions in service', () => {
    const updated = tinyInstance('i-0', {
      revision: [
        [0, 'old'],
        [1_000, 'new'],
        [2_500, 'old'],
        [9_750, 'new'],
      ],
    })
    const run = tinyRun({ instances: [updated, tinyInstance('i-1')] })
    expect(measured(run, 'mixedVersionWindow')).toBe(1.75)
  })

  it('time the deployment of the user, not its rollback, and nothing that has not ended', () => {
    const first = tinyDeployment({ status: 'Failed', createdAtMs: 1_000, endedAtMs: 3_250 })
    const rollback = tinyDeployment({ creator: 'codeDeployRollback', createdAtMs: 3_250, endedAtMs: 9_000 })
    expect(measured(tinyRun({ deployments: [first, rollback] }), 'deploymentDuration')).toBe(2.25)
    const open = tinyDeployment({ status: 'InProgress', endedAtMs: null })
    expect(measured(tinyRun({ deployments: [open] }), 'deploymentDuration')).toBeNull()
  })
})
