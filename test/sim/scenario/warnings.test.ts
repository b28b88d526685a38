import { parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'

function warningsOf(properties: object): string[] {
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', load: { kind: 'constant', rps: 1 }, ...properties })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.warnings.map(({ pointer, message }) => `${pointer}: ${message}`)
}

const linear = (linearInterval: number) => ({
  strategy: 'lambda-alias',
  deploymentConfig: {
    name: 'Slow',
    trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 50, linearInterval } },
  },
})
const waiting = (terminationWaitTimeInMinutes: number) => ({
  strategy: 'ecs-blue-green',
  blueGreen: { terminationWaitTimeInMinutes },
})

describe('what a scenario is warned of', () => {
  it('[platforms 1.3] a schedule that is longer than a run can be', () => {
    expect(warningsOf({ startAtMs: 0, deployment: linear(1_440) })).toEqual([])
    expect(warningsOf({ startAtMs: 0, deployment: linear(1_441) })).toEqual([
      '/deployment: a run ends after 86400000 ms at the latest, but the schedule and the waits of the deployment last until 86460000 ms: it will still be under way',
    ])
  })

  it('[platforms 2.4] waits that durationMs does not hold, unless somebody ends them', () => {
    const run = { startAtMs: 30_000, durationMs: 330_000 }
    expect(warningsOf({ ...run, deployment: waiting(5) })).toEqual([])
    expect(warningsOf({ ...run, deployment: waiting(6) })).toEqual([
      '/durationMs: found 330000, but the schedule and the waits of the deployment last until 390000 ms: it will still be under way',
    ])
    const interventions = [{ kind: 'continue', atMs: 200_000, deploymentWaitType: 'TERMINATION_WAIT' }]
    expect(warningsOf({ ...run, deployment: waiting(6), interventions })).toEqual([])
    expect(warningsOf({ ...run, deployment: waiting(6), interventions: [{ kind: 'stop', atMs: 60_000 }] })).toEqual([])
  })

  it('[platforms 2.3] a hook after test traffic that there is none of', () => {
    const hookFunctions = { AfterAllowTestTraffic: { functionName: 'check' } }
    const deployment = { strategy: 'ecs-blue-green', hookFunctions }
    expect(warningsOf({ deployment })).toEqual([])
    expect(warningsOf({ deployment, ecs: { testListener: false } })).toEqual([
      '/deployment/hookFunctions/AfterAllowTestTraffic: is not invoked, because ecs.testListener is false: without a test listener there is no test traffic',
    ])
  })

  it('[3.1] a wait before a termination that does not come', () => {
    const kept = (blueGreen: object) =>
      warningsOf({
        deployment: { strategy: 'blue-green', blueGreen: { terminateBlueInstances: 'KEEP_ALIVE', ...blueGreen } },
      })
    expect(kept({})).toEqual([])
    expect(kept({ terminationWaitTimeInMinutes: 60 })).toEqual([
      '/deployment/blueGreen/terminationWaitTimeInMinutes: found 60 with KEEP_ALIVE: nothing is terminated, so nobody waits',
    ])
  })

  it('[3.1] a wait to be continued that is over at once', () => {
    const held = (waitTimeInMinutes: number) =>
      warningsOf({
        deployment: { strategy: 'blue-green', blueGreen: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes } },
      })
    expect(held(1)).toEqual([])
    expect(held(0)).toEqual([
      '/deployment/blueGreen/waitTimeInMinutes: found 0 with STOP_DEPLOYMENT: the deployment stops in the millisecond in which it is Ready',
    ])
  })
})
