import { describe, expect, it } from 'vitest'
import { at, deploymentOf, failure, type Input } from '../deployment/fleets'
import { activitiesOf, eventNames, groupRun, inServiceCount, lifeOf, scaleTo } from './group-run'

/** One instance more while nothing else happens: the group's deployment comes much later. */
const SCALED_OUT: Input = { deployment: {}, startAtMs: 3_000_000, interventions: [scaleTo(4)] }
/** One instance more, launched while v2 is being deployed to the three others, one after the other. */
const DURING: Input = { deployment: {}, startAtMs: 0, interventions: [scaleTo(4)] }

describe('[4.1] the launch hook of CodeDeploy', () => {
  it('is always there: Pending until the agent runs, Pending:Wait while the launch deployment runs', () => {
    const run = groupRun(SCALED_OUT)
    const launch = deploymentOf(run, 0)
    expect(launch).toMatchObject({ creator: 'autoscaling', revision: 'old', status: 'Succeeded', createdAtMs: 70_000 })
    expect(launch.targets.map(({ instanceIndex }) => instanceIndex)).toEqual([3])
    expect(lifeOf(run, 3)).toEqual([
      [10_000, 'Pending'],
      [70_000, 'Pending:Wait'],
      [launch.endedAtMs, 'Pending:Proceed'],
      [launch.endedAtMs, 'InService'],
    ])
    expect(activitiesOf(run, 'hook').join(' ')).toContain('CompleteLifecycleAction CONTINUE')
  })

  it('runs the events of a launch: the seven of the application, then the three that allow traffic, no block', () => {
    expect(eventNames(groupRun(SCALED_OUT), 0)).toEqual([
      'ApplicationStop',
      'DownloadBundle',
      'BeforeInstall',
      'Install',
      'AfterInstall',
      'ApplicationStart',
      'ValidateService',
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic',
    ])
  })

  it('without traffic control there are the seven, and the group registers the instance itself', () => {
    const run = groupRun({ ...SCALED_OUT, deployment: { trafficControl: false } })
    expect(eventNames(run, 0)).toHaveLength(7)
    expect(at(run.hosts, 3).health).toBe('healthy')
  })

  it('is extended every 5 minutes while CodeDeploy deploys', () => {
    const slow = [{ location: 'slow.sh', duration: { kind: 'constant' as const, meanMs: 700_000 } }]
    const run = groupRun({ ...SCALED_OUT, revisions: { old: { hooks: { ValidateService: slow } } } })
    const beats = run.log.filter(({ detail }) => detail.startsWith('RecordLifecycleActionHeartbeat'))
    expect(beats.map(({ atMs }) => atMs)).toEqual([370_000, 670_000])
    expect(deploymentOf(run, 0).status).toBe('Succeeded')
  })

  it('goes on with CONTINUE and without a deployment when nothing was ever deployed', () => {
    const exceptions = [0, 1, 2].map((instanceIndex) => ({ instanceIndex, lastDeployment: 'none' as const }))
    const run = groupRun({ ...SCALED_OUT, fleet: { exceptions } }, { untilMs: 200_000 })
    expect(run.deployments).toEqual([])
    expect(lifeOf(run, 3).at(-1)).toEqual([70_000, 'InService'])
    expect(at(run.hosts, 3).installed).toBeNull()
  })

  it('is not there in a run without CodeDeploy: what the launch template brings serves after the boot', () => {
    const run = groupRun({ interventions: [scaleTo(4)] })
    expect(lifeOf(run, 3)).toEqual([
      [10_000, 'Pending'],
      [70_000, 'InService'],
    ])
    expect(at(run.hosts, 3)).toMatchObject({ installed: 'old', application: 'serving', health: 'healthy' })
  })
})

describe('[4.2] ABANDON', () => {
  const failing = failure({ event: 'ValidateService', revision: 'old' })
  const run = groupRun({ ...SCALED_OUT, faults: [failing], startAtMs: 3_999_999 }, { untilMs: 500_000 })

  it('a launch deployment that fails terminates the instance, and another one is launched: a loop', () => {
    const launches = run.deployments.filter(({ creator }) => creator === 'autoscaling')
    expect(launches.length).toBeGreaterThan(3)
    expect(new Set(launches.slice(0, -1).map(({ status }) => status))).toEqual(new Set(['Failed']))
    const [first, second] = [deploymentOf(run, 0), deploymentOf(run, 1)]
    expect(lifeOf(run, 3).slice(2)).toEqual([
      [first.endedAtMs, 'Terminating'],
      [first.endedAtMs, 'Terminated'],
    ])
    expect(lifeOf(run, 4).at(0)).toEqual([first.endedAtMs, 'Pending'])
    expect(second.createdAtMs - first.createdAtMs).toBe((first.endedAtMs ?? 0) - first.createdAtMs + 60_000)
    expect(inServiceCount(run)).toBe(3)
  })

  it('says so, and the next comes only when the last one leaves', () => {
    expect(activitiesOf(run, 'hook').some((detail) => detail.includes('ABANDON for'))).toBe(true)
    expect(run.hosts.filter(({ lifecycle }) => lifecycle !== 'Terminated').length).toBeLessThanOrEqual(4)
  })

  it('a launch deployment is not rolled back', () => {
    expect(run.deployments.every(({ creator }) => creator === 'autoscaling')).toBe(true)
  })
})

