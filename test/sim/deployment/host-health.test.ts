import { describe, expect, it } from 'vitest'
import { createControlPlane } from '../../../src/sim/deployment/control-plane'
import { schedulingOrder, updateHostHealth } from '../../../src/sim/deployment/host-health'
import type { DeploymentState, HostState, RevisionHealth } from '../../../src/sim/deployment/state'
import type { DeploymentRecord, TargetStatus } from '../../../src/sim/result/types'
import { FakeWorld, scenarioOf } from './fake-world'
import { at, SCRIPTED } from './fleets'

const host = (isHealthy: boolean, revisionHealth: RevisionHealth): HostState => ({
  isHealthy,
  revisionHealth,
  mostRecentInstall: null,
  lastSuccessfulInstall: null,
})

/** The host after its part in a deployment that has ended so. */
function healthAfter(
  before: HostState,
  deploymentStatus: DeploymentState['status'],
  targetStatus: TargetStatus,
  isCurrentRevision: boolean,
): unknown[] {
  const changed = { ...before }
  const targets = [{ instanceIndex: 0, status: targetStatus }]
  updateHostHealth(
    [changed],
    { status: deploymentStatus, deploymentType: 'IN_PLACE', targets } as DeploymentState,
    isCurrentRevision,
  )
  return [changed.isHealthy, changed.revisionHealth]
}

describe('[2.2] health after a deployment', () => {
  it.each([
    ['current+success -> current', host(true, 'Current'), 'Succeeded', [true, 'Current']],
    ['current+fail -> unknown, unhealthy', host(true, 'Current'), 'Failed', [false, 'Unknown']],
    ['old+success -> current', host(true, 'Old'), 'Succeeded', [true, 'Current']],
    ['unknown+success -> current', host(true, 'Unknown'), 'Succeeded', [true, 'Current']],
    ['unhealthy+success -> healthy', host(false, 'Unknown'), 'Succeeded', [true, 'Current']],
    ['old+fail -> still old, unhealthy', host(true, 'Old'), 'Failed', [false, 'Old']],
    ['unknown+fail -> still unknown, unhealthy', host(true, 'Unknown'), 'Failed', [false, 'Unknown']],
  ] as const)('an overall success: %s', (_name, before, targetStatus, expected) => {
    expect(healthAfter(before, 'Succeeded', targetStatus, true)).toEqual(expected)
  })

  it.each([
    ['who failed is unhealthy', host(true, 'Current'), 'Failed', false, [false, 'Current']],
    ['who was not attempted keeps its health', host(true, 'Current'), 'Skipped', false, [true, 'Current']],
    ['who was not attempted stays unhealthy', host(false, 'Old'), 'Skipped', false, [false, 'Old']],
    [
      'settled 7: success with the new revision is unknown',
      host(true, 'Current'),
      'Succeeded',
      false,
      [true, 'Unknown'],
    ],
    ['success with the last good revision is current', host(false, 'Unknown'), 'Succeeded', true, [true, 'Current']],
  ] as const)('an overall failure: %s', (_name, before, targetStatus, isCurrentRevision, expected) => {
    expect(healthAfter(before, 'Failed', targetStatus, isCurrentRevision)).toEqual(expected)
  })
})

describe('[2.2] scheduling order', () => {
  it('Unhealthy, Unknown, Old, Current; inside a class by instance id', () => {
    const hosts = [
      host(true, 'Current'),
      host(true, 'Old'),
      host(true, 'Unknown'),
      host(false, 'Current'),
      host(true, 'Current'),
      host(false, 'Old'),
    ]
    const ids = ['i-f', 'i-e', 'i-d', 'i-c', 'i-b', 'i-a']
    expect(schedulingOrder(hosts, (instanceIndex) => at(ids, instanceIndex))).toEqual([5, 3, 2, 1, 4, 0])
  })
})

describe('a second deployment of the same group', () => {
  /** Deploys twice; between the two, other hosts may fall ill. */
  function deployTwice(illFirst: readonly number[], illThen: readonly number[], first: 'none' | 'succeeded') {
    const exceptions = [0, 1, 2].map((instanceIndex) => ({ instanceIndex, lastDeployment: first }))
    const neverHealthy = [...illFirst]
    const world = new FakeWorld(scenarioOf({ ...SCRIPTED, fleet: { instanceCount: 3, exceptions } }), { neverHealthy })
    world.plane = createControlPlane(world)
    world.plane.start()
    world.run()
    neverHealthy.splice(0, neverHealthy.length, ...illThen)
    world.plane.handle({ kind: 'create-deployment' })
    world.run()
    return world.plane.deployments()
  }
  const orderOf = (deployment: DeploymentRecord) => deployment.targets.map((target) => target.instanceIndex)

  it('takes the host that the first one lost before all others', () => {
    const deployments = deployTwice([2], [], 'succeeded')
    expect(deployments.map((deployment) => deployment.status)).toEqual(['Succeeded', 'Succeeded'])
    expect(deployments.map(orderOf)).toEqual([
      [0, 1, 2],
      [2, 0, 1],
    ])
  })

  it('rolls back to the revision of the first, which was the first ever and succeeded', () => {
    const deployments = deployTwice([], [0], 'none')
    expect(deployments.map((deployment) => [deployment.creator, deployment.revision, deployment.status])).toEqual([
      ['user', 'new', 'Succeeded'],
      ['user', 'new', 'Failed'],
      ['codeDeployRollback', 'new', 'Failed'],
    ])
  })
})
