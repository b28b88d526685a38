import { type RunResult, type ScenarioInput, simulate } from '@sim'
import { scenarioOf } from '../../../support/tiny-run'

const ROLLS_BACK = {
  enabled: true,
  events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
} as const
const ERRORS = {
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 20,
  periodS: 60,
  treatMissingData: 'notBreaching',
} as const
const SMALL: Partial<ScenarioInput> = {
  startAtMs: 60_000,
  load: { kind: 'constant', rps: 60 },
  fleet: { instanceCount: 4 },
  loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 10_000 },
  revisions: { new: { errorRatePpm: 250_000 } },
}

const made = new Map<string, RunResult>()

function run(name: string, rest: Partial<ScenarioInput>): RunResult {
  const known = made.get(name)
  if (known !== undefined) return known
  const result = simulate(scenarioOf({ name, ...SMALL, ...rest }))
  made.set(name, result)
  return result
}

/** A bad version on 10 % of a Lambda alias, stopped by an alarm. */
export const lambdaStopped = (): RunResult =>
  run('Lambda, stopped by an alarm', {
    deployment: {
      strategy: 'lambda-alias',
      deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      alarmConfiguration: { alarms: ['errors'] },
      autoRollback: { enabled: true, events: [...ROLLS_BACK.events] },
    },
    alarms: [{ name: 'errors', metric: 'Errors', ...ERRORS }],
  })

/** A bad revision in place, one instance at a time, stopped by an alarm and rolled back. */
export const inPlaceStopped = (): RunResult =>
  run('In place, stopped by an alarm', {
    deployment: {
      deploymentConfig: 'CodeDeployDefault.OneAtATime',
      alarmConfiguration: { alarms: ['errors'] },
      autoRollback: { enabled: true, events: [...ROLLS_BACK.events] },
    },
    alarms: [{ name: 'errors', metric: 'HTTPCode_Target_5XX_Count', ...ERRORS }],
  })

/** A bad task set that a person stops while it has a tenth of the traffic. */
export const ecsStopped = (): RunResult =>
  run('ECS, stopped by a person', {
    deployment: {
      strategy: 'ecs-blue-green',
      deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      autoRollback: { enabled: true, events: [...ROLLS_BACK.events] },
    },
    interventions: [{ kind: 'stop', atMs: 150_000 }],
  })

/** A good revision on a second fleet that lives a minute beside the first. */
export const blueGreen = (): RunResult =>
  run('Blue/green', {
    deployment: {
      strategy: 'blue-green',
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
      blueGreen: { terminationWaitTimeInMinutes: 1 },
    },
    revisions: {},
  })

/** All of them, with their names. */
export function incidentRuns(): { readonly name: string; readonly result: RunResult }[] {
  const results = [lambdaStopped(), inPlaceStopped(), ecsStopped(), blueGreen()]
  return results.map((result) => ({ name: result.scenario.name, result }))
}
