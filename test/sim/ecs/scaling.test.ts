import { describe, expect, it } from 'vitest'
import { actsOf, eventsOf, hook, verdictsOf, weightsOf } from '../lambda/function-run'
import { runningAt, runService, valueAt } from './service-run'

const MINUTE = 60_000
const LINEAR = 'CodeDeployDefault.ECSLinear10PercentEvery3Minutes'
const scaleTo = (desiredCapacity: number, atMs: number) => ({
  kind: 'set-desired-capacity' as const,
  atMs,
  desiredCapacity,
})
/** Requests per task and minute that the policy holds. */
const tracking = (targetValue: number) => [{ metric: 'ALBRequestCountPerTarget' as const, targetValue }]

describe('scaling of a service during its deployment', () => {
  it('[platforms 2.5] a service that scales when the deployment starts is waited for, and nothing is shifted before', () => {
    const result = runService({
      startAtMs: 10_000,
      interventions: [scaleTo(6, 9_000)],
      // What is added to the original boots for 50 s; the replacement would be steady 25 s after its start.
      revisions: { old: { bootMs: 50_000 } },
      loadBalancer: { healthCheck: { intervalMs: 10_000, healthyThresholdCount: 2 } },
    })
    // Checks of the added tasks at 34, 44, ... s; they answer from 79 s on, and are unhealthy by then.
    expect(eventsOf(result)[1]).toEqual(['Install', 'Succeeded', 10_000, 94_000])
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [94_000, 10_000],
    ])
    expect([runningAt(result, 'original', 94_000), runningAt(result, 'replacement', 94_000)]).toEqual([6, 6])
  })

  it('[platforms 2.5] it is waited for an hour at most', () => {
    const result = runService({
      load: { kind: 'constant', rps: 0 },
      startAtMs: 10_000,
      interventions: [scaleTo(6, 9_000)],
      revisions: { old: { bootMs: 3_600_000 } },
    })
    expect(eventsOf(result)[1]).toEqual(['Install', 'Failed', 10_000, 3_610_000])
    expect(weightsOf(result)).toEqual([[0, 0]])
  })

  it('[platforms 2.5] a shift goes on for five minutes while the service scales, then the deployment fails', () => {
    const run = (bootMs: number) =>
      runService({
        revisions: { new: { bootMs } },
        loadBalancer: { healthCheck: { intervalMs: 10_000, healthyThresholdCount: 2 } },
        interventions: [scaleTo(6, 14 * MINUTE)],
        deployment: { deploymentConfig: LINEAR },
      })
    const slow = run(7 * MINUTE)
    const shifted = eventsOf(slow)[6]?.[2] ?? 0
    expect(shifted).toBeGreaterThan(7 * MINUTE)
    expect(shifted).toBeLessThan(14 * MINUTE)
    expect(verdictsOf(slow)).toEqual([
      ['user', 'Failed', 'ECS_UPDATE_ERROR'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
    expect(slow.deployments[0]?.endedAtMs).toBe(19 * MINUTE)
    // At least one more step of the shift came in these five minutes.
    const weights = weightsOf(slow).filter(([atMs = 0]) => atMs > 14 * MINUTE)
    expect(weights.length).toBeGreaterThanOrEqual(2)
    expect(weights.at(-1)).toEqual([19 * MINUTE, 0])
    expect(verdictsOf(run(3 * MINUTE))).toEqual([['user', 'Succeeded', null]])
  })

  it('[platforms 2.5] scaling that began before the shift has its five minutes from the first shift on', () => {
    const result = runService({
      revisions: { old: { bootMs: 30 * MINUTE } },
      // The original's new tasks do not come up; the shift begins two minutes after Install has ended.
      interventions: [scaleTo(6, 30_000)],
      deployment: { deploymentConfig: LINEAR, hookFunctions: { AfterInstall: hook(2 * MINUTE) } },
    })
    expect(eventsOf(result)[6]?.[2]).toBe(145_000)
    expect(result.deployments[0]).toMatchObject({ status: 'Failed', endedAtMs: 145_000 + 5 * MINUTE })
  })

  it('both task sets follow the desired count, in both directions', () => {
    const result = runService({
      interventions: [scaleTo(6, 2 * MINUTE), scaleTo(3, 5 * MINUTE)],
      deployment: { deploymentConfig: LINEAR },
    })
    const both = (atMs: number) => [runningAt(result, 'original', atMs), runningAt(result, 'replacement', atMs)]
    expect([both(MINUTE), both(3 * MINUTE), both(6 * MINUTE)]).toEqual([
      [4, 4],
      [6, 6],
      [3, 3],
    ])
    expect(result.autoScaling?.desiredCapacity.map(({ value }) => value)).toEqual([4, 6, 3])
    expect(result.deployments[0]?.status).toBe('Succeeded')
    expect(result.totals.failed).toBe(0)
  })

  it('a desired count outside the bounds of service scaling is refused', () => {
    const result = runService({
      ecs: { minCapacity: 2, maxCapacity: 5 },
      interventions: [scaleTo(6, 2 * MINUTE), scaleTo(1, 3 * MINUTE)],
    })
    expect(actsOf(result)).toEqual([
      ['refused', 'The desired count 6 is not between minCapacity 2 and maxCapacity 5.'],
      ['refused', 'The desired count 1 is not between minCapacity 2 and maxCapacity 5.'],
    ])
    expect(result.autoScaling).toMatchObject({ minSize: 2, maxSize: 5, desiredCapacity: [{ atMs: 0, value: 4 }] })
  })

  it('what scales nothing has no record', () => {
    expect(runService({}).autoScaling).toBeNull()
  })

  it('a policy adds tasks for the load', () => {
    const result = runService({
      startAtMs: 3_600_000,
      durationMs: 6 * MINUTE,
      load: { kind: 'constant', rps: 100 },
      ecs: { targetTracking: tracking(1_000) },
    })
    // 6000 requests a minute, 1000 for each task.
    const track = result.autoScaling?.desiredCapacity ?? []
    expect(track[0]?.value).toBe(4)
    expect(valueAt(track, 5 * MINUTE)).toBeGreaterThanOrEqual(6)
    expect(valueAt(track, 5 * MINUTE)).toBeLessThanOrEqual(7)
    expect(track[1]?.atMs).toBe(3 * MINUTE + 1)
  })

  it('[platforms 2.5] while both task sets run, scaling reads twice the tasks', () => {
    const result = runService({
      load: { kind: 'constant', rps: 100 },
      ecs: { targetTracking: tracking(1_000) },
      deployment: { deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent15Minutes' },
    })
    // 90 % of the requests go to the four original tasks, more than 1000 a minute for each; 8 tasks are read.
    const track = result.autoScaling?.desiredCapacity ?? []
    expect(track[1]?.atMs).toBe(3 * MINUTE + 1)
    expect(track[1]?.value).toBeGreaterThanOrEqual(10)
    expect(track[1]?.value).toBeLessThanOrEqual(12)
  })
})
