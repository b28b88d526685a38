import { describe, expect, it } from 'vitest'
import type { DeploymentRecord, LifecycleEventName } from '../../../src/sim/result/types'
import { type FakeOptions, type FakeRun, runInFakeWorld } from './fake-world'
import {
  at,
  custom,
  deploymentOf,
  eventOf,
  failure,
  type Input,
  SCRIPTED,
  statusesOf,
  targetOf,
  verdictOf,
} from './fleets'

type Settings = NonNullable<Input['deployment']>

const MINUTE_MS = 60_000
const INSTALL: LifecycleEventName[] = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
]
const ALLOW: LifecycleEventName[] = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const BLOCK: LifecycleEventName[] = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']

/** Replaces `count` hosts by as many that are there already; instances `count` and up are the green ones. */
function replace(
  count: number,
  deployment: Settings = {},
  more: Omit<Input, 'deployment'> = {},
  options?: FakeOptions,
) {
  return runInFakeWorld(
    {
      ...SCRIPTED,
      fleet: { instanceCount: count },
      deployment: { strategy: 'blue-green', autoRollback: { enabled: false }, ...deployment },
      ...more,
    },
    options,
  )
}

const namesOf = (run: FakeRun, instanceIndex: number, deploymentIndex = 0) =>
  targetOf(run, instanceIndex, deploymentIndex).lifecycleEvents.map(({ name }) => name)

const startOf = (run: FakeRun, instanceIndex: number, event: LifecycleEventName, deploymentIndex = 0) =>
  eventOf(targetOf(run, instanceIndex, deploymentIndex), event).startMs

const waves = ({ waves: all }: DeploymentRecord) => all.map(({ phase, instanceIndexes }) => [phase, instanceIndexes])
const kinds = ({ phases }: DeploymentRecord) => phases.map(({ kind, label }) => `${kind}: ${label}`)
const statuses = (run: FakeRun) =>
  run.log
    .filter(({ type, deploymentIndex }) => type === 'deployment' && deploymentIndex === 0)
    .map(({ status }) => status)
const fails = (event: LifecycleEventName, ...instanceIndexes: number[]) => ({
  faults: [failure({ event: event as 'ValidateService', instanceIndexes })],
})

describe('[1.2] the lifecycle events of a blue/green deployment', () => {
  const run = replace(2)

  it('C: the replacement runs seven to install and three to take traffic, D: the original only three to leave', () => {
    expect(namesOf(run, 2)).toEqual([...INSTALL, ...ALLOW])
    expect(namesOf(run, 0)).toEqual(BLOCK)
    expect(deploymentOf(run).targets.map(({ label }) => label)).toEqual(['Blue', 'Blue', 'Green', 'Green'])
  })

  it('F and G: a rollback runs three on the original and three on the replacement, and installs nothing', () => {
    const rolledBack = replace(2, { autoRollback: { enabled: true } }, fails('AfterAllowTraffic', 2, 3))
    expect(namesOf(rolledBack, 0, 1)).toEqual(ALLOW)
    expect(namesOf(rolledBack, 2, 1)).toEqual(BLOCK)
  })
})

describe('[3.1] the size of the replacement', () => {
  it('DISCOVER_EXISTING finds as many as the scenario says', () => {
    const run = replace(2, { blueGreen: { replacementCount: 3 } })
    expect(deploymentOf(run).targets.filter(({ label }) => label === 'Green')).toHaveLength(3)
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
  })

  it('[7.2] none found: NO_INSTANCES before anything is touched', () => {
    const run = replace(2, { blueGreen: { replacementCount: 0 } })
    expect(verdictOf(deploymentOf(run))).toBe('Failed NO_INSTANCES')
    expect(run.hosts.map(({ health }) => health)).toEqual(['healthy', 'healthy'])
    expect(statusesOf(deploymentOf(run))).toEqual(['Skipped', 'Skipped'])
  })
})

