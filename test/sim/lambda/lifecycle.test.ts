import { describe, expect, it } from 'vitest'
import { actsOf, eventsOf, hook, redOn, runFunction, statusOf, verdictsOf, WATCHED, weightsOf } from './function-run'

const MINUTE = 60_000
const HOUR = 3_600_000
const CANARY = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
const BOTH_HOOKS = { BeforeAllowTraffic: hook(7_000), AfterAllowTraffic: hook(11_000) }

describe('shifts of an alias', () => {
  it.each([
    ['LambdaAllAtOnce', [[0, 10_000]]],
    [
      'LambdaCanary10Percent5Minutes',
      [
        [0, 1_000],
        [5, 10_000],
      ],
    ],
    [
      'LambdaCanary10Percent10Minutes',
      [
        [0, 1_000],
        [10, 10_000],
      ],
    ],
    [
      'LambdaCanary10Percent15Minutes',
      [
        [0, 1_000],
        [15, 10_000],
      ],
    ],
    [
      'LambdaCanary10Percent30Minutes',
      [
        [0, 1_000],
        [30, 10_000],
      ],
    ],
    ['LambdaLinear10PercentEvery1Minute', tenSteps(1)],
    ['LambdaLinear10PercentEvery2Minutes', tenSteps(2)],
    ['LambdaLinear10PercentEvery3Minutes', tenSteps(3)],
    ['LambdaLinear10PercentEvery10Minutes', tenSteps(10)],
  ] as const)('[platforms 1.1] %s moves the weights on its minutes', (name, expected) => {
    const result = runFunction({
      load: { kind: 'constant', rps: 1 },
      deployment: { deploymentConfig: `CodeDeployDefault.${name}` },
    })
    const shifts = weightsOf(result).filter(([, weight]) => weight !== 0)
    expect(shifts).toEqual(expected.map(([minute, weight]) => [minute * MINUTE, weight]))
  })

  it('[platforms 1.2] a step that does not divide 100 leaves a remainder for the last shift, and nothing follows it', () => {
    const deploymentConfig = {
      name: 'Thirds',
      trafficRoutingConfig: {
        type: 'TimeBasedLinear' as const,
        timeBasedLinear: { linearPercentage: 30, linearInterval: 2 },
      },
    }
    const result = runFunction({ startAtMs: 1_000, deployment: { deploymentConfig } })
    const at = (minute: number) => 1_000 + minute * MINUTE
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [at(0), 3_000],
      [at(2), 6_000],
      [at(4), 9_000],
      [at(6), 10_000],
    ])
    expect(result.deployments[0]?.endedAtMs).toBe(at(6))
  })
})

