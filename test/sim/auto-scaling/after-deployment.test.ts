import { describe, expect, it } from 'vitest'
import { at, deploymentOf, failure } from '../deployment/fleets'
import { desiredOf, eventNames, groupRun, inServiceCount, lifeOf, scaleTo } from './group-run'

const copying = {
  strategy: 'blue-green' as const,
  deploymentConfig: 'CodeDeployDefault.AllAtOnce' as const,
  blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP' as const, terminationWaitTimeInMinutes: 0 },
}

describe('a group that a blue/green deployment has copied', () => {
  it('[3.1] has the capacity that the source had of healthy instances', () => {
    const run = groupRun({
      deployment: copying,
      startAtMs: 0,
      fleet: { instanceCount: 4, exceptions: [{ instanceIndex: 2, revision: 'none' }] },
      autoScaling: { healthCheckType: 'ELB', suspendedProcesses: ['ReplaceUnhealthy'] },
    })
    const { status, endedAtMs } = deploymentOf(run, 0)
    expect(status).toBe('Succeeded')
    expect(desiredOf(run)).toEqual([
      [0, 4],
      [endedAtMs, 3],
    ])
    expect(inServiceCount(run)).toBe(3)
  })

  it('[4.2] launches into itself from then on, with the revision that has succeeded', () => {
    const run = groupRun({ deployment: copying, startAtMs: 0, interventions: [scaleTo(5, 2_000_000)] })
    const added = run.hosts.slice(6)
    expect(added.map(({ fleet, installed, lifecycle }) => `${fleet} ${installed} ${lifecycle}`)).toEqual(
      Array(2).fill('replacement new InService'),
    )
    expect(run.deployments.map(({ creator }) => creator)).toEqual(['user', 'autoscaling', 'autoscaling'])
  })

  it('[4.3] what its source launched meanwhile goes with the source', () => {
    const run = groupRun({ deployment: copying, startAtMs: 0, interventions: [scaleTo(4, 1_000)] })
    const outcome = run.hosts.map(({ fleet, lifecycle }) => `${fleet} ${lifecycle}`)
    expect(outcome.filter((text) => text === 'original Terminated')).toHaveLength(4)
    expect(outcome.filter((text) => text === 'replacement InService')).toHaveLength(inServiceCount(run))
    expect(outcome).not.toContain('original InService')
  })
})