describe('[3.2] the phases of a blue/green deployment', () => {
  it('install, reroute, block, wait, terminate, one after the other', () => {
    const run = replace(2, { deploymentConfig: 'CodeDeployDefault.AllAtOnce' })
    const deployment = deploymentOf(run)
    expect(kinds(deployment)).toEqual([
      'update-targets: Install on the replacement',
      'update-targets: Reroute traffic',
      'update-targets: Block the original',
      'wait-termination: Termination wait',
    ])
    expect(waves(deployment)).toEqual([
      ['install', [2, 3]],
      ['reroute', [2, 3]],
      ['block', [0, 1]],
    ])
    for (const [index, { endMs }] of deployment.phases.entries()) {
      expect(endMs).toBe(deployment.phases[index + 1]?.startMs ?? deployment.endedAtMs)
    }
  })

  it('1: what is found needs no provisioning, and is there from the start of the deployment', () => {
    const run = replace(2)
    const [first] = deploymentOf(run).phases
    expect(first).toMatchObject({ label: 'Install on the replacement', startMs: deploymentOf(run).createdAtMs })
    expect(run.log.some(({ type, status }) => type === 'phase' && status === 'provision-replacement')).toBe(false)
  })

  it('both fleets take traffic from the first AllowTraffic of green to BlockTraffic of blue', () => {
    const run = replace(2)
    const firstGreen = at(run.hosts, 2).healths.find(({ health }) => health === 'healthy')?.atMs ?? Number.NaN
    const blueLeaves = at(run.hosts, 0).healths.find(({ health }) => health === 'draining')?.atMs ?? Number.NaN
    expect(firstGreen).toBeLessThan(blueLeaves)
  })

  it('minimum healthy hosts and waves are those of the replacement, in installation and in rerouting', () => {
    const run = replace(2, { deploymentConfig: 'CodeDeployDefault.HalfAtATime', blueGreen: { replacementCount: 5 } })
    const deployment = deploymentOf(run)
    expect(deployment.minimumHealthyCount).toBe(3)
    expect(waves(deployment)).toEqual([
      ['install', [2, 3]],
      ['install', [4, 5]],
      ['install', [6]],
      ['reroute', [2, 3]],
      ['reroute', [4, 5]],
      ['reroute', [6]],
      ['block', [0, 1]],
    ])
  })

  it('(b) 19: AllAtOnce registers all green at once, OneAtATime one by one; blue leaves all at once regardless', () => {
    const begins = (deploymentConfig: string, event: LifecycleEventName, instances: readonly number[]) => {
      const run = replace(3, { deploymentConfig })
      return new Set(instances.map((index) => startOf(run, index, event))).size
    }
    expect(begins('CodeDeployDefault.AllAtOnce', 'AllowTraffic', [3, 4, 5])).toBe(1)
    expect(begins('CodeDeployDefault.OneAtATime', 'AllowTraffic', [3, 4, 5])).toBe(3)
    expect(begins('CodeDeployDefault.OneAtATime', 'BlockTraffic', [0, 1, 2])).toBe(1)
  })

  it('cannot start when the minimum leaves no replacement to work on, and finds none either', () => {
    const run = replace(3, { deploymentConfig: custom('HOST_COUNT', 3) })
    expect(verdictOf(deploymentOf(run))).toBe('Failed HEALTH_CONSTRAINTS_INVALID')
    expect(run.hosts).toHaveLength(3)
  })
})

