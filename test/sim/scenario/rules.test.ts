import { LIMITS, parseScenario } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedRequests } from '../../../src/sim/scenario/expected-requests'

function problemsOf(properties: object): string[] {
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', ...properties })
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
}

describe('a lognormal law', () => {
  const law = (p99Ms: number) => ({ kind: 'lognormal', medianMs: 10, p99Ms })
  const sentence = (pointer: string, found: number) =>
    `${pointer}/p99Ms: found ${found}, allowed are numbers from medianMs (10) to 1000 times medianMs`

  it.each([10, 10_000])('may have a p99 of %d times its median at the bounds', (p99Ms) => {
    expect(problemsOf({ revisions: { old: { serviceTime: law(p99Ms) } } })).toEqual([])
  })

  it.each([9.9, 10_001])('may not have %d', (p99Ms) => {
    const hooks = {
      AfterInstall: [
        { location: 'a', timeoutMs: 60_000 },
        { location: 'b', timeoutMs: 60_000, duration: law(p99Ms) },
      ],
    }
    expect(
      problemsOf({
        revisions: { new: { serviceTime: law(p99Ms), install: law(p99Ms), downloadBundle: law(p99Ms), hooks } },
      }),
    ).toEqual([
      sentence('/revisions/new/serviceTime', p99Ms),
      sentence('/revisions/new/downloadBundle', p99Ms),
      sentence('/revisions/new/install', p99Ms),
      sentence('/revisions/new/hooks/AfterInstall/1/duration', p99Ms),
    ])
  })
})

describe('load', () => {
  it.each(['steps', 'ramp', 'recorded'])('of kind %s has points in the order of time, starting anywhere', (kind) => {
    const load = (...times: number[]) => ({ load: { kind, points: times.map((atMs) => ({ atMs, rps: 1 })) } })
    expect(problemsOf(load(5_000, 6_000))).toEqual([])
    expect(problemsOf(load(0, 5_000, 5_000, 4_000))).toEqual([
      '/load/points/2/atMs: found 5000, allowed are times after the point before it (5000)',
      '/load/points/3/atMs: found 4000, allowed are times after the point before it (5000)',
    ])
  })

  it('has its daily peak above its trough', () => {
    expect(problemsOf({ load: { kind: 'daily', troughRps: 5, peakRps: 5 } })).toEqual([])
    expect(problemsOf({ load: { kind: 'daily', troughRps: 5, peakRps: 4 } })).toEqual([
      '/load/peakRps: found 4, allowed are rates from troughRps (5) upwards',
    ])
  })

  it('makes at most as many requests as one run may have', () => {
    const durationMs = 1_000_000
    const rps = (LIMITS.requestsMax * 1_000) / durationMs
    expect(problemsOf({ durationMs, load: { kind: 'constant', rps } })).toEqual([])
    expect(problemsOf({ durationMs, load: { kind: 'constant', rps: rps + 1 } })).toEqual([
      '/load: makes about 50001000 requests, allowed are up to 50000000 in one run: lower the rate or durationMs',
    ])
  })

  it('is counted over the expected length of a run that names no end', () => {
    const [problem] = problemsOf({ load: { kind: 'constant', rps: 100_000 }, fleet: { instanceCount: 100 } })
    expect(problem).toMatch(/^\/load: makes about \d+ requests, .*: lower the rate or set durationMs$/)
    expect(problemsOf({ load: { kind: 'constant', rps: 100_000 }, deployment: null })).toEqual([])
  })
})

describe('expectedRequests', () => {
  const points = [
    { atMs: 10_000, rps: 10 },
    { atMs: 20_000, rps: 30 },
  ]

  it('holds the first rate before the first point and the last one after the last', () => {
    expect(expectedRequests({ kind: 'steps', points }, 5_000)).toBe(50)
    expect(expectedRequests({ kind: 'steps', points }, 15_000)).toBe(150)
    expect(expectedRequests({ kind: 'steps', points }, 30_000)).toBe(100 + 100 + 300)
    expect(expectedRequests({ kind: 'ramp', points }, 15_000)).toBe(100 + 75)
    expect(expectedRequests({ kind: 'ramp', points }, 30_000)).toBe(100 + 200 + 300)
  })

  it('is what adding up the rate of every millisecond gives', () => {
    const anyPoints = fc
      .uniqueArray(fc.record({ atMs: fc.nat(3_000), rps: fc.nat(50) }), {
        selector: ({ atMs }) => atMs,
        minLength: 1,
        maxLength: 5,
      })
      .map((list) => list.toSorted((a, b) => a.atMs - b.atMs))
    fc.assert(
      fc.property(anyPoints, fc.nat(4_000), (list, untilMs) => {
        let requests = 0
        for (let atMs = 0; atMs < untilMs; atMs++) {
          const holding = list.findLast((point) => point.atMs <= atMs) ?? list[0]
          requests += (holding?.rps ?? 0) / 1_000
        }
        expect(expectedRequests({ kind: 'steps', points: list }, untilMs)).toBeCloseTo(requests, 6)
      }),
    )
  })

  it('is at most the peak all the time and, over whole days, their mean', () => {
    const load = { kind: 'daily' as const, troughRps: 10, peakRps: 30, peakAtMs: 0, periodMs: 60_000 }
    expect(expectedRequests(load, 1_000)).toBe(30)
    expect(expectedRequests(load, 120_000)).toBe(2_400)
  })
})

