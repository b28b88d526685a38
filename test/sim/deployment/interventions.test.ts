import {
  compareRuns,
  describeLogEntry,
  faultsOf,
  modelChoicesOf,
  numberedEvents,
  simulate,
  withInterventions,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { answersIn, bundledScenario, runWith } from './forks'

const SURGE = { kind: 'traffic-surge', factorPermille: 3_000 }

/** Arrived requests of each second from one second to another. */
function arrivedPerSecond({ series }: ReturnType<typeof runWith>, fromS: number, untilS: number): number {
  const counts = series.columns.arrived.subarray(fromS, untilS)
  return counts.reduce((sum, count) => sum + count, 0) / counts.length
}

describe('inject-fault', () => {
  const inject = { kind: 'inject-fault', atMs: 100_000, fault: SURGE }

  it('begins the fault with the act, and lets it last to the end', () => {
    const result = runWith('half-at-a-time', inject)
    const usual = arrivedPerSecond(result, 0, 100)
    expect(arrivedPerSecond(result, 101, 200) / usual).toBeCloseTo(3, 0)
    expect(result.log.filter(({ type }) => type === 'fault')).toMatchObject([
      { atMs: 100_000, status: 'injected', faultIndex: 0 },
    ])
    expect(faultsOf(result.scenario)).toMatchObject([{ ...SURGE, fromMs: 100_000, untilMs: null }])
  })

  it('does what the same fault does that stands in the scenario', () => {
    const scenario = bundledScenario('half-at-a-time')
    const surge = faultsOf(runWith('half-at-a-time', inject).scenario)
    const standing = simulate({ ...scenario, faults: [...surge] })
    expect(runWith('half-at-a-time', inject).series).toEqual(standing.series)
  })

  it('is numbered behind the faults of the scenario, and told in words', () => {
    const result = runWith('validate-fails-rollback', { ...inject, atMs: 40_000 })
    expect(faultsOf(result.scenario).map(({ kind }) => kind)).toEqual(['hook-failure', 'traffic-surge'])
    const entry = result.log.find(({ type, faultIndex }) => type === 'fault' && faultIndex === 1)
    expect(entry && describeLogEntry(result, entry)).toMatch(/^Injected: the load is .* what it would be\.$/)
    expect(numberedEvents(result).map(({ title }) => title)).toContain('Fault injected')
  })

  it.each([
    [
      { kind: 'zone-outage', zone: 'mars' },
      '/interventions/0/fault/zone',
      /^The fleet has no Availability Zone mars; it has /,
    ],
    [
      { kind: 'lambda-throttle', concurrency: 5 },
      '/interventions/0/fault/kind',
      /cannot happen on Server; it fits Lambda/,
    ],
    [{ ...SURGE, untilMs: 90_000 }, '/interventions/0/fault/untilMs', /must end after it starts, at 100000 ms/],
    [
      { ...SURGE, fromMs: 5_000 },
      '/interventions/0/fault/fromMs',
      /^found 5000, allowed is only the time of the act \(100000\)/,
    ],
  ])('refuses %o, which the scenario cannot have', (fault, pointer, message) => {
    const parsed = withInterventions(bundledScenario('half-at-a-time'), [{ ...inject, fault }])
    expect(parsed).toMatchObject({ ok: false, issues: [{ pointer, message: expect.stringMatching(message) }] })
  })
})

describe('lift-fault', () => {
  const inject = { kind: 'inject-fault', atMs: 100_000, fault: SURGE }
  const lift = (atMs: number, faultIndex = 0) => ({ kind: 'lift-fault', atMs, faultIndex })

  it('ends a fault that an earlier act has injected', () => {
    const result = runWith('half-at-a-time', inject, lift(130_000))
    const usual = arrivedPerSecond(result, 0, 100)
    expect(arrivedPerSecond(result, 131, 200) / usual).toBeCloseTo(1, 0)
    expect(result.log.filter(({ type }) => type === 'fault').map(({ atMs, status }) => [atMs, status])).toEqual([
      [100_000, 'injected'],
      [130_000, 'lifted'],
    ])
  })

  it('ends a fault of the scenario: with the script mended in time, the deployment succeeds', () => {
    expect(runWith('validate-fails-rollback').deployments[0]?.status).toBe('Failed')
    const result = runWith('validate-fails-rollback', lift(31_000))
    expect(answersIn(result)).toEqual(['done'])
    expect(result.deployments.map(({ status }) => status)).toEqual(['Succeeded'])
  })

  it('is refused before the fault, and when it is over already', () => {
    const result = runWith('half-at-a-time', inject, lift(99_999), lift(130_000), lift(140_000))
    expect(answersIn(result)).toEqual([
      'Fault 0 begins only at 100000 ms.',
      'done',
      'done',
      'Fault 0 is over since 130000 ms.',
    ])
  })

  it('names what it may lift', () => {
    const parsed = withInterventions(bundledScenario('half-at-a-time'), [inject, lift(130_000, 1)])
    const message = 'found 1, allowed are 0 to 0: its faults, then those injected'
    expect(parsed).toMatchObject({ ok: false, issues: [{ pointer: '/interventions/1/faultIndex', message }] })
    const none = withInterventions(bundledScenario('half-at-a-time'), [lift(130_000)])
    expect(none).toMatchObject({ ok: false, issues: [{ message: 'found 0, but the run has no faults' }] })
  })
})

describe('override-alarms', () => {
  const override = (atMs: number) => ({ kind: 'override-alarms', atMs })

  it.each([
    ['zone-by-zone', 100_000],
    ['weighted-canary-alarm', 90_000],
    ['lambda-canary-alarm', 55_000],
  ])('lets %s go on, whatever its alarms say', (id, atMs) => {
    const base = runWith(id)
    expect(base.deployments[0]).toMatchObject({ status: 'Stopped', errorCode: 'ALARM_ACTIVE' })
    const result = runWith(id, override(atMs))
    expect(answersIn(result)).toEqual(['done'])
    expect(result.deployments[0]?.status).toBe('Succeeded')
    expect(result.alarms.some(({ states }) => states.some(({ value }) => value === 'ALARM'))).toBe(true)
    expect(modelChoicesOf(result).map((choice) => choice.id)).toContain('override-alarms-under-way')
    expect(modelChoicesOf(base).map((choice) => choice.id)).not.toContain('override-alarms-under-way')
  })

  it('is refused where nothing is under way, and where no alarm is watched', () => {
    expect(answersIn(runWith('half-at-a-time', override(1_000)))).toEqual(['No deployment is under way.'])
    expect(answersIn(runWith('half-at-a-time', override(60_000)))).toEqual([
      'The deployment watches no alarm that could stop it.',
    ])
    expect(answersIn(runWith('lambda-canary-alarm', override(55_000), override(56_000)))).toEqual([
      'done',
      'The deployment watches no alarm that could stop it.',
    ])
  })
})

describe('compareRuns', () => {
  /** The comparison of a figure, which every comparison has. */
  const compared = (id: string, results: Parameters<typeof compareRuns>[0]) =>
    compareRuns(results).find((comparison) => comparison.id === id)

  it('says of each run what it has more than the first', () => {
    const base = runWith('bad-build-5xx')
    const fork = runWith('bad-build-5xx', { kind: 'stop', atMs: 120_000, autoRollbackEnabled: true })
    const fewer = fork.totals.failed - base.totals.failed
    expect(fewer).toBeLessThan(0)
    expect(compared('failedRequests', [base, fork, base])).toMatchObject({
      values: [base.totals.failed, fork.totals.failed, base.totals.failed],
      differences: [0, fewer, 0],
    })
    const [baseMs = 0, forkMs = 0] = [base, fork].map(({ deployments: [first] }) => first?.endedAtMs ?? 0)
    expect(compared('deploymentDuration', [base, fork])?.differences).toEqual([0, (forkMs - baseMs) / 1_000])
    expect(compareRuns([base]).map(({ id }) => id)).toEqual(['failedRequests', 'downtime', 'deploymentDuration'])
  })

  it('has no difference where a run has no value', () => {
    const scenario = bundledScenario('half-at-a-time')
    const cut = simulate({ ...scenario, durationMs: 60_000 })
    const duration = compared('deploymentDuration', [simulate(scenario), cut])
    expect(duration?.values[1]).toBeNull()
    expect(duration?.differences).toEqual([0, null])
    expect(compared('failedRequests', [simulate(scenario), cut])?.differences).toEqual([0, 0])
  })
})
