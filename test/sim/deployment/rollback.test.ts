import { describe, expect, it } from 'vitest'
import { runInFakeWorld } from './fake-world'
import {
  at,
  custom,
  deploy,
  deploymentOf,
  failure,
  type Input,
  SCRIPTED,
  statusesOf,
  targetOf,
  verdictOf,
  waveSizesOf,
} from './fleets'

const ROLLED_BACK: Input = {
  ...SCRIPTED,
  fleet: { instanceCount: 5 },
  deployment: { deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
  faults: [failure({ event: 'ValidateService', instanceIndexes: [1, 2, 3] })],
}

describe('[5.1] automatic rollback', () => {
  it('(b) 21: a new deployment of the last good revision, created when the failed one ends, linked both ways', () => {
    const run = runInFakeWorld(ROLLED_BACK)
    const failed = deploymentOf(run, 0)
    const rollback = deploymentOf(run, 1)
    expect(run.deployments).toHaveLength(2)
    expect(verdictOf(failed)).toBe('Failed HEALTH_CONSTRAINTS')
    expect(failed).toMatchObject({ creator: 'user', revision: 'new', rollbackTriggeringDeploymentId: null })
    expect(rollback).toMatchObject({
      creator: 'codeDeployRollback',
      revision: 'old',
      status: 'Succeeded',
      errorCode: null,
    })
    expect(rollback.createdAtMs).toBe(failed.endedAtMs)
    expect(rollback.id).not.toBe(failed.id)
    expect(failed.id).toMatch(/^d-[A-Z0-9]{9}$/)
    expect(failed.rollbackDeploymentId).toBe(rollback.id)
    expect(rollback.rollbackTriggeringDeploymentId).toBe(failed.id)
    expect(rollback.rollbackDeploymentId).toBeNull()
    expect(failed.rollbackMessage).toBe(
      `Deployment ${failed.id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`,
    )
    expect(rollback.rollbackMessage).toBe(
      `Deployment ${rollback.id} is triggered to roll back deployment ${failed.id}.`,
    )
    expect(failed.message).toContain('too many individual instances failed deployment')
    expect(rollback.message).toBe('')
  })

  it("settled 6: all hosts of the group, with the group's configuration", () => {
    const rollback = deploymentOf(runInFakeWorld(ROLLED_BACK), 1)
    expect(rollback.minimumHealthyCount).toBe(3)
    expect(waveSizesOf(rollback)).toEqual([2, 2, 1])
    expect(statusesOf(rollback)).toEqual(Array(5).fill('Succeeded'))
  })

  it('[2.2] settled 7: first the hosts that failed, then those with the new revision, then the untouched ones', () => {
    const run = runInFakeWorld(ROLLED_BACK)
    expect(deploymentOf(run, 0).targets.map((target) => target.status)).toEqual([
      'Succeeded',
      'Failed',
      'Failed',
      'Skipped',
      'Skipped',
    ])
    expect(deploymentOf(run, 1).targets.map((target) => target.instanceIndex)).toEqual([1, 2, 0, 3, 4])
  })

  it('[2.2] settled 7: a host that succeeded with the new revision is Unknown, and comes before the untouched ones', () => {
    // Host 4 is attempted first, although its id is the last, because its last deployment failed.
    const exceptions = [{ instanceIndex: 4, lastDeployment: 'failed' as const }]
    const faults = [failure({ event: 'ValidateService', instanceIndexes: [0] })]
    const run = runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount: 5, exceptions }, faults })
    expect(statusesOf(deploymentOf(run, 0))).toEqual(['Succeeded', 'Failed', 'Skipped', 'Skipped', 'Skipped'])
    expect(deploymentOf(run, 1).targets.map((target) => target.instanceIndex)).toEqual([0, 4, 1, 2, 3])
  })

  it('after a rollback that succeeded every host has the old revision again and is in service', () => {
    for (const host of runInFakeWorld(ROLLED_BACK).hosts) {
      expect(host).toMatchObject({ installed: 'old', application: 'serving', health: 'healthy' })
    }
  })

  it('none when it is switched off', () => {
    const run = deploy(3, { autoRollback: { enabled: false } }, [0])
    expect(run.deployments).toHaveLength(1)
    expect(deploymentOf(run)).toMatchObject({ rollbackDeploymentId: null, rollbackMessage: '' })
  })

  it('none after a success, also when the last instance failed', () => {
    const run = deploy(3, { autoRollback: { enabled: true } }, [2])
    expect(run.deployments).toHaveLength(1)
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
  })

  it('a rollback that fails is not rolled back itself', () => {
    const faults = [failure({ event: 'ValidateService' }), failure({ event: 'AfterInstall', revision: 'old' })]
    const run = runInFakeWorld({ ...ROLLED_BACK, faults })
    expect(run.deployments.map(verdictOf)).toEqual(['Failed HEALTH_CONSTRAINTS', 'Failed HEALTH_CONSTRAINTS'])
    expect(deploymentOf(run, 1).rollbackDeploymentId).toBeNull()
  })

  it('the first deployment ever has nothing to go back to, and says so', () => {
    const exceptions = [0, 1].map((instanceIndex) => ({ instanceIndex, lastDeployment: 'none' as const }))
    const run = runInFakeWorld({
      ...ROLLED_BACK,
      fleet: { instanceCount: 2, exceptions },
      faults: [failure({ event: 'AfterInstall' })],
    })
    expect(run.deployments).toHaveLength(1)
    expect(deploymentOf(run).rollbackDeploymentId).toBeNull()
    expect(deploymentOf(run).rollbackMessage).toContain('No automatic rollback is triggered')
  })

  it('one host that had a deployment before is enough to go back to', () => {
    const exceptions = [{ instanceIndex: 0, lastDeployment: 'none' as const }]
    const run = runInFakeWorld({
      ...ROLLED_BACK,
      fleet: { instanceCount: 2, exceptions },
      faults: [failure({ event: 'AfterInstall' })],
    })
    expect(run.deployments).toHaveLength(2)
  })

  it.each([
    ['HEALTH_CONSTRAINTS_INVALID', 3, custom('HOST_COUNT', 3)],
    ['NO_INSTANCES', 0, 'CodeDeployDefault.OneAtATime'],
    ['OVER_MAX_INSTANCES', 1_001, 'CodeDeployDefault.AllAtOnce'],
  ] as const)(
    '[7.2] settled 6: after %s nothing was touched and the rollback fails alike',
    (code, instanceCount, config) => {
      const run = runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount }, deployment: { deploymentConfig: config } })
      expect(run.deployments.map(verdictOf)).toEqual([`Failed ${code}`, `Failed ${code}`])
      expect(run.deployments.map((deployment) => deployment.endedAtMs)).toEqual([0, 0])
      expect(
        run.deployments.every((deployment) => deployment.message.length > 0 && deployment.waves.length === 0),
      ).toBe(true)
      expect(run.hosts.every((host) => host.acts.length === 0)).toBe(true)
    },
  )

  it('[7.4] a deployment to 1000 instances is within the quota', () => {
    const run = runInFakeWorld({
      fleet: { instanceCount: 1_000 },
      deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce', trafficControl: false },
    })
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
  })
})