describe('the fleet', () => {
  it('has each zone once', () => {
    expect(problemsOf({ fleet: { zones: ['a', 'b', 'a'] } })).toEqual(['/fleet/zones/2: found "a" again, already at 0'])
  })

  it('has exceptions for instances it has, each once', () => {
    const exceptions = [{ instanceIndex: 3 }, { instanceIndex: 4 }, { instanceIndex: 3 }]
    expect(problemsOf({ fleet: { instanceCount: 4, exceptions } })).toEqual([
      '/fleet/exceptions/1/instanceIndex: found 4, allowed are numbers below instanceCount (4)',
      '/fleet/exceptions/2/instanceIndex: found 3 again, already in exception 0',
    ])
  })

  it('has room for all that may wait', () => {
    expect(problemsOf({ fleet: { instanceCount: 2_000, queueLimit: 200 } })).toEqual([])
    expect(problemsOf({ fleet: { instanceCount: 2_000, queueLimit: 201 } })).toEqual([
      '/fleet/queueLimit: found 201, allowed are up to 200 with 2000 instances (400000 waiting requests in all)',
    ])
  })
})

describe('the load balancer', () => {
  it('[6.1] checks health with a timeout below the interval', () => {
    const healthCheck = (timeoutMs: number) => ({ loadBalancer: { healthCheck: { intervalMs: 6_000, timeoutMs } } })
    expect(problemsOf(healthCheck(5_999))).toEqual([])
    expect(problemsOf(healthCheck(6_000))).toEqual([
      '/loadBalancer/healthCheck/timeoutMs: found 6000, allowed are times below intervalMs (6000)',
    ])
  })

  it('[6.3] has slow start off, or for 30 to 900 s', () => {
    const slowStart = (slowStartMs: number) => problemsOf({ loadBalancer: { slowStartMs } })
    expect([0, 30_000, 900_000].flatMap(slowStart)).toEqual([])
    expect(slowStart(29_999)).toEqual([
      '/loadBalancer/slowStartMs: found 29999, allowed are 0 (off) and whole numbers from 30000 to 900000',
    ])
    expect(slowStart(900_001)).toHaveLength(1)
  })

  it('[6.3] has slow start only with round robin', () => {
    const loadBalancer = { algorithm: 'least_outstanding_requests', slowStartMs: 30_000 }
    expect(problemsOf({ loadBalancer })).toEqual([
      '/loadBalancer/slowStartMs: found 30000, allowed is 0 with least_outstanding_requests: slow start needs round_robin',
    ])
    expect(problemsOf({ loadBalancer: { ...loadBalancer, slowStartMs: 0 } })).toEqual([])
  })
})

describe('the deployment', () => {
  it('is created before the run ends', () => {
    expect(problemsOf({ startAtMs: 1_999, durationMs: 2_000 })).toEqual([])
    expect(problemsOf({ startAtMs: 2_000, durationMs: 2_000 })).toEqual([
      '/startAtMs: found 2000, allowed are times below durationMs (2000)',
    ])
    expect(problemsOf({ startAtMs: 2_000, durationMs: 2_000, deployment: null })).toEqual([])
  })

  it('[1.4] has at most an hour for the scripts of one event', () => {
    const hooks = (timeoutMs: number) => ({
      AfterInstall: [
        { location: 'a', timeoutMs: 1_800_000 },
        { location: 'b', timeoutMs },
      ],
    })
    expect(problemsOf({ revisions: { new: { hooks: hooks(1_800_000) } } })).toEqual([])
    expect(problemsOf({ revisions: { old: { hooks: hooks(1_800_001) } } })).toEqual([
      '/revisions/old/hooks/AfterInstall: found timeoutMs of 3600001 in sum, allowed are up to 3600000 for the scripts of one lifecycle event',
    ])
  })

  it('counts written timeouts only: a script without one takes what the others leave', () => {
    const hooks = { AfterInstall: [{ location: 'a', timeoutMs: 3_600_000 }, { location: 'b' }, { location: 'c' }] }
    expect(problemsOf({ revisions: { new: { hooks } } })).toEqual([])
  })

  it('[5.1] rolls back on something, unless it does not roll back', () => {
    const problems = (autoRollback: object) => problemsOf({ deployment: { autoRollback } })
    expect(problems({ enabled: false, events: [] })).toEqual([])
    expect(problems({ enabled: true })).toEqual([])
    expect(problems({ events: [] })).toEqual([
      '/deployment/autoRollback/events: found a list of 0 entries, allowed is ["DEPLOYMENT_FAILURE"] where enabled is true (InvalidAutoRollbackConfigException)',
    ])
  })

  it('may be one that CodeDeploy itself refuses at run time', () => {
    const custom = (type: string, value: number) => ({
      deploymentConfig: { name: 'A', minimumHealthyHosts: { type, value } },
    })
    expect(problemsOf({ deployment: custom('HOST_COUNT', 50), fleet: { instanceCount: 10 } })).toEqual([])
    expect(problemsOf({ deployment: custom('FLEET_PERCENT', 99), fleet: { instanceCount: 10 } })).toEqual([])
    expect(problemsOf({ fleet: { instanceCount: 0 } })).toEqual([])
    expect(problemsOf({ fleet: { instanceCount: 1_001, queueLimit: 10 }, load: { kind: 'constant', rps: 1 } })).toEqual(
      [],
    )
  })
})

describe('faults', () => {
  it('say themselves where they cannot apply', () => {
    const [problem] = problemsOf({ faults: [{ kind: 'hook-failure', event: 'ValidateService' }] })
    expect(problem).toMatch(/^\/faults\/0\/event: .*no script for ValidateService/)
  })
})
