import { describe, expect, it } from 'vitest'
import { actsOf, eventsOf, hook, redOn, statusOf, verdictsOf, WATCHED, weightsOf } from '../lambda/function-run'
import { runningAt, runService, tasksAt, valueAt } from './service-run'

const MINUTE = 60_000
const HOUR = 3_600_000
const CANARY = 'CodeDeployDefault.ECSCanary10Percent5Minutes'
const STEADY_MS = 25_000
const KEPT = { terminationWaitTimeInMinutes: 5 }
const testListenerOf = (result: Parameters<typeof weightsOf>[0]) =>
  result.traffic.testListener.map(({ atMs, value }) => [atMs, value])

describe('shifts of a listener', () => {
  it.each([
    ['ECSAllAtOnce', [[0, 10_000]]],
    [
      'ECSCanary10Percent5Minutes',
      [
        [0, 1_000],
        [5, 10_000],
      ],
    ],
    [
      'ECSCanary10Percent15Minutes',
      [
        [0, 1_000],
        [15, 10_000],
      ],
    ],
    ['ECSLinear10PercentEvery1Minutes', tenSteps(1)],
    ['ECSLinear10PercentEvery3Minutes', tenSteps(3)],
  ] as const)('[platforms 2.1] %s moves the weights on its minutes', (name, expected) => {
    const result = runService({ deployment: { deploymentConfig: `CodeDeployDefault.${name}` } })
    const shifts = weightsOf(result).slice(1)
    expect(shifts).toEqual(expected.map(([minute, weight]) => [STEADY_MS + minute * MINUTE, weight]))
  })
})