describe('[4.2] deployments of the group', () => {
  it('go only to instances in service: one that waits for its launch deployment is left out', () => {
    const run = groupRun({ ...SCALED_OUT, startAtMs: 75_000 })
    const first = run.deployments.find(({ creator }) => creator === 'user')
    expect(first?.targets.map(({ instanceIndex }) => instanceIndex).toSorted()).toEqual([0, 1, 2])
  })

  it('find NO_INSTANCES when none is in service', () => {
    const run = groupRun({ deployment: {}, fleet: { instanceCount: 0 } })
    expect(deploymentOf(run, 0).errorCode).toBe('NO_INSTANCES')
  })
})

describe('[4.3] an instance launched during a deployment', () => {
  const run = groupRun(DURING)
  const [user, launch, followOn] = run.deployments

  it('gets the last successful revision, not the one that is being deployed', () => {
    expect(user).toMatchObject({ creator: 'user', revision: 'new', status: 'Succeeded' })
    expect(launch).toMatchObject({ creator: 'autoscaling', revision: 'old', status: 'Succeeded' })
    expect(launch?.endedAtMs).toBeLessThan(user?.endedAtMs ?? 0)
  })

  it('is updated by a follow-on deployment right after the success, linked to its root', () => {
    expect(followOn).toMatchObject({
      creator: 'CodeDeployAutoUpdate',
      revision: 'new',
      status: 'Succeeded',
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      createdAtMs: user?.endedAtMs,
      autoUpdateOutdatedInstancesRootDeploymentId: user?.id,
    })
    expect(followOn?.targets.map(({ instanceIndex }) => instanceIndex)).toEqual([3])
    expect(eventNames(run, 2)).toHaveLength(13)
    expect(run.hosts.map(({ installed }) => installed)).toEqual(['new', 'new', 'new', 'new'])
    expect(run.deployments).toHaveLength(3)
  })

  it('is left as it is with IGNORE', () => {
    const ignored = groupRun({ ...DURING, deployment: { outdatedInstancesStrategy: 'IGNORE' } })
    expect(ignored.deployments.map(({ creator }) => creator)).toEqual(['user', 'autoscaling'])
    expect(at(ignored.hosts, 3).installed).toBe('old')
  })

  it('is left as it is when the deployment fails', () => {
    const failed = groupRun({
      ...DURING,
      deployment: { autoRollback: { enabled: false } },
      faults: [failure({ event: 'AfterAllowTraffic', instanceIndexes: [0, 1, 2] })],
    })
    expect(deploymentOf(failed, 0).status).toBe('Failed')
    expect(failed.deployments.some(({ creator }) => creator === 'CodeDeployAutoUpdate')).toBe(false)
  })

  it('MODEL: one that comes into service only after the success is updated then', () => {
    const slow = [{ location: 'slow.sh', duration: { kind: 'constant' as const, meanMs: 600_000 } }]
    const late = groupRun({ ...DURING, revisions: { old: { hooks: { ValidateService: slow } } } })
    const [root, old, update] = late.deployments
    expect(old?.endedAtMs).toBeGreaterThan(root?.endedAtMs ?? 0)
    expect(update).toMatchObject({
      creator: 'CodeDeployAutoUpdate',
      createdAtMs: old?.endedAtMs,
      autoUpdateOutdatedInstancesRootDeploymentId: root?.id,
    })
  })

  it('an instance launched after the success gets the new revision at once', () => {
    const run = groupRun({ ...DURING, interventions: [scaleTo(4, 2_000_000)] })
    expect(run.deployments.map(({ creator, revision }) => `${creator} ${revision}`)).toEqual([
      'user new',
      'autoscaling new',
    ])
  })
})

describe('[4.2] a red alarm', () => {
  const watching: Input = {
    ...SCALED_OUT,
    startAtMs: 3_999_999,
    alarms: [
      { name: 'errors', metric: 'HTTPCode_ELB_5XX_Count', comparisonOperator: 'GreaterThanThreshold', threshold: 0 },
    ],
    deployment: { alarmConfiguration: { alarms: ['errors'] } },
  }

  it('keeps the launch loop going until it is fixed', () => {
    const run = groupRun(watching, {
      untilMs: 600_000,
      alarmState: (_, nowMs) => (nowMs < 200_000 ? 'ALARM' : 'OK'),
    })
    expect(run.deployments.map(({ status, errorCode }) => `${status} ${errorCode}`)).toEqual([
      'Stopped ALARM_ACTIVE',
      'Stopped ALARM_ACTIVE',
      'Stopped ALARM_ACTIVE',
      'Succeeded null',
    ])
    expect(inServiceCount(run)).toBe(4)
  })
})
