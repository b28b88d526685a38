import { simulate } from '../../../src/sim'
import type { LifecycleEventName, RunResult } from '../../../src/sim/result/types'
import { type ScenarioInput, scenarioSchema } from '../../../src/sim/scenario/schema'

export type Input = Omit<ScenarioInput, 'schemaVersion' | 'name'>

/** A law without spread, so that what is expected can be counted. */
export const constant = (meanMs: number) => ({ kind: 'constant' as const, meanMs })

/** A deployment of a function from time 0 on, with little load and no surprises, unless the input says otherwise. */
export function runFunction({ deployment, ...rest }: Input): RunResult {
  return simulate(
    scenarioSchema.parse({
      schemaVersion: 1,
      name: 'test',
      startAtMs: 0,
      load: { kind: 'constant', rps: 5 },
      ...rest,
      deployment: {
        strategy: 'lambda-alias',
        deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce',
        ...deployment,
      },
    }),
  )
}

/** A hook function that calls back after so long. */
export const hook = (meanMs: number, result: 'Succeeded' | 'Failed' | 'none' = 'Succeeded') => ({
  functionName: 'CodeDeployHook_test',
  duration: constant(meanMs),
  result,
})

/** The weight of the new version as pairs of time and basis points. */
export const weightsOf = ({ traffic }: RunResult) => traffic.weightNew.map(({ atMs, value }) => [atMs, value])

/** The lifecycle events of the one target of a deployment: name, status, start, end. */
export function eventsOf({ deployments }: RunResult, deploymentIndex = 0) {
  const events = deployments[deploymentIndex]?.targets[0]?.lifecycleEvents ?? []
  return events.map(({ name, status, startMs, endMs }) => [name, status, startMs, endMs] as const)
}

/** The status of one event of the first deployment. */
export const statusOf = (result: RunResult, event: LifecycleEventName) =>
  eventsOf(result).find(([name]) => name === event)?.[1]

/** Creator, status and error code of every deployment. */
export const verdictsOf = ({ deployments }: RunResult) =>
  deployments.map(({ creator, status, errorCode }) => [creator, status, errorCode])

/** What became of every act of a person. */
export const actsOf = ({ log }: RunResult) =>
  log.filter(({ type }) => type === 'intervention').map(({ status, detail }) => [status, detail])

/** An alarm on errors of any kind, looked at every ten seconds. */
export const redOn = (metric: string) => ({
  name: 'red',
  metric,
  periodS: 10,
  threshold: 0,
  comparisonOperator: 'GreaterThanThreshold' as const,
  treatMissingData: 'notBreaching' as const,
})
export const WATCHED = {
  alarmConfiguration: { enabled: true, alarms: ['red'] },
  autoRollback: { events: ['DEPLOYMENT_STOP_ON_ALARM' as const, 'DEPLOYMENT_FAILURE' as const] },
}