describe('[3.2] an original instance that was launched during the deployment', () => {
  const held = {
    actionOnTimeout: 'STOP_DEPLOYMENT' as const,
    waitTimeInMinutes: 30,
    terminateBlueInstances: 'KEEP_ALIVE' as const,
  }
  const run = groupRun({
    deployment: { ...copying, blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP', ...held } },
    startAtMs: 0,
    interventions: [scaleTo(4, 100_000), { kind: 'continue', atMs: 600_000 }],
  })
  const launched = run.hosts.findIndex(({ fleet }, index) => index >= 3 && fleet === 'original')
  const target = () =>
    at(
      deploymentOf(run, 0).targets.filter(({ instanceIndex }) => instanceIndex === launched),
      0,
    )

  it('leaves the load balancer together with the others', () => {
    expect(deploymentOf(run, 0).status).toBe('Succeeded')
    expect(at(run.hosts, launched)).toMatchObject({ installed: 'old', lifecycle: 'InService', health: 'unused' })
    expect(target()).toMatchObject({ label: 'Blue', status: 'Succeeded' })
    const blocked = deploymentOf(run, 0).waves.filter(({ phase }) => phase === 'block')
    expect(blocked.map(({ instanceIndexes }) => instanceIndexes.toSorted((a, b) => a - b))).toEqual([
      [0, 1, 2, launched],
    ])
  })
})

describe('[3.2] an original instance that comes when the others have left', () => {
  /** The originals leave within seconds, and are terminated 30 minutes later; the launch takes 60 s and more. */
  const late = (terminateBlueInstances: 'TERMINATE' | 'KEEP_ALIVE') =>
    groupRun(
      {
        deployment: {
          ...copying,
          blueGreen: {
            greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP',
            terminateBlueInstances,
            ...(terminateBlueInstances === 'TERMINATE' ? { terminationWaitTimeInMinutes: 30 } : {}),
          },
        },
        startAtMs: 0,
        loadBalancer: { deregistrationDelayMs: 0 },
        interventions: [scaleTo(4, 85_000)],
      },
      { untilMs: 1_000_000 },
    )

  it.each(['TERMINATE', 'KEEP_ALIVE'] as const)('is not registered any more (%s)', (action) => {
    const run = late(action)
    const index = run.hosts.findIndex(({ fleet }, host) => host >= 3 && fleet === 'original')
    const [, inService] = lifeOf(run, index).findLast(([, status]) => status === 'InService') ?? []
    expect(inService).toBe('InService')
    expect(at(run.hosts, index).health).toBe('unused')
    expect(at(run.deployments, 1)).toMatchObject({ creator: 'autoscaling', status: 'Succeeded' })
  })
})

describe('[3.3] a copied group whose deployment was stopped', () => {
  it('does not bring its instances into the next one, also when they were not in service by then', () => {
    const run = groupRun({
      deployment: { ...copying, autoRollback: { enabled: false } },
      startAtMs: 0,
      interventions: [
        { kind: 'stop', atMs: 20_000 },
        { kind: 'deploy', atMs: 30_000 },
      ],
    })
    expect(run.deployments.map(({ creator, status }) => `${creator} ${status}`)).toEqual([
      'user Stopped',
      'user Succeeded',
    ])
    expect(desiredOf(run)).toEqual([[0, 3]])
    const green = deploymentOf(run, 1).targets.filter(({ label }) => label === 'Green')
    expect(green.map(({ instanceIndex }) => instanceIndex)).toEqual([6, 7, 8])
  })
})

describe('weighted target groups', () => {
  it('an instance launched after the shift belongs to the target group that has the traffic', () => {
    const run = groupRun({
      deployment: {
        strategy: 'weighted-target-groups',
        deploymentConfig: { name: 'Shift', trafficRoutingConfig: { type: 'AllAtOnce' } },
      },
      startAtMs: 0,
      interventions: [scaleTo(4, 3_000_000)],
    })
    expect(deploymentOf(run, 0).status).toBe('Succeeded')
    expect(run.hosts.at(-1)).toMatchObject({ fleet: 'replacement', targetGroupIndex: 1, installed: 'new' })
  })
})

describe('[2.2] an outdated instance', () => {
  it('has an old revision, and so comes before current ones in the next deployment', () => {
    const run = groupRun({
      deployment: { outdatedInstancesStrategy: 'IGNORE' },
      startAtMs: 0,
      interventions: [scaleTo(4), { kind: 'deploy', atMs: 2_000_000 }],
    })
    const second = at(run.deployments, 2)
    expect(second.creator).toBe('user')
    expect(second.targets.map(({ instanceIndex }) => instanceIndex)).toEqual([3, 0, 1, 2])
  })
})

describe('[4.3] scale-in during a deployment', () => {
  /** The oldest of four leaves while the first wave of two is at work; its target fails after its hour. */
  const scaledIn = (deploymentConfig: 'CodeDeployDefault.HalfAtATime' | 'CodeDeployDefault.OneAtATime') =>
    groupRun(
      {
        deployment: { deploymentConfig, autoRollback: { enabled: false } },
        startAtMs: 0,
        fleet: { instanceCount: 4 },
        interventions: [scaleTo(3, 5_000)],
      },
      { untilMs: 8_000_000 },
    )

  it('may fail that instance, and minimum healthy hosts decide about the deployment', () => {
    const tolerant = scaledIn('CodeDeployDefault.HalfAtATime')
    expect(lifeOf(tolerant, 0).at(-1)?.[1]).toBe('Terminated')
    expect(deploymentOf(tolerant, 0).targets.map(({ status }) => status)).toContain('Failed')
    expect(deploymentOf(tolerant, 0).status).toBe('Succeeded')
    expect(deploymentOf(scaledIn('CodeDeployDefault.OneAtATime'), 0).status).toBe('Failed')
  })
})

describe('[4.3] a follow-on deployment', () => {
  it('that fails is neither rolled back nor tried again', () => {
    const run = groupRun({
      deployment: {},
      startAtMs: 0,
      interventions: [scaleTo(4)],
      faults: [failure({ event: 'AfterInstall', instanceIndexes: [3] })],
    })
    expect(run.deployments.map(({ creator, status }) => `${creator} ${status}`)).toEqual([
      'user Succeeded',
      'autoscaling Succeeded',
      'CodeDeployAutoUpdate Failed',
    ])
    expect(eventNames(run, 2)).toHaveLength(13)
  })
})
