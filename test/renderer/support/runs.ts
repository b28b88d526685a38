import { formatScenario, parseScenario, type RunResult, type Scenario, type ScenarioInput, simulate } from '@sim'
import { openedEntry } from '../../../src/renderer/library/entries'
import type { ShownRun } from '../../../src/renderer/state/store'

/** Six instances in three waves of two; every script takes its mean, so that times can be counted by hand. */
export function smallScenario(properties: Partial<ScenarioInput> = {}): Scenario {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'Small',
    startAtMs: 5_000,
    load: { kind: 'constant', rps: 30 },
    fleet: { instanceCount: 6, zones: ['us-east-1a', 'us-east-1b'] },
    loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 10_000 },
    deployment: {
      deploymentConfig: { name: 'FourStay', minimumHealthyHosts: { type: 'HOST_COUNT', value: 4 } },
    },
    ...properties,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** A deployment whose ValidateService fails on every instance, and its rollback. */
export function failingScenario(): Scenario {
  return smallScenario({
    name: 'Failing',
    revisions: {
      old: { name: 'shop v1' },
      new: { name: 'shop v2', hooks: { ValidateService: [{ location: 'scripts/validate.sh' }] } },
    },
    faults: [{ kind: 'hook-failure', event: 'ValidateService', revision: 'new' }],
  })
}

const runs = new Map<string, RunResult>()

/** Each scenario is simulated once for all tests of a file. */
export function runOf(scenario: Scenario): RunResult {
  const known = runs.get(scenario.name)
  if (known) return known
  const result = simulate(scenario)
  runs.set(scenario.name, result)
  return result
}

/** A finished run as the window shows it, from an opened file of its own. */
export function shownOf(result: RunResult): ShownRun {
  return { entry: openedEntry('run.json', formatScenario(result.scenario)), result, remarks: [] }
}

/** One target group, two fleets; the original one is terminated a minute after it has left. */
export function blueGreenScenario(): Scenario {
  return smallScenario({
    name: 'Blue/green',
    deployment: {
      strategy: 'blue-green',
      deploymentConfig: 'CodeDeployDefault.HalfAtATime',
      blueGreen: { terminationWaitTimeInMinutes: 1 },
    },
  })
}

/** Two target groups: 20 % for two minutes, then all; an alarm on a bad build stops it when asked for. */
export function weightedScenario(properties: Partial<ScenarioInput> = {}): Scenario {
  return smallScenario({
    name: 'Weighted',
    deployment: {
      strategy: 'weighted-target-groups',
      deploymentConfig: {
        name: 'Canary20',
        trafficRoutingConfig: {
          type: 'TimeBasedCanary',
          timeBasedCanary: { canaryPercentage: 20, canaryInterval: 2 },
        },
      },
    },
    ...properties,
  })
}

/** A bad build behind 20 % of the traffic, and an alarm that stops the deployment and rolls it back. */
export function alarmedScenario(): Scenario {
  const { deployment } = weightedScenario()
  if (deployment === null) throw new Error('The weighted scenario has a deployment')
  return weightedScenario({
    name: 'Alarmed',
    revisions: { new: { errorRatePpm: 500_000 } },
    alarms: [
      {
        name: 'errors',
        metric: 'HTTPCode_Target_5XX_Count',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 10,
        treatMissingData: 'notBreaching',
      },
    ],
    deployment: {
      ...deployment,
      alarmConfiguration: { enabled: true, alarms: ['errors'] },
      autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
    },
  })
}

/** An alias whose weight grows by a tenth every minute. */
export function lambdaScenario(): Scenario {
  return smallScenario({
    name: 'Lambda',
    revisions: { old: { name: '41' }, new: { name: '42' } },
    deployment: {
      strategy: 'lambda-alias',
      deploymentConfig: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute',
      hookFunctions: { BeforeAllowTraffic: { functionName: 'preTrafficTest' } },
    },
  })
}

/** An alias that moves all traffic at once onto a version without a warm environment, within a small concurrency. */
export function allAtOnceLambdaScenario(): Scenario {
  return smallScenario({
    name: 'All at once',
    load: { kind: 'constant', rps: 100 },
    lambda: { reservedConcurrency: 20 },
    revisions: { new: { initTime: { kind: 'constant', meanMs: 1_000 } } },
    deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' },
  })
}

/** A service that an alarm on a bad build turns back at ten percent. */
export function alarmedServiceScenario(): Scenario {
  const { alarms, revisions, deployment } = alarmedScenario()
  return smallScenario({
    name: 'ECS, alarmed',
    alarms,
    revisions,
    deployment: {
      strategy: 'ecs-blue-green',
      deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      ...(deployment && { alarmConfiguration: deployment.alarmConfiguration, autoRollback: deployment.autoRollback }),
    },
  })
}

/** A service of six tasks with a test listener. */
export function ecsScenario(): Scenario {
  return smallScenario({
    name: 'ECS',
    deployment: {
      strategy: 'ecs-blue-green',
      deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      hookFunctions: { AfterAllowTestTraffic: { functionName: 'tests' } },
      blueGreen: { terminationWaitTimeInMinutes: 1 },
    },
  })
}