describe('lifecycle of an ECS deployment', () => {
  const hookFunctions = {
    BeforeInstall: hook(1_000),
    AfterInstall: hook(2_000),
    AfterAllowTestTraffic: hook(20_000),
    BeforeAllowTraffic: hook(4_000),
    AfterAllowTraffic: hook(5_000),
  }

  it('[platforms 2.3] eight events in their order, five of them with a hook', () => {
    const result = runService({ deployment: { deploymentConfig: CANARY, hookFunctions, blueGreen: KEPT } })
    const installed = 1_000 + STEADY_MS
    const allowed = installed + 26_000
    const shifted = allowed + 5 * MINUTE
    expect(eventsOf(result)).toEqual([
      ['BeforeInstall', 'Succeeded', 0, 1_000],
      ['Install', 'Succeeded', 1_000, installed],
      ['AfterInstall', 'Succeeded', installed, installed + 2_000],
      ['AllowTestTraffic', 'Succeeded', installed + 2_000, installed + 2_000],
      ['AfterAllowTestTraffic', 'Succeeded', installed + 2_000, installed + 22_000],
      ['BeforeAllowTraffic', 'Succeeded', installed + 22_000, allowed],
      ['AllowTraffic', 'Succeeded', allowed, shifted],
      ['AfterAllowTraffic', 'Succeeded', shifted, shifted + 5_000],
    ])
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [allowed, 1_000],
      [shifted, 10_000],
    ])
    expect(testListenerOf(result)).toEqual([
      [0, 'original'],
      [installed + 2_000, 'replacement'],
    ])
    expect(result.deployments[0]?.endedAtMs).toBe(shifted + 5_000 + 5 * MINUTE)
    expect(result.deployments[0]?.targets).toMatchObject([{ targetType: 'ECSTarget', instanceIndex: null }])
  })

  it('[platforms 2.3] Install creates the replacement beside the original, in the second target group', () => {
    const result = runService({ deployment: { deploymentConfig: CANARY } })
    expect(tasksAt(result, 10_000).slice(4)).toEqual(
      Array(4).fill({ fleet: 'replacement', targetGroupIndex: 1, lifecycle: 'Pending', health: 'unused' }),
    )
    expect(tasksAt(result, 21_000).slice(4)).toEqual(
      Array(4).fill({ fleet: 'replacement', targetGroupIndex: 1, lifecycle: 'InService', health: 'initial' }),
    )
    expect(runningAt(result, 'original', 21_000)).toBe(4)
    expect(result.instances.slice(4).map(({ revision }) => revision.at(-1)?.value)).toEqual(Array(4).fill('new'))
  })

  it('[platforms 2.3] Install waits for tasks that boot and warm up', () => {
    const result = runService({ revisions: { new: { bootMs: 20_000, warmUpMs: 7_000 } } })
    // Checks come 5 s and 35 s after the task runs at 20 s; the application answers from 47 s on.
    expect(eventsOf(result)[1]).toEqual(['Install', 'Succeeded', 0, 55_000])
    expect(result.deployments[0]?.targets[0]?.lifecycleEvents[1]?.expectedMs).toBe(55_000)
  })

  it('[platforms 2.3] a replacement that is not steady after 60 minutes fails Install, and is deleted', () => {
    const result = runService({ load: { kind: 'constant', rps: 0 }, revisions: { new: { bootMs: HOUR } } })
    expect(eventsOf(result)[1]).toEqual(['Install', 'Failed', 0, HOUR])
    expect(verdictsOf(result)).toEqual([
      ['user', 'Failed', 'ECS_UPDATE_ERROR'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
    expect(runningAt(result, 'replacement', HOUR)).toBe(0)
    expect(runningAt(result, 'original', HOUR)).toBe(4)
  })

  it('[platforms 2.3] a service without tasks is steady at once', () => {
    const result = runService({ fleet: { instanceCount: 0 }, load: { kind: 'constant', rps: 0 } })
    expect(eventsOf(result).map(([, status, , endMs]) => [status, endMs])).toEqual(Array(8).fill(['Succeeded', 0]))
  })

  it('[platforms 2.3] without a test listener nothing happens in AllowTestTraffic, nor in AfterAllowTestTraffic', () => {
    const failing = { ...hookFunctions, AfterAllowTestTraffic: hook(20_000, 'Failed') }
    const result = runService({ ecs: { testListener: false }, deployment: { hookFunctions: failing } })
    expect(testListenerOf(result)).toEqual([[0, null]])
    const afterInstall = 1_000 + STEADY_MS + 2_000
    expect(eventsOf(result).slice(3, 5)).toEqual([
      ['AllowTestTraffic', 'Succeeded', afterInstall, afterInstall],
      ['AfterAllowTestTraffic', 'Succeeded', afterInstall, afterInstall],
    ])
    expect(verdictsOf(result)).toEqual([['user', 'Succeeded', null]])
  })

  it('[platforms 2.3] production is on the original until AllowTraffic, whatever the test listener says', () => {
    const result = runService({ load: { kind: 'constant', rps: 50 }, deployment: { hookFunctions } })
    const allowed = eventsOf(result)[6]?.[2] ?? 0
    const rows = Math.floor(allowed / 1_000)
    expect(rows).toBe(52)
    expect([...result.series.columns.routedNew.subarray(0, rows)]).toEqual(Array(rows).fill(0))
    expect(result.series.columns.routedNew[rows + 1]).toBeGreaterThan(0)
  })

  it('[platforms 2.3] after BeforeInstall has failed there is nothing to roll back', () => {
    const result = runService({ deployment: { hookFunctions: { BeforeInstall: hook(3_000, 'Failed') } } })
    expect(verdictsOf(result)).toEqual([['user', 'Failed', 'HOOK_EXECUTION_FAILURE']])
    expect(result.instances).toHaveLength(4)
    expect(result.deployments[0]?.rollbackMessage).toMatch(/nothing to roll back\.$/)
  })

  it.each(['AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'] as const)(
    '[platforms 2.3] after %s has failed, both listeners return and the replacement is deleted',
    (event) => {
      const result = runService({
        deployment: { deploymentConfig: CANARY, hookFunctions: { [event]: hook(3_000, 'Failed') } },
      })
      expect(verdictsOf(result)).toEqual([
        ['user', 'Failed', 'HOOK_EXECUTION_FAILURE'],
        ['codeDeployRollback', 'Succeeded', null],
      ])
      expect(statusOf(result, event)).toBe('Failed')
      const [failed, rollback] = result.deployments
      const failedMs = failed?.endedAtMs ?? 0
      expect(rollback).toMatchObject({ createdAtMs: failedMs, endedAtMs: failedMs, revision: 'old' })
      expect(valueAt(result.traffic.weightNew, failedMs)).toBe(0)
      expect(valueAt(result.traffic.testListener, failedMs)).toBe('original')
      expect(runningAt(result, 'replacement', failedMs)).toBe(0)
      expect(runningAt(result, 'original', result.endedAtMs)).toBe(4)
      expect(rollback?.deploymentConfigName).toBe('CodeDeployDefault.ECSAllAtOnce')
    },
  )

  it('[platforms 2.3] a hook that is silent for an hour fails its event', () => {
    const hookFunctions = { AfterInstall: hook(1, 'none') }
    const result = runService({ load: { kind: 'constant', rps: 0 }, deployment: { hookFunctions } })
    expect(eventsOf(result)[2]).toEqual(['AfterInstall', 'Failed', STEADY_MS, STEADY_MS + HOUR])
  })
})

describe('waits of an ECS deployment', () => {
  const held = { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: 10 }
  const goOn = (atMs: number, deploymentWaitType: 'READY_WAIT' | 'TERMINATION_WAIT') => ({
    kind: 'continue' as const,
    atMs,
    deploymentWaitType,
  })

  it('[platforms 2.4] STOP_DEPLOYMENT waits in Ready, after the test traffic and before the production traffic', () => {
    const hookFunctions = { AfterAllowTestTraffic: hook(20_000), BeforeAllowTraffic: hook(4_000) }
    const result = runService({
      interventions: [goOn(40_000, 'READY_WAIT'), goOn(100_000, 'READY_WAIT')],
      deployment: { hookFunctions, blueGreen: held },
    })
    expect(actsOf(result).map(([status]) => status)).toEqual(['refused', 'done'])
    expect(eventsOf(result)[4]).toEqual(['AfterAllowTestTraffic', 'Succeeded', 25_000, 45_000])
    expect(eventsOf(result)[5]).toEqual(['BeforeAllowTraffic', 'Succeeded', 100_000, 104_000])
    const statuses = result.log.filter(({ type }) => type === 'deployment').map(({ atMs, status }) => [atMs, status])
    expect(statuses.slice(2, 4)).toEqual([
      [45_000, 'Ready'],
      [100_000, 'InProgress'],
    ])
    expect(valueAt(result.traffic.testListener, 50_000)).toBe('replacement')
  })

  it('[platforms 2.4] a wait that nobody ends stops the deployment', () => {
    const result = runService({ deployment: { blueGreen: held } })
    expect(result.deployments[0]).toMatchObject({ status: 'Stopped', endedAtMs: STEADY_MS + 10 * MINUTE })
    expect(weightsOf(result)).toEqual([[0, 0]])
    expect(runningAt(result, 'original', result.endedAtMs)).toBe(4)
  })

  it('[platforms 2.4] CONTINUE_DEPLOYMENT reroutes at once', () => {
    const result = runService({ deployment: { blueGreen: { waitTimeInMinutes: 0 } } })
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [STEADY_MS, 10_000],
    ])
  })

  it('[platforms 2.4] the original is kept for the termination wait, which a person may end', () => {
    const ended = STEADY_MS + 5 * MINUTE
    const kept = runService({ deployment: { blueGreen: KEPT } })
    expect([runningAt(kept, 'original', ended - 1), runningAt(kept, 'original', ended)]).toEqual([4, 0])
    expect(kept.deployments[0]).toMatchObject({ endedAtMs: ended, instanceTerminationWaitTimeStarted: true })
    const cut = runService({ interventions: [goOn(60_000, 'TERMINATION_WAIT')], deployment: { blueGreen: KEPT } })
    expect(cut.deployments[0]).toMatchObject({ status: 'Succeeded', endedAtMs: 60_000 })
    expect(runningAt(cut, 'original', 60_000)).toBe(0)
  })
})