describe('lifecycle of a Lambda deployment', () => {
  it('[platforms 1.4] runs its hooks before and after the shift, once each, and waits for both', () => {
    const result = runFunction({ deployment: { deploymentConfig: CANARY, hookFunctions: BOTH_HOOKS } })
    expect(eventsOf(result)).toEqual([
      ['BeforeAllowTraffic', 'Succeeded', 0, 7_000],
      ['AllowTraffic', 'Succeeded', 7_000, 7_000 + 5 * MINUTE],
      ['AfterAllowTraffic', 'Succeeded', 7_000 + 5 * MINUTE, 18_000 + 5 * MINUTE],
    ])
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [7_000, 1_000],
      [7_000 + 5 * MINUTE, 10_000],
    ])
    expect(result.deployments[0]?.targets[0]).toMatchObject({ targetType: 'LambdaTarget', instanceIndex: null })
  })

  it('[platforms 1.4] a missing hook takes no time, with AllAtOnce as with every other configuration', () => {
    const result = runFunction({ deployment: {} })
    expect(eventsOf(result).map(([, status, , endMs]) => [status, endMs])).toEqual(Array(3).fill(['Succeeded', 0]))
    expect(result.instances).toEqual([])
  })

  it('[platforms 1.4] a hook that does not call back for an hour fails the deployment', () => {
    const late = runFunction({
      load: { kind: 'constant', rps: 0 },
      deployment: { hookFunctions: { BeforeAllowTraffic: hook(HOUR + 1) } },
    })
    const silent = runFunction({
      load: { kind: 'constant', rps: 0 },
      deployment: { hookFunctions: { BeforeAllowTraffic: hook(5, 'none') } },
    })
    for (const result of [late, silent]) {
      expect(eventsOf(result)[0]).toEqual(['BeforeAllowTraffic', 'Failed', 0, HOUR])
      expect(result.deployments[0]).toMatchObject({ status: 'Failed', errorCode: 'HOOK_EXECUTION_FAILURE' })
    }
    const justInTime = runFunction({
      load: { kind: 'constant', rps: 0 },
      deployment: { hookFunctions: { BeforeAllowTraffic: hook(HOUR) } },
    })
    expect(justInTime.deployments[0]?.status).toBe('Succeeded')
  })

  it('[platforms 1.4] when BeforeAllowTraffic fails, the alias was never changed', () => {
    const result = runFunction({ deployment: { hookFunctions: { BeforeAllowTraffic: hook(7_000, 'Failed') } } })
    expect(weightsOf(result)).toEqual([[0, 0]])
    expect(eventsOf(result).map(([, status]) => status)).toEqual(['Failed', 'Skipped', 'Skipped'])
    expect(result.totals.byRevision.new).toBe(0)
    // MODEL: nothing is to be taken back.
    expect(verdictsOf(result)).toEqual([['user', 'Failed', 'HOOK_EXECUTION_FAILURE']])
    expect(result.deployments[0]?.rollbackMessage).toMatch(/nothing has moved, so there is nothing to roll back\.$/)
  })

  it('[platforms 1.4] when AfterAllowTraffic fails, a rollback returns to the old version in one step', () => {
    const hookFunctions = { AfterAllowTraffic: hook(11_000, 'Failed') }
    const result = runFunction({ deployment: { deploymentConfig: CANARY, hookFunctions } })
    const failedMs = 5 * MINUTE + 11_000
    expect(weightsOf(result)).toEqual([
      [0, 1_000],
      [5 * MINUTE, 10_000],
      [failedMs, 0],
    ])
    expect(verdictsOf(result)).toEqual([
      ['user', 'Failed', 'HOOK_EXECUTION_FAILURE'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
  })
})

describe('alarms and stops', () => {
  const alarms = [redOn('Errors')]
  const bad = { new: { errorRatePpm: 500_000 } }

  it('[platforms 1.6] an alarm takes all traffic back at once and stops the deployment', () => {
    const deployment = { ...WATCHED, deploymentConfig: CANARY, hookFunctions: BOTH_HOOKS }
    const result = runFunction({ load: { kind: 'constant', rps: 50 }, alarms, revisions: bad, deployment })
    const [original, rollback] = result.deployments
    expect(original).toMatchObject({ status: 'Stopped', errorCode: 'ALARM_ACTIVE' })
    const stoppedMs = original?.endedAtMs ?? 0
    expect(stoppedMs).toBeGreaterThan(7_000)
    expect(stoppedMs).toBeLessThan(40_000)
    expect(weightsOf(result)).toEqual([
      [0, 0],
      [7_000, 1_000],
      [stoppedMs, 0],
    ])
    expect(statusOf(result, 'AllowTraffic')).toBe('Failed')
    expect(statusOf(result, 'AfterAllowTraffic')).toBe('Skipped')
    expect(rollback).toMatchObject({
      creator: 'codeDeployRollback',
      revision: 'old',
      status: 'Succeeded',
      deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      createdAtMs: stoppedMs,
      endedAtMs: stoppedMs,
      rollbackTriggeringDeploymentId: original?.id,
    })
    expect(rollback?.id).not.toBe(original?.id)
    expect(original?.rollbackDeploymentId).toBe(rollback?.id)
    // OBSERVED: they succeeded, and no function was invoked.
    expect(eventsOf(result, 1).map(([, status, startMs, endMs]) => [status, startMs, endMs])).toEqual(
      Array(3).fill(['Succeeded', stoppedMs, stoppedMs]),
    )
  })

  it('[platforms 1.6] an alarm that is red at the start stops the deployment before anything is shifted', () => {
    const red = [{ ...redOn('Errors'), initialState: 'ALARM' as const }]
    const result = runFunction({ alarms: red, deployment: { ...WATCHED, deploymentConfig: CANARY } })
    expect(result.deployments[0]).toMatchObject({ status: 'Stopped', errorCode: 'ALARM_ACTIVE', endedAtMs: 0 })
    expect(result.deployments).toHaveLength(1)
    expect(weightsOf(result)).toEqual([[0, 0]])
  })

  it('[platforms 1.6] without an event for it, an alarm stops the deployment and nothing is taken back', () => {
    const deployment = { ...WATCHED, autoRollback: { enabled: false }, deploymentConfig: CANARY }
    const result = runFunction({ load: { kind: 'constant', rps: 50 }, alarms, revisions: bad, deployment })
    expect(verdictsOf(result)).toEqual([['user', 'Stopped', 'ALARM_ACTIVE']])
    expect(weightsOf(result).at(-1)?.[1]).toBe(1_000)
  })

  it('[platforms 1.6] a person stops it: Stopped with MANUAL_STOP', () => {
    const interventions = [{ kind: 'stop' as const, atMs: 90_000, autoRollbackEnabled: true }]
    const result = runFunction({ interventions, deployment: { deploymentConfig: CANARY } })
    expect(verdictsOf(result)).toEqual([
      ['user', 'Stopped', 'MANUAL_STOP'],
      ['codeDeployRollback', 'Succeeded', null],
    ])
    expect(statusOf(result, 'AllowTraffic')).toBe('Failed')
    expect(weightsOf(result).at(-1)).toEqual([90_000, 0])
  })

  it('[platforms 1.5] a stop without a rollback leaves the alias on two versions, and later deployments fail', () => {
    const interventions = [
      { kind: 'stop' as const, atMs: 90_000, autoRollbackEnabled: false },
      { kind: 'deploy' as const, atMs: 120_000, revision: 'new' as const },
      { kind: 'deploy' as const, atMs: 130_000, revision: 'old' as const },
    ]
    const result = runFunction({ interventions, deployment: { deploymentConfig: CANARY } })
    expect(verdictsOf(result)).toEqual([
      ['user', 'Stopped', 'MANUAL_STOP'],
      ['user', 'Failed', 'INVALID_LAMBDA_CONFIGURATION'],
      ['user', 'Failed', 'INVALID_LAMBDA_CONFIGURATION'],
    ])
    expect(weightsOf(result).at(-1)?.[1]).toBe(1_000)
  })

  it('[platforms 1.5] when it is complete, the alias points to the new version alone, and the way back is a deployment', () => {
    const interventions = [
      { kind: 'deploy' as const, atMs: 10_000, revision: 'new' as const },
      { kind: 'deploy' as const, atMs: 20_000, revision: 'old' as const },
    ]
    const result = runFunction({ interventions, deployment: {} })
    expect(actsOf(result)).toEqual([
      ['refused', 'InvalidRevisionException: the alias function:live already points to v2.'],
      ['done', ''],
    ])
    expect(weightsOf(result)).toEqual([
      [0, 10_000],
      [20_000, 0],
    ])
    expect(verdictsOf(result)).toEqual(Array(2).fill(['user', 'Succeeded', null]))
  })

  it('a failure without a rollback leaves the new version, from which the next deployment starts', () => {
    const interventions = [{ kind: 'deploy' as const, atMs: 30_000, revision: 'old' as const }]
    const hookFunctions = { AfterAllowTraffic: hook(11_000, 'Failed') }
    const result = runFunction({ interventions, deployment: { hookFunctions, autoRollback: { enabled: false } } })
    expect(result.deployments[0]?.status).toBe('Failed')
    expect(weightsOf(result)).toEqual([
      [0, 10_000],
      [30_000, 0],
    ])
  })
})

function tenSteps(minutes: number) {
  return Array.from({ length: 10 }, (_, index) => [index * minutes, (index + 1) * 1_000] as const)
}
