import { latencyBucketOf, METRICS, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { scenarioOf, tinyDeployment, tinyEntry, tinyInstance, tinyRun, tinySeries } from '../../../support/tiny-run'

function measured(result: RunResult, id: string): number | null {
  const metric = METRICS.find((one) => one.id === id)
  if (metric === undefined) throw new Error(`no metric ${id}`)
  return metric.measure(result)
}

const LAMBDA = scenarioOf({
  deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' },
})

describe('time availability and downtime', () => {
  it('take a second with exactly 99 % as up, and one request less as down', () => {
    const series = tinySeries(2, { ok: [99, 98], refused: [1, 2] })
    const run = tinyRun({ series, endedAtMs: 2_000 })
    expect([measured(run, 'downtime'), measured(run, 'timeAvailability')]).toEqual([1, 50])
  })

  it('leave out seconds in which nothing ended, and count a last second that is cut short by its length', () => {
    const series = tinySeries(3, { ok: [10, 0, 0], timedOut: [0, 0, 1] })
    const run = tinyRun({ series, endedAtMs: 2_250 })
    expect([measured(run, 'downtime'), measured(run, 'timeAvailability')]).toEqual([0.25, 80])
  })
})

describe('the error budget', () => {
  it('burns at 1 with 0.1 % of errors, and is used up in 30 days', () => {
    const run = tinyRun({ series: tinySeries(1, { ok: [999], refused: [1] }), endedAtMs: 30 * 86_400_000 })
    expect(measured(run, 'errorBudgetConsumed')).toBeCloseTo(100, 5)
  })

  it('burns a thousand times as fast when everything fails', () => {
    const run = tinyRun({ series: tinySeries(2, { refused: [5, 5] }), endedAtMs: 2_000 })
    expect(measured(run, 'burnRatePeak')).toBe(1_000)
  })

  it('has its peak in the worst five minutes, not in the worst second', () => {
    const ok = Array.from({ length: 700 }, () => 99)
    const refused = Array.from({ length: 700 }, (_, row) => (row >= 400 ? 1 : 0))
    const run = tinyRun({ series: tinySeries(700, { ok, refused }), endedAtMs: 700_000 })
    // Every second of the last five minutes has 99 ok and 1 refused: 1 % of errors.
    expect(measured(run, 'burnRatePeak')).toBe(10)
    const peak = METRICS.find(({ id }) => id === 'burnRatePeak')?.evidence(run)
    expect(peak?.map(({ atMs }) => atMs)).toEqual([400_000])
    const early = tinyRun({ series: tinySeries(700, { ok, refused: refused.toReversed() }), endedAtMs: 700_000 })
    expect(measured(early, 'burnRatePeak')).toBe(10)
  })
})

describe('Apdex', () => {
  const answers = (latenciesUs: readonly number[], columns: Parameters<typeof tinySeries>[1]): RunResult => {
    const run = tinyRun({ series: tinySeries(1, columns), endedAtMs: 1_000 })
    const buckets = Uint16Array.from(latenciesUs, latencyBucketOf)
    const offsets = new Uint32Array([0, buckets.length])
    return { ...run, latency: { ...run.latency, offsets, buckets, counts: new Uint32Array(buckets.length).fill(1) } }
  }

  it('is one for the satisfied, a half for the tolerated, nothing for the others', () => {
    const run = answers([100_000, 600_000, 1_900_000, 2_500_000], { ok: [4] })
    expect(measured(run, 'apdex')).toBe(0.5)
  })

  it('takes whoever got an error as frustrated, however fast', () => {
    expect(measured(answers([1_000, 1_000], { ok: [1], versionError: [1] }), 'apdex')).toBe(0.5)
    expect(measured(answers([1_000], { ok: [1], noRegisteredTarget: [3] }), 'apdex')).toBe(0.25)
  })
})

describe('capacity deficit', () => {
  const scenario = scenarioOf({
    fleet: { instanceCount: 3, concurrency: 1 },
    revisions: {
      old: { serviceTime: { kind: 'constant', meanMs: 70 } },
      new: { serviceTime: { kind: 'constant', meanMs: 140 } },
    },
  })
  const out = (fromMs: number, toMs: number) =>
    tinyInstance('i-1', {
      health: [
        [0, 'healthy'],
        [fromMs, 'draining'],
        [toMs, 'healthy'],
      ],
    })
  const deficit = (columns: Parameters<typeof tinySeries>[1], count: number, instances = [tinyInstance('i-0')]) =>
    measured(
      tinyRun({ scenario, instances, series: tinySeries(count, columns), endedAtMs: count * 1_000 }),
      'capacityDeficit',
    )

  it('is nothing when the places are busy at exactly 70 %', () => {
    // 10 requests a second of 70 ms each: 0.7 s of work a second for one place.
    expect(deficit({ arrived: [10, 10], routedOld: [10, 10] }, 2)).toBe(0)
    expect(deficit({ arrived: [11, 10], routedOld: [11, 10] }, 2)).toBe(2)
  })

  it('reckons each request by the revision that it was routed to', () => {
    expect(deficit({ arrived: [10], routedNew: [10] }, 1)).toBe(1)
  })

  it('counts milliseconds, not seconds', () => {
    const columns = { arrived: [20, 20, 20], routedOld: [20, 20, 20] }
    expect(deficit(columns, 3, [tinyInstance('i-0'), out(500, 1_750)])).toBe(1.25)
  })
})

describe('the mixed-version window of weighted target groups', () => {
  const weights = (...changes: readonly (readonly [number, number])[]) => ({
    weightNew: changes.map(([atMs, value]) => ({ atMs, value })),
    testListener: [{ atMs: 0, value: null }],
  })
  const replacement = { ...tinyInstance('i-1', { revision: [[0, 'new']] }, 'replacement'), targetGroupIndex: 1 }
  const TRAFFIC = weights([0, 0], [2_000, 1_000], [6_000, 10_000])

  it('lasts while both weights are above 0, though both fleets are in service all the time', () => {
    const run = tinyRun({ instances: [tinyInstance('i-0'), replacement], traffic: TRAFFIC })
    expect(measured(run, 'mixedVersionWindow')).toBe(4)
  })

  it('does not last while a fleet with a weight has nobody in service', () => {
    const health = [
      [0, 'initial'],
      [3_500, 'healthy'],
    ] as const
    const late = { ...tinyInstance('i-1', { health, revision: [[0, 'new']] }, 'replacement'), targetGroupIndex: 1 }
    const run = tinyRun({ instances: [tinyInstance('i-0'), late], traffic: TRAFFIC })
    expect(measured(run, 'mixedVersionWindow')).toBe(2.5)
  })

  it('is that of the alias for a Lambda function', () => {
    expect(measured(tinyRun({ scenario: LAMBDA, traffic: TRAFFIC }), 'mixedVersionWindow')).toBe(4)
  })
})

describe('users', () => {
  const exposed = (routedNew: number, routedOld: number, seed = 1) => {
    const series = tinySeries(1, { arrived: [routedNew + routedOld], routedNew: [routedNew], routedOld: [routedOld] })
    const run = tinyRun({ series, endedAtMs: 1_000 })
    return { ...run, identity: { ...run.identity, seed } }
  }

  it('are all met when all requests go to the new revision, and none when none does', () => {
    expect(measured(exposed(50, 0), 'blastRadiusUsers')).toBe(100)
    expect(measured(exposed(0, 50), 'blastRadiusUsers')).toBe(0)
    expect(measured(exposed(0, 50), 'mixedVersionUsers')).toBe(0)
  })

  it('are one of two for one request each, or the same one', () => {
    expect([50, 100]).toContain(measured(exposed(1, 1), 'blastRadiusUsers'))
  })

  it('are drawn from the seed: the same again, others for another', () => {
    const shares = [1, 2, 3, 4].map((seed) => measured(exposed(3_000, 30_000, seed), 'blastRadiusUsers'))
    expect(new Set(shares).size).toBeGreaterThan(1)
    expect(measured(exposed(3_000, 30_000, 1), 'blastRadiusUsers')).toBe(shares[0])
  })

  it('are never fewer for more exposure of as many requests', () => {
    const shares = [0, 100, 1_000, 10_000, 19_000].map(
      (count) => measured(exposed(count, 1_000_000 - count), 'blastRadiusUsers') ?? -1,
    )
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares[0]).toBe(0)
  })
})

