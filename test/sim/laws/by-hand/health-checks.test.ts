import { FAILURE_CAUSES, parseScenario, type RunResult, type ScenarioInput, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { expectLaws } from '../expect-laws'
import { sampledRequests } from '../law'

function run(input: Omit<ScenarioInput, 'schemaVersion' | 'name'>): RunResult {
  const parsed = parseScenario({ schemaVersion: 1, name: 'On paper', ...input })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const result = simulate(parsed.value)
  expectLaws(result)
  return result
}

const steps = <T>(track: readonly { atMs: number; value: T }[]): [number, T][] =>
  track.map(({ atMs, value }) => [atMs, value])

/** How the requests that arrived in a stretch ended, and where: `outcome @instance`, each once. */
function fates(result: RunResult, fromMs: number, untilMs: number): string[] {
  const found = new Set<string>()
  for (const { arrivedUs, endedUs, cause, instance } of sampledRequests(result))
    if (arrivedUs >= fromMs * 1000 && endedUs < untilMs * 1000)
      found.add(`${['ok', ...FAILURE_CAUSES][cause]} @${instance}`)
  return [...found].toSorted()
}

const constant = (meanMs: number) => ({ kind: 'constant' as const, meanMs })
const healthCheck = { intervalMs: 10_000, timeoutMs: 5_000, healthyThresholdCount: 5, unhealthyThresholdCount: 2 }
const load = { kind: 'constant' as const, rps: 40 }

describe('a balancer that is not told (no traffic control), both hosts at once', () => {
  // ApplicationStop 12-15 s (down from its start), DownloadBundle to 19, Install to 39, ApplicationStart to 45, booted at
  // 48, warm at 52.
  const result = run({
    startAtMs: 12_000,
    load,
    fleet: { instanceCount: 2 },
    loadBalancer: { healthCheck },
    revisions: {
      old: {
        serviceTime: constant(20),
        hooks: { ApplicationStop: [{ location: 'stop.sh', duration: constant(3_000) }] },
      },
      new: {
        serviceTime: constant(20),
        downloadBundle: constant(4_000),
        install: constant(20_000),
        bootMs: 3_000,
        warmUpMs: 4_000,
        hooks: { ApplicationStart: [{ location: 'start.sh', duration: constant(6_000) }] },
      },
    },
    deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce', trafficControl: false },
  })

  it('the application is down from the start of ApplicationStop to the end of its warm-up', () => {
    for (const { application } of result.instances)
      expect(steps(application)).toEqual([
        [0, 'serving'],
        [12_000, 'stopped'],
        [45_000, 'warming'],
        [52_000, 'serving'],
      ])
    expect(result.deployments.map(({ status, endedAtMs }) => [status, endedAtMs])).toEqual([['Succeeded', 45_000]])
    expect(result.endedAtMs).toBe(105_000)
  })

  it('[6.1] two failures make a target unhealthy, five passes healthy again, each at the instant of its check', () => {
    // Checks of the first host at 0, 10, 20 ... s, of the second at 5, 15, 25 ... s.
    expect(result.instances.map(({ health }) => steps(health))).toEqual([
      [
        [0, 'healthy'],
        [30_000, 'unhealthy'],
        [100_000, 'healthy'],
      ],
      [
        [0, 'healthy'],
        [25_000, 'unhealthy'],
        [95_000, 'healthy'],
      ],
    ])
  })

  it('[6.3] requests go to the last healthy target, then (fail-open) to all, then to the first healthy one', () => {
    expect(fates(result, 1_000, 11_000)).toEqual(['ok @0', 'ok @1'])
    expect(fates(result, 12_000, 25_000)).toEqual(['refused @0', 'refused @1'])
    expect(fates(result, 25_000, 30_000)).toEqual(['refused @0'])
    expect(fates(result, 30_000, 52_000)).toEqual(['refused @0', 'refused @1'])
    expect(fates(result, 52_000, 95_000)).toEqual(['ok @0', 'ok @1'])
    expect(fates(result, 95_000, 100_000)).toEqual(['ok @1'])
    expect(fates(result, 100_000, 105_000)).toEqual(['ok @0', 'ok @1'])
  })
})

/** Blocked for 30 s of draining, then 2 s of download, 5 s of Install, 1 s of start, and the time until it is warm, 2 s of it boot. */
const told = (warmInMs: number, instanceCount: number): RunResult =>
  run({
    startAtMs: 10_000,
    load,
    fleet: { instanceCount },
    loadBalancer: { healthCheck, deregistrationDelayMs: 30_000, registrationMs: 2_000 },
    revisions: {
      old: { serviceTime: constant(20) },
      new: {
        serviceTime: constant(20),
        downloadBundle: constant(2_000),
        install: constant(5_000),
        bootMs: 2_000,
        warmUpMs: warmInMs - 2_000,
        hooks: { ApplicationStart: [{ location: 'start.sh', duration: constant(1_000) }] },
      },
    },
    deployment: { deploymentConfig: 'CodeDeployDefault.OneAtATime' },
  })

/** The tracks of target health in the order in which the hosts were taken. */
const healthInOrder = (result: RunResult) =>
  result.deployments[0]?.targets.map(({ instanceIndex }) => steps(result.instances[instanceIndex ?? -1]?.health ?? []))

it('[6.1] a new target needs one pass: the first check that finds it warm', () => {
  const result = told(5_000, 2)
  expect(healthInOrder(result)).toEqual([
    [
      [0, 'healthy'],
      [10_000, 'draining'],
      [40_000, 'unused'],
      [48_000, 'initial'],
      [60_000, 'healthy'],
    ],
    [
      [0, 'healthy'],
      [60_000, 'draining'],
      [90_000, 'unused'],
      [98_000, 'initial'],
      [110_000, 'healthy'],
    ],
  ])
  expect(result.deployments.map(({ status, endedAtMs }) => [status, endedAtMs])).toEqual([['Succeeded', 110_000]])
})

it('[6.1] a new target that fails twice is unhealthy and needs five passes', () => {
  const result = told(15_000, 2)
  // Warm at 63 s; checks from 50 s on.
  expect(healthInOrder(result)?.[0]).toEqual([
    [0, 'healthy'],
    [10_000, 'draining'],
    [40_000, 'unused'],
    [48_000, 'initial'],
    [60_000, 'unhealthy'],
    [110_000, 'healthy'],
  ])
})

it('[6.3] a single host: nothing is registered while it drains and is out; fail-open finds it in initial', () => {
  const result = told(5_000, 1)
  expect(fates(result, 1_000, 9_900)).toEqual(['ok @0'])
  expect(fates(result, 10_000, 48_000)).toEqual(['noRegisteredTarget @-1'])
  expect(fates(result, 48_000, 53_000)).toEqual(['refused @0'])
  expect(fates(result, 53_000, 60_000)).toEqual(['ok @0'])
  const [target] = result.deployments[0]?.targets ?? []
  const events = (target?.lifecycleEvents ?? []).map(({ name, startMs, endMs }) => `${name} ${startMs}-${endMs}`)
  expect(events).toEqual([
    'BeforeBlockTraffic 10000-10000',
    'BlockTraffic 10000-40000',
    'AfterBlockTraffic 40000-40000',
    'ApplicationStop 40000-40000',
    'DownloadBundle 40000-42000',
    'BeforeInstall 42000-42000',
    'Install 42000-47000',
    'AfterInstall 47000-47000',
    'ApplicationStart 47000-48000',
    'ValidateService 48000-48000',
    'BeforeAllowTraffic 48000-48000',
    'AllowTraffic 48000-60000',
    'AfterAllowTraffic 60000-60000',
  ])
})

it('[6.2] the deregistration delay cuts what is still open at its end, and nothing before', () => {
  // Six seconds of work, blocked at 10 s, cut at 14 s: what came before 8 s is answered in time, the rest is not.
  const result = run({
    startAtMs: 10_000,
    durationMs: 60_000,
    load: { kind: 'constant', rps: 8 },
    fleet: { instanceCount: 1, concurrency: 64 },
    loadBalancer: { deregistrationDelayMs: 4_000, healthCheck },
    revisions: { old: { serviceTime: constant(6_000) } },
    deployment: { deploymentConfig: 'CodeDeployDefault.OneAtATime' },
  })
  const open = [...sampledRequests(result)].filter(({ arrivedUs, endedUs }) => arrivedUs < 1e7 && endedUs >= 1e7)
  const answered = open.filter(({ cause }) => cause === 0)
  const cut = open.filter(({ cause }) => FAILURE_CAUSES[cause - 1] === 'cutByDraining')
  expect(answered.length + cut.length).toBe(open.length)
  expect(answered.every(({ arrivedUs, endedUs }) => arrivedUs < 8e6 && endedUs === arrivedUs + 6e6)).toBe(true)
  expect(cut.every(({ arrivedUs, endedUs }) => arrivedUs >= 8e6 && endedUs === 14e6)).toBe(true)
  expect(result.totals.failedByCause.cutByDraining).toBe(cut.length)
  expect(Math.min(answered.length, cut.length)).toBeGreaterThan(9)
})

/** A host that is updated, fails ValidateService and is rolled back at once. */
const failing = (scripts: { validateMs: number }, old: object, next: object): RunResult =>
  run({
    startAtMs: 18_000,
    load,
    fleet: { instanceCount: 1 },
    loadBalancer: { healthCheck },
    revisions: {
      old: { serviceTime: constant(20), downloadBundle: constant(0), ...old },
      new: {
        serviceTime: constant(20),
        downloadBundle: constant(0),
        install: constant(2_000),
        hooks: { ValidateService: [{ location: 'validate.sh', duration: constant(scripts.validateMs) }] },
        ...next,
      },
    },
    deployment: { deploymentConfig: 'CodeDeployDefault.OneAtATime', trafficControl: false },
    faults: [{ kind: 'hook-failure', event: 'ValidateService' }],
  })

it('[6.1] failures count in a row only: a pass between two of them leaves a target healthy', () => {
  // Down from 18 to 21 s and, for the rollback, from 35 to 42 s: of the checks, those of 20 and 40 s fail.
  const result = failing({ validateMs: 14_000 }, { install: constant(7_000) }, { install: constant(3_000) })
  expect(steps(result.instances[0]?.application ?? [])).toEqual([
    [0, 'serving'],
    [18_000, 'stopped'],
    [21_000, 'serving'],
    [35_000, 'stopped'],
    [42_000, 'serving'],
  ])
  expect(steps(result.instances[0]?.health ?? [])).toEqual([[0, 'healthy']])
})

it('a warm-up that was cut short by a stop ends nothing: the next start begins its own', () => {
  const warmUpMs = 30_000
  const result = failing({ validateMs: 3_000 }, { install: constant(2_000), warmUpMs }, { warmUpMs })
  expect(steps(result.instances[0]?.application ?? [])).toEqual([
    [0, 'serving'],
    [18_000, 'stopped'],
    [20_000, 'warming'],
    [23_000, 'stopped'],
    [25_000, 'warming'],
    // Not at 50 s, when the first warm-up would have ended.
    [55_000, 'serving'],
  ])
})

it('what happens to the fleet at an instant comes before the requests of that instant, and both before the row ends', () => {
  // A million a second from 2 s on, so that one arrives in the very microsecond in which the application goes down.
  const result = run({
    startAtMs: 2_000,
    durationMs: 2_001,
    load: {
      kind: 'steps',
      points: [
        { atMs: 0, rps: 50 },
        { atMs: 2_000, rps: 1_000_000 },
      ],
    },
    fleet: { instanceCount: 1 },
    revisions: { old: { hooks: { ApplicationStop: [{ location: 'stop.sh' }] } } },
    deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce', trafficControl: false },
  })
  const { arrived, routedOld, routedNone } = result.series.columns
  expect(arrived[2]).toBeGreaterThan(900)
  expect(routedOld[2]).toBe(0)
  expect(routedNone[0]).toBe(0)
  expect(routedNone[1]).toBeGreaterThan(0)
  expect(routedNone[1]).toBeLessThan(10)
})