describe('[3.2] failures in rerouting', () => {
  const reroute = (deploymentConfig: string, ...failing: number[]) => {
    const run = replace(4, { deploymentConfig }, fails('BeforeAllowTraffic', ...failing))
    return verdictOf(deploymentOf(run))
  }

  it('AllAtOnce: one rerouted is enough, and only all failures fail it', () => {
    expect(reroute('CodeDeployDefault.AllAtOnce', 4, 5, 6)).toBe('Succeeded')
    expect(reroute('CodeDeployDefault.AllAtOnce', 4, 5, 6, 7)).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('HalfAtATime: half is enough', () => {
    expect(reroute('CodeDeployDefault.HalfAtATime', 6, 7)).toBe('Succeeded')
    expect(reroute('CodeDeployDefault.HalfAtATime', 4, 5)).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('OneAtATime: fails with the very first failure, save the last instance', () => {
    expect(reroute('CodeDeployDefault.OneAtATime', 7)).toBe('Succeeded')
    expect(reroute('CodeDeployDefault.OneAtATime', 6)).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('what was tolerated in the installation stops no rerouting, and is not tolerated twice', () => {
    const lost = { faults: [failure({ event: 'ValidateService', instanceIndexes: [7] })] }
    expect(verdictOf(deploymentOf(replace(4, {}, lost)))).toBe('Succeeded')
    const both = { faults: [...lost.faults, failure({ event: 'BeforeAllowTraffic', instanceIndexes: [6] })] }
    expect(verdictOf(deploymentOf(replace(4, {}, both)))).toBe('Failed HEALTH_CONSTRAINTS')
  })

  it('one original instance that cannot leave fails the deployment', () => {
    const faults = [failure({ event: 'BeforeBlockTraffic', revision: 'old', instanceIndexes: [1] })]
    const run = replace(4, { deploymentConfig: 'CodeDeployDefault.AllAtOnce' }, { faults })
    expect(verdictOf(deploymentOf(run))).toBe('Failed HEALTH_CONSTRAINTS')
    expect(run.hosts.every(({ lifecycle }) => lifecycle === 'InService')).toBe(true)
  })
})

describe('[3.2] the wait to be continued', () => {
  const held: Settings = { blueGreen: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 10 } }
  const act = (atMs: number, kind: 'continue' | 'stop' = 'continue') => ({ interventions: [{ kind, atMs } as const] })

  it('deployment and replacement are Ready, and nothing is rerouted before it is continued', () => {
    const run = replace(2, held, { ...act(300_000) }, { untilMs: 299_999 })
    expect(deploymentOf(run)).toMatchObject({ status: 'Ready', endedAtMs: null })
    expect([2, 3].map((index) => targetOf(run, index).status)).toEqual(['Ready', 'Ready'])
    const done = replace(2, held, act(300_000))
    expect(statuses(done)).toEqual(['Created', 'InProgress', 'Ready', 'InProgress', 'Succeeded'])
    expect(startOf(done, 2, 'BeforeAllowTraffic')).toBe(300_000)
  })

  it('ends as Stopped when nobody continues it in time; the original never left, the replacement is left behind', () => {
    const run = replace(2, { ...held, autoRollback: { enabled: true } })
    const deployment = deploymentOf(run)
    const readyAtMs = run.log.find(({ status }) => status === 'Ready')?.atMs
    expect(verdictOf(deployment)).toBe('Stopped TIMEOUT')
    expect(deployment.phases.at(-1)).toMatchObject({ kind: 'wait-ready' })
    expect((deployment.endedAtMs ?? 0) - (deployment.phases.at(-1)?.startMs ?? 0)).toBe(10 * MINUTE_MS)
    expect(readyAtMs).toBeDefined()
    // Settled 14: what is not begun of a stopped deployment is Skipped, also where the installation has succeeded.
    expect(targetOf(run, 2)).toMatchObject({ status: 'Skipped', label: 'Green' })
    expect(targetOf(run, 2).lifecycleEvents.map(({ status }) => status)).toEqual([
      ...INSTALL.map(() => 'Succeeded'),
      ...ALLOW.map(() => 'Skipped'),
    ])
    expect(run.deployments).toHaveLength(1)
    expect(run.hosts.map(({ health, lifecycle }) => [health, lifecycle])).toEqual([
      ['healthy', 'InService'],
      ['healthy', 'InService'],
      ['unused', 'InService'],
      ['unused', 'InService'],
    ])
  })

  it('a continuation at any other time is refused with DeploymentIsNotInReadyStateException', () => {
    const run = replace(2, held, act(1_000))
    const told = run.log.find(({ type }) => type === 'intervention')
    expect(told).toMatchObject({ status: 'refused', itemIndex: 0 })
    expect(told?.detail).toContain('DeploymentIsNotInReadyStateException')
  })

  it('CONTINUE_DEPLOYMENT never waits', () => {
    expect(statuses(replace(2))).not.toContain('Ready')
  })
})

describe('[3.2] what becomes of the original instances', () => {
  it('TERMINATE after the wait; until then the deployment is InProgress', () => {
    const run = replace(2, { blueGreen: { terminationWaitTimeInMinutes: 7 } })
    const deployment = deploymentOf(run)
    const wait = deployment.phases.at(-1)
    expect((wait?.endMs ?? 0) - (wait?.startMs ?? 0)).toBe(7 * MINUTE_MS)
    expect(deployment.instanceTerminationWaitTimeStarted).toBe(true)
    expect(run.hosts.map(({ lifecycle }) => lifecycle)).toEqual(['Terminated', 'Terminated', 'InService', 'InService'])
    const waiting = replace(2, {}, {}, { untilMs: (wait?.startMs ?? 0) + 1 })
    expect(deploymentOf(waiting).status).toBe('InProgress')
  })

  it('KEEP_ALIVE leaves them running outside the target group, without a wait', () => {
    const run = replace(2, { blueGreen: { terminateBlueInstances: 'KEEP_ALIVE', terminationWaitTimeInMinutes: 7 } })
    expect(at(run.hosts, 0)).toMatchObject({ lifecycle: 'InService', health: 'unused', application: 'serving' })
    expect(deploymentOf(run).phases.at(-1)?.label).toBe('Block the original')
    expect(deploymentOf(run).instanceTerminationWaitTimeStarted).toBe(false)
  })

  it('the wait can be skipped', () => {
    const plain = deploymentOf(replace(2)).phases.at(-1)?.startMs ?? Number.NaN
    const interventions = [{ kind: 'continue', atMs: plain + 5_000, deploymentWaitType: 'TERMINATION_WAIT' } as const]
    const run = replace(2, {}, { interventions })
    expect(deploymentOf(run)).toMatchObject({ status: 'Succeeded', endedAtMs: plain + 5_000 })
    expect(at(run.hosts, 0).lifecycle).toBe('Terminated')
  })

  it('after a success the replacement is the group: the next deployment replaces it in turn', () => {
    const run = replace(2, {}, { interventions: [{ kind: 'deploy', atMs: 3_600_000, revision: 'new' }] })
    expect(run.deployments.map(verdictOf)).toEqual(['Succeeded', 'Succeeded'])
    const blue = deploymentOf(run, 1).targets.filter(({ label }) => label === 'Blue')
    expect(blue.map(({ instanceIndex }) => instanceIndex)).toEqual([2, 3])
    expect(run.hosts.map(({ lifecycle }) => lifecycle).filter((state) => state === 'InService')).toHaveLength(2)
  })
})

describe('[3.3] a copied Auto Scaling group', () => {
  const COPY: Settings = { blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP' } }
  const boot = { kind: 'constant', meanMs: 45_000 } as const
  const copy = (more: Omit<Input, 'deployment'> = {}, deployment: Settings = COPY) =>
    replace(3, deployment, { autoScaling: { name: 'web', boot }, ...more })
  const calls = (run: FakeRun) =>
    run.log.filter(({ type, instanceIndex }) => type === 'autoScaling' && instanceIndex === null)

  it('the calls of CloudTrail in their order, around installation, registration and deregistration', () => {
    const run = copy()
    const told = calls(run).filter(({ deploymentIndex }) => deploymentIndex === 0)
    expect(told.map(({ status }) => status)).toEqual([
      'CreateAutoScalingGroup',
      'PutScalingPolicy',
      'PutNotificationConfiguration',
      'UpdateAutoScalingGroup',
      'SuspendProcesses',
      'ResumeProcesses',
      'DeleteLifecycleHook',
      'PutLifecycleHook',
      'DeleteAutoScalingGroup',
    ])
    expect(told[0]?.detail).toContain(`CodeDeploy_group_${deploymentOf(run).id}`)
    expect(told[8]?.detail).toBe('web is deleted with its instances (forceDelete).')
    const blocked = deploymentOf(run).phases.find(({ label }) => label === 'Block the original')?.endMs
    expect(told[5]?.atMs).toBe(blocked)
    expect(told[8]?.atMs).toBe(deploymentOf(run).endedAtMs)
  })

  it('its instances boot before the installation begins', () => {
    const run = copy()
    const [provision, install] = deploymentOf(run).phases
    expect(provision).toMatchObject({ kind: 'provision-replacement', startMs: 0, endMs: 45_000 })
    expect(install?.startMs).toBe(45_000)
    const launched = run.log.filter(({ type, instanceIndex }) => type === 'instance' && instanceIndex === 3)
    expect(launched.map(({ atMs, status }) => [atMs, status])).toEqual([
      [0, 'Pending'],
      [45_000, 'InService'],
    ])
  })

  it('[3.1] has as many as the source has healthy ones', () => {
    const exceptions = [{ instanceIndex: 1, state: 'stopped' as const }]
    const green = (input: Omit<Input, 'deployment'>) =>
      deploymentOf(copy(input)).targets.filter(({ label }) => label === 'Green').length
    expect(green({})).toBe(3)
    expect(green({ fleet: { instanceCount: 3, exceptions } })).toBe(2)
  })

  it('KEEP_ALIVE keeps the source with its instances', () => {
    const run = copy({}, { blueGreen: { ...COPY.blueGreen, terminateBlueInstances: 'KEEP_ALIVE' } })
    expect(calls(run).map(({ status }) => status)).not.toContain('DeleteAutoScalingGroup')
    expect(at(run.hosts, 0).lifecycle).toBe('InService')
  })

  it('[3.4] a copy that failed is not cleaned up, and not used again', () => {
    const faults = [failure({ event: 'ValidateService', instanceIndexes: [3, 4, 5] })]
    const run = copy({ faults, interventions: [{ kind: 'deploy', atMs: 3_600_000 }] })
    expect(run.deployments.map(verdictOf)).toEqual(['Failed HEALTH_CONSTRAINTS', 'Succeeded'])
    expect([3, 4, 5].map((index) => at(run.hosts, index).lifecycle)).toEqual(['InService', 'InService', 'InService'])
    const green = deploymentOf(run, 1).targets.filter(({ label }) => label === 'Green')
    expect(green.map(({ instanceIndex }) => instanceIndex)).toEqual([6, 7, 8])
    expect(calls(run).at(-1)?.detail).toContain('web is deleted')
  })
})

describe('[3.4] rolling a blue/green deployment back', () => {
  const ROLLS_BACK: Settings = { autoRollback: { enabled: true } }

  it('[7.2] no original instance: NO_INSTANCES, and no rollback that would succeed with none', () => {
    const run = replace(0, ROLLS_BACK)
    expect(run.deployments.map(verdictOf)).toEqual(['Failed NO_INSTANCES'])
    expect(deploymentOf(run).rollbackMessage).toContain('nothing to roll back')
  })

  it('green that fails before rerouting: the original never left, so there is nothing to undo', () => {
    const run = replace(2, ROLLS_BACK, fails('ValidateService', 2, 3))
    expect(run.deployments).toHaveLength(1)
    expect(deploymentOf(run)).toMatchObject({ status: 'Failed', rollbackDeploymentId: null })
    expect(deploymentOf(run).rollbackMessage).toContain('nothing to roll back')
    expect(run.hosts.slice(0, 2).map(({ healths }) => healths)).toEqual(Array(2).fill([{ atMs: 0, health: 'healthy' }]))
    expect(run.hosts.slice(2).map(({ lifecycle, health }) => [lifecycle, health])).toEqual([
      ['InService', 'unused'],
      ['InService', 'unused'],
    ])
  })

  it('a new deployment routes the traffic back; green leaves the load balancer and stays there, unused', () => {
    const run = replace(2, ROLLS_BACK, fails('AfterAllowTraffic', 2, 3))
    const rollback = deploymentOf(run, 1)
    expect(rollback).toMatchObject({ creator: 'codeDeployRollback', revision: 'old', status: 'Succeeded' })
    expect(run.hosts.map(({ health, installed }) => [health, installed])).toEqual([
      ['healthy', 'old'],
      ['healthy', 'old'],
      ['unused', 'new'],
      ['unused', 'new'],
    ])
    expect(rollback.waves.map(({ phase }) => phase)).toEqual(['reroute', 'reroute', 'block'])
  })

  it('[1.5] green leaves with the scripts of what it last downloaded, blue comes back with those of what it last installed', () => {
    const run = replace(2, ROLLS_BACK, fails('AfterAllowTraffic', 2, 3))
    const scripts = (instanceIndex: number) =>
      targetOf(run, instanceIndex, 1).lifecycleEvents.map(({ scripts: names }) => names[0])
    expect(scripts(2)).toEqual(['v2/BeforeBlockTraffic', undefined, 'v2/AfterBlockTraffic'])
    expect(scripts(0)).toEqual(['v1/BeforeAllowTraffic', undefined, 'v1/AfterAllowTraffic'])
  })

  it('originals that have left come back, when it is stopped with a rollback during the termination wait', () => {
    const waitMs = deploymentOf(replace(2)).phases.at(-1)?.startMs ?? Number.NaN
    const interventions = [{ kind: 'stop', atMs: waitMs + 1_000, autoRollbackEnabled: true } as const]
    const run = replace(2, {}, { interventions })
    expect(run.deployments.map(verdictOf)).toEqual(['Stopped MANUAL_STOP', 'Succeeded'])
    expect(run.hosts.map(({ health }) => health)).toEqual(['healthy', 'healthy', 'unused', 'unused'])
  })

  it('after the original instances are gone, only a fresh deployment brings the old revision back', () => {
    const run = replace(2, {}, { interventions: [{ kind: 'deploy', atMs: 3_600_000, revision: 'old' }] })
    const fresh = deploymentOf(run, 1)
    expect(fresh).toMatchObject({ creator: 'user', revision: 'old', status: 'Succeeded' })
    expect(
      fresh.targets.filter(({ label }) => label === 'Green').map(({ lifecycleEvents }) => lifecycleEvents.length),
    ).toEqual([10, 10])
    expect(run.hosts.filter(({ lifecycle }) => lifecycle === 'InService').map(({ installed }) => installed)).toEqual([
      'old',
      'old',
    ])
  })
})