describe('extra capacity', () => {
  it('is what is launched and not yet terminated, booting or not, beyond the start', () => {
    const launched = tinyInstance('i-1', {
      lifecycle: [
        [0, 'NotLaunched'],
        [1_000, 'Pending'],
        [2_000, 'InService'],
        [5_000, 'Terminating'],
        [6_000, 'Terminated'],
      ],
    })
    const run = tinyRun({ instances: [tinyInstance('i-0'), launched] })
    expect(measured(run, 'extraInstanceHours')).toBe(Math.floor((5 / 3_600) * 1_000_000) / 1_000_000)
  })

  it('does not grow by an instance that takes the place of another', () => {
    const gone = tinyInstance('i-0', {
      lifecycle: [
        [0, 'InService'],
        [4_000, 'Terminated'],
      ],
    })
    const launched = tinyInstance('i-1', {
      lifecycle: [
        [0, 'NotLaunched'],
        [4_000, 'Pending'],
      ],
    })
    expect(measured(tinyRun({ instances: [gone, launched] }), 'extraInstanceHours')).toBe(0)
  })
})

describe('the times of an incident', () => {
  const deployment = tinyDeployment({
    status: 'Failed',
    errorCode: 'HEALTH_CONSTRAINTS',
    createdAtMs: 1_000,
    endedAtMs: 5_500,
  })
  const series = tinySeries(10, { routedNew: [0, 0, 4, 4, 4, 4, 4], versionErrorNew: [0, 0, 0, 1, 0, 1] })
  const swapped = tinyInstance('i-0', {
    revision: [
      [0, 'old'],
      [2_000, 'new'],
      [7_250, 'old'],
    ],
  })
  const run = tinyRun({ deployments: [deployment], series, instances: [swapped, tinyInstance('i-1')] })

  it('begin with the second of the first failure and end with the last instance of the new revision', () => {
    expect(measured(run, 'timeToDetect')).toBe(2.5)
    expect(measured(run, 'timeToDecide')).toBe(0)
    expect(measured(run, 'timeToMitigate')).toBe(4.25)
    expect(measured(run, 'rollbackTime')).toBe(1.75)
    expect(measured(run, 'timeToRestoreCapacity')).toBe(0)
  })

  it('are told by an alarm when it comes first, and not by one from before the failure', () => {
    const alarm = (...states: readonly (readonly [number, 'OK' | 'ALARM'])[]) => ({
      name: 'errors',
      periods: [],
      states: states.map(([atMs, value]) => ({ atMs, value, reason: 'because' })),
    })
    const early = { ...run, alarms: [alarm([0, 'OK'], [2_900, 'ALARM'], [2_950, 'OK'])] }
    expect(measured(early, 'timeToDetect')).toBe(2.5)
    const inTime = { ...run, alarms: [alarm([0, 'OK'], [4_000, 'ALARM'])] }
    expect([measured(inTime, 'timeToDetect'), measured(inTime, 'timeToDecide')]).toEqual([1, 1.5])
  })

  it('are told by a person who stops the deployment, and not by one who is refused', () => {
    const scenario = scenarioOf({ interventions: [{ kind: 'stop', atMs: 4_500 }] })
    const act = (status: string) => tinyEntry({ atMs: 4_500, type: 'intervention', status, itemIndex: 0 })
    expect(measured({ ...run, scenario, log: [act('done')] }, 'timeToDetect')).toBe(1.5)
    expect(measured({ ...run, scenario, log: [act('refused')] }, 'timeToDetect')).toBe(2.5)
  })

  it('have no end while the new revision keeps its traffic', () => {
    const kept = tinyInstance('i-0', {
      revision: [
        [0, 'old'],
        [2_000, 'new'],
      ],
    })
    const still = { ...run, instances: [kept, tinyInstance('i-1')] }
    expect([measured(still, 'timeToMitigate'), measured(still, 'rollbackTime')]).toEqual([null, null])
    expect(measured(still, 'timeToDetect')).toBe(2.5)
  })

  it('go on while a balancer that fails open routes to whoever is there', () => {
    const down = tinyInstance('i-0', {
      revision: [
        [0, 'old'],
        [2_000, 'new'],
      ],
      health: [
        [0, 'healthy'],
        [3_000, 'unhealthy'],
      ],
    })
    const open = { ...run, instances: [down] }
    expect(measured(open, 'timeToMitigate')).toBe(4)
  })

  it('do not begin without a failed request of the new revision', () => {
    const clean = { ...run, series: tinySeries(10, { routedNew: [0, 0, 4], refused: [0, 0, 9] }) }
    expect(measured(clean, 'timeToDetect')).toBeNull()
    expect(measured(clean, 'rollbackTime')).toBe(1.75)
  })

  it('restore capacity when as many serve as before, for good', () => {
    const health = [
      [0, 'healthy'],
      [1_000, 'draining'],
      [6_000, 'healthy'],
      [7_000, 'draining'],
      [8_500, 'healthy'],
    ] as const
    const drained = { ...run, instances: [tinyInstance('i-0', { health }), tinyInstance('i-1')] }
    expect(measured(drained, 'timeToRestoreCapacity')).toBe(3)
    const gone = { ...run, instances: [tinyInstance('i-0', { health: health.slice(0, 2) }), tinyInstance('i-1')] }
    expect(measured(gone, 'timeToRestoreCapacity')).toBeNull()
  })
})

describe('what has no meaning on a platform', () => {
  it('is null there, and has no evidence', () => {
    const series = tinySeries(1, { arrived: [5], ok: [5], routedOld: [5], coldStarts: [2] })
    const runs = {
      Server: tinyRun({ series, instances: [tinyInstance('i-0')] }),
      Lambda: tinyRun({ series, scenario: LAMBDA }),
    }
    for (const { id, platforms, measure, evidence } of METRICS)
      for (const [platform, run] of Object.entries(runs)) {
        if (platforms.some((one) => one === platform)) continue
        expect([id, platform, measure(run), evidence(run)]).toEqual([id, platform, null, []])
      }
    expect(measured(runs.Lambda, 'coldStarts')).toBe(2)
    expect(measured(runs.Lambda, 'lambdaInvocations')).toBe(5)
  })
})