describe('[2.2] scheduling order of the first deployment', () => {
  it('Unhealthy, Unknown, Current; inside a class by instance id', () => {
    const exceptions = [
      { instanceIndex: 5, lastDeployment: 'failed' as const },
      { instanceIndex: 4, lastDeployment: 'none' as const },
      { instanceIndex: 3, revision: 'new' as const },
      { instanceIndex: 2, revision: 'none' as const },
    ]
    const deployment = deploymentOf(deploy(6, {}, [], { fleet: { exceptions } }))
    expect(deployment.targets.map((target) => target.instanceIndex)).toEqual([4, 5, 2, 3, 0, 1])
  })
})

describe('[7.4] 12 hours', () => {
  /** One host at a time, six events of 55 minutes each: the third host is under way when the time is up. */
  const long = { kind: 'constant' as const, meanMs: 3_300_000 }
  const script = [{ location: 'slow.sh', duration: long }]
  const revision = {
    downloadBundle: long,
    install: long,
    hooks: { BeforeInstall: script, AfterInstall: script, ApplicationStart: script, ValidateService: script },
  }
  const run = runInFakeWorld({
    fleet: { instanceCount: 4 },
    revisions: { old: { name: 'v1' }, new: { name: 'v2', ...revision } },
    deployment: { trafficControl: false },
  })
  const timedOut = deploymentOf(run)

  it('ends with TIMEOUT after 12 hours; what is under way fails, the rest is Skipped', () => {
    expect(verdictOf(timedOut)).toBe('Failed TIMEOUT')
    expect(timedOut.endedAtMs).toBe(43_200_000)
    expect(statusesOf(timedOut)).toEqual(['Succeeded', 'Succeeded', 'Failed', 'Skipped'])
  })

  it('cuts the event under way short; the events after it are Skipped', () => {
    const { endMs, lifecycleEvents } = targetOf(run, 2)
    expect(lifecycleEvents.map((event) => event.status)).toEqual([
      'Succeeded',
      'Succeeded',
      'Failed',
      'Skipped',
      'Skipped',
      'Skipped',
      'Skipped',
    ])
    expect(at(lifecycleEvents, 2)).toMatchObject({
      endMs: 43_200_000,
      expectedMs: 3_300_000,
      errorCode: 'UnknownError',
      scripts: ['slow.sh'],
    })
    expect(at(lifecycleEvents, 2).message).toContain('maximum run time')
    expect(endMs).toBe(43_200_000)
    expect(timedOut.waves.every((wave) => wave.endMs !== null)).toBe(true)
    expect(targetOf(run, 3)).toMatchObject({ startMs: null, endMs: null, waveIndex: null })
  })

  it('the rollback starts in the same millisecond on all hosts, undisturbed by what the failed one had pending', () => {
    const rollback = deploymentOf(run, 1)
    expect(rollback.createdAtMs).toBe(43_200_000)
    expect(rollback.status).toBe('Succeeded')
    expect(run.hosts.map((host) => host.installed)).toEqual(['old', 'old', 'old', 'old'])
  })
})
