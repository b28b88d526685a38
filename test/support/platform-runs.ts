import { type RunResult, type ScenarioInput, simulate } from '@sim'
import { scenarioOf } from './tiny-run'

type Deployment = NonNullable<ScenarioInput['deployment']>

const ALARM = {
  name: 'errors',
  metric: 'HTTPCode_Target_5XX_Count',
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 20,
  evaluationPeriods: 1,
  treatMissingData: 'notBreaching',
}
const LAMBDA_ALARM = { ...ALARM, metric: 'Errors' }
const QUICK = { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 10_000 }
const BAD = { errorRatePpm: 200_000 }
const HOOKS = {
  BeforeAllowTraffic: { functionName: 'before', duration: { kind: 'constant', meanMs: 20_000 } },
  AfterAllowTraffic: { functionName: 'after', duration: { kind: 'constant', meanMs: 10_000 } },
} as const

function run(name: string, deployment: Deployment, rest: object = {}): RunResult {
  return simulate(
    scenarioOf({
      name,
      startAtMs: 60_000,
      load: { kind: 'constant', rps: 50 },
      fleet: { instanceCount: 4 },
      loadBalancer: QUICK,
      deployment,
      ...rest,
    }),
  )
}

const ROLLS_BACK = {
  enabled: true,
  events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
} satisfies Deployment['autoRollback']

/** A deployment to a service that succeeds, and a second one after it. */
function ecsThen(revision: 'old' | 'new'): RunResult {
  return run(
    'ECS, deployed twice',
    {
      strategy: 'ecs-blue-green',
      deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce',
      blueGreen: { terminationWaitTimeInMinutes: 1 },
    },
    {
      interventions: [{ kind: 'deploy', atMs: 300_000, revision }],
      eventRules: [
        {
          name: 'on-success',
          pattern: { source: ['aws.codedeploy'], detail: { state: ['SUCCESS'] } },
          targets: [{ kind: 'SNS topic', name: 'pager' }],
        },
        { name: 'never', pattern: { source: ['aws.nothing'] }, targets: [{ kind: 'SNS topic', name: 'pager' }] },
      ],
    },
  )
}

/** One run of every strategy, and what people do and alarms stop; small, each made once. */
const MAKERS = {
  blueGreen: () =>
    run(
      'Blue/green',
      {
        strategy: 'blue-green',
        deploymentConfig: 'CodeDeployDefault.HalfAtATime',
        blueGreen: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 10, terminationWaitTimeInMinutes: 1 },
      },
      { interventions: [{ kind: 'continue', atMs: 150_000 }] },
    ),
  notContinued: () =>
    run('Not continued', {
      strategy: 'blue-green',
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
      blueGreen: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 1 },
    }),
  weightedCanary: () =>
    run('Weighted canary', {
      strategy: 'weighted-target-groups',
      deploymentConfig: {
        name: 'Canary10',
        trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 2 } },
      },
      bakeMs: 60_000,
      blueGreen: { terminationWaitTimeInMinutes: 1 },
    }),
  lambdaLinear: () =>
    run('Lambda linear', {
      strategy: 'lambda-alias',
      deploymentConfig: {
        name: 'Linear50',
        trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 30, linearInterval: 1 } },
      },
      hookFunctions: HOOKS,
    }),
  lambdaAlarm: () =>
    run(
      'Lambda, stopped by an alarm',
      {
        strategy: 'lambda-alias',
        deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        alarmConfiguration: { alarms: ['errors'] },
        autoRollback: ROLLS_BACK,
      },
      { alarms: [LAMBDA_ALARM], revisions: { new: BAD } },
    ),
  lambdaAlarmKept: () =>
    run(
      'Lambda, stopped by an alarm and not rolled back',
      {
        strategy: 'lambda-alias',
        deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        alarmConfiguration: { alarms: ['errors'] },
      },
      { alarms: [LAMBDA_ALARM], revisions: { new: BAD } },
    ),
  ecs: () =>
    run(
      'ECS blue/green',
      {
        strategy: 'ecs-blue-green',
        deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
        blueGreen: { terminationWaitTimeInMinutes: 1 },
        hookFunctions: HOOKS,
      },
      { alarms: [ALARM] },
    ),
  ecsTwice: () => ecsThen('new'),
  ecsThereAndBack: () => ecsThen('old'),
} satisfies Record<string, () => RunResult>

export type PlatformRunName = keyof typeof MAKERS

const made = new Map<PlatformRunName, RunResult>()

/** A run of one strategy by its name; the same object each time. */
export function platformRun(name: PlatformRunName): RunResult {
  const known = made.get(name)
  if (known !== undefined) return known
  const result = MAKERS[name]()
  made.set(name, result)
  return result
}

/** All of them, with their names. */
export function platformRuns(): { readonly name: PlatformRunName; readonly result: RunResult }[] {
  return (Object.keys(MAKERS) as PlatformRunName[]).map((name) => ({ name, result: platformRun(name) }))
}
