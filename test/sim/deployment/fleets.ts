import type { DeploymentRecord, LifecycleEventRecord, TargetRecord } from '../../../src/sim/result/types'
import type { ScenarioInput } from '../../../src/sim/scenario/schema'
import { type FakeOptions, type FakeRun, runInFakeWorld, type scenarioOf } from './fake-world'

export type Input = Parameters<typeof scenarioOf>[0]
type DeploymentInput = NonNullable<ScenarioInput['deployment']>
type FaultInput = NonNullable<ScenarioInput['faults']>[number]

const script = (location: string) => [{ location, duration: { kind: 'constant' as const, meanMs: 1_000 } }]

/** Hooks with one script in every scriptable event, named by revision and event. */
export function hooksOf(name: string) {
  return {
    BeforeBlockTraffic: script(`${name}/BeforeBlockTraffic`),
    AfterBlockTraffic: script(`${name}/AfterBlockTraffic`),
    ApplicationStop: script(`${name}/ApplicationStop`),
    BeforeInstall: script(`${name}/BeforeInstall`),
    AfterInstall: script(`${name}/AfterInstall`),
    ApplicationStart: script(`${name}/ApplicationStart`),
    ValidateService: script(`${name}/ValidateService`),
    BeforeAllowTraffic: script(`${name}/BeforeAllowTraffic`),
    AfterAllowTraffic: script(`${name}/AfterAllowTraffic`),
  }
}

/** Two revisions with a script for everything, and short reserved events. */
export const SCRIPTED: Pick<Input, 'revisions' | 'loadBalancer'> = {
  revisions: {
    old: { name: 'v1', hooks: hooksOf('v1') },
    new: { name: 'v2', hooks: hooksOf('v2') },
  },
  loadBalancer: { deregistrationDelayMs: 30_000 },
}

/** Deploys v2 to `instanceCount` hosts; ValidateService of v2 fails on those in `failing`. Host k comes k-th. */
export function deploy(
  instanceCount: number,
  deployment: DeploymentInput,
  failing: readonly number[] = [],
  more: Omit<Input, 'deployment'> = {},
  options: FakeOptions = {},
): FakeRun {
  return runInFakeWorld(
    {
      ...SCRIPTED,
      deployment: { autoRollback: { enabled: false }, ...deployment },
      faults: failing.length === 0 ? [] : [failure({ event: 'ValidateService', instanceIndexes: [...failing] })],
      ...more,
      fleet: { instanceCount, ...more.fleet },
    },
    options,
  )
}

export function failure(fields: Omit<Extract<FaultInput, { kind: 'hook-failure' }>, 'kind'>): FaultInput {
  return { kind: 'hook-failure', ...fields }
}

/** A custom deployment configuration. */
export function custom(type: 'HOST_COUNT' | 'FLEET_PERCENT', value: number) {
  return { name: 'Custom', minimumHealthyHosts: { type, value } }
}

export function at<T>(list: readonly T[], index: number): T {
  const found = list.at(index)
  if (found === undefined) throw new Error(`Nothing at ${index} of ${list.length}`)
  return found
}

export function deploymentOf(run: FakeRun, index = 0): DeploymentRecord {
  return at(run.deployments, index)
}

export function targetOf(run: FakeRun, instanceIndex: number, deploymentIndex = 0): TargetRecord {
  const found = deploymentOf(run, deploymentIndex).targets.find((target) => target.instanceIndex === instanceIndex)
  if (found === undefined) throw new Error(`No target for instance ${instanceIndex}`)
  return found
}

export function eventOf(target: TargetRecord, name: string): LifecycleEventRecord {
  const found = target.lifecycleEvents.find((event) => event.name === name)
  if (found === undefined) throw new Error(`No lifecycle event ${name}`)
  return found
}

/** Statuses of the targets, in scheduling order. */
export function statusesOf(deployment: DeploymentRecord): string[] {
  return deployment.targets.map((target) => target.status)
}

export function waveSizesOf(deployment: DeploymentRecord): number[] {
  return deployment.waves.map((wave) => wave.instanceIndexes.length)
}

/** Status and error code of a deployment, as the API gives them. */
export function verdictOf(deployment: DeploymentRecord): string {
  return deployment.errorCode === null ? deployment.status : `${deployment.status} ${deployment.errorCode}`
}