describe('rollback of an ECS deployment', () => {
  it('[platforms 2.5] while the original is kept, a stop takes production back to it at once', () => {
    const interventions = [{ kind: 'stop' as const, atMs: 2 * MINUTE, autoRollbackEnabled: true }]
    const result = runService({ interventions, deployment: { blueGreen: KEPT } })
    expect(verdictsOf(result)).toEqual([
      ['user', 'Stopped', 'MANUAL_STOP'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [STEADY_MS, 10_000],
      [2 * MINUTE, 0],
    ])
    expect(testListenerOf(result).at(-1)).toEqual([2 * MINUTE, 'original'])
    expect(result.totals.failed).toBe(0)
    expect(runningAt(result, 'original', result.endedAtMs)).toBe(4)
  })

  it('[platforms 2.5] an alarm during the shift does the same', () => {
    const result = runService({
      load: { kind: 'constant', rps: 100 },
      alarms: [redOn('HTTPCode_Target_5XX_Count')],
      revisions: { new: { errorRatePpm: 500_000 } },
      deployment: { ...WATCHED, deploymentConfig: CANARY },
    })
    const stoppedMs = result.deployments[0]?.endedAtMs ?? 0
    expect(verdictsOf(result)).toEqual([
      ['user', 'Stopped', 'ALARM_ACTIVE'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
    expect(statusOf(result, 'AllowTraffic')).toBe('Failed')
    expect(statusOf(result, 'AfterAllowTraffic')).toBe('Skipped')
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [STEADY_MS, 1_000],
      [stoppedMs, 0],
    ])
    expect(stoppedMs - STEADY_MS).toBeLessThan(30_000)
    expect(eventsOf(result, 1).map(([name, status, , endMs]) => [name, status, endMs])).toEqual(
      eventsOf(result).map(([name]) => [name, 'Succeeded', stoppedMs]),
    )
  })

  it('[platforms 2.5] without a rollback everything stays where it is', () => {
    const hookFunctions = { AfterAllowTraffic: hook(3_000, 'Failed') }
    const result = runService({
      interventions: [{ kind: 'deploy', atMs: 5 * MINUTE }],
      deployment: { hookFunctions, autoRollback: { enabled: false } },
    })
    expect(verdictsOf(result)).toEqual([
      ['user', 'Failed', 'HOOK_EXECUTION_FAILURE'],
      ['user', 'Failed', 'INVALID_ECS_SERVICE'],
    ])
    expect(weightsOf(result).at(-1)).toEqual([STEADY_MS, 10_000])
    expect(testListenerOf(result).at(-1)?.[1]).toBe('replacement')
    expect([
      runningAt(result, 'original', result.endedAtMs),
      runningAt(result, 'replacement', result.endedAtMs),
    ]).toEqual([4, 4])
  })

  it('[platforms 2.5] after a success the roles swap: the next replacement is in the idle target group', () => {
    const result = runService({
      interventions: [{ kind: 'deploy', atMs: 10 * MINUTE, revision: 'old' }],
      deployment: { deploymentConfig: CANARY, blueGreen: { terminationWaitTimeInMinutes: 1 } },
    })
    const second = 10 * MINUTE + STEADY_MS
    expect(weightsOf(result).slice(-2)).toEqual([
      [second, 9_000],
      [second + 5 * MINUTE, 0],
    ])
    expect(tasksAt(result, 11 * MINUTE).filter(({ lifecycle }) => lifecycle === 'InService')).toEqual([
      ...Array(4).fill({ fleet: 'replacement', targetGroupIndex: 1, lifecycle: 'InService', health: 'healthy' }),
      ...Array(4).fill({ fleet: 'original', targetGroupIndex: 0, lifecycle: 'InService', health: 'healthy' }),
    ])
    expect(runningAt(result, 'replacement', result.endedAtMs)).toBe(0)
    expect(runningAt(result, 'original', result.endedAtMs)).toBe(4)
    expect(result.totals.failed).toBe(0)
  })
})

function tenSteps(minutes: number) {
  return Array.from({ length: 10 }, (_, index) => [index * minutes, (index + 1) * 1_000] as const)
}
