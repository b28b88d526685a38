import { METRICS, type RunResult, simulate, toReport } from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun } from '../../support/platform-runs'
import { sampledRuns } from '../../support/sampled-runs'
import { scenarioOf } from '../../support/tiny-run'

const runs = sampledRuns(30)

/** Two of four instances fail ValidateService at once: the deployment fails and is rolled back. */
const rolledBack = simulate(
  scenarioOf({
    fleet: { instanceCount: 4, zones: ['a', 'b'] },
    load: { kind: 'constant', rps: 20 },
    loadBalancer: { deregistrationDelayMs: 1_000, healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 } },
    revisions: { new: { hooks: { ValidateService: [{ location: 'check.sh' }] } } },
    deployment: { deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
    faults: [{ kind: 'hook-failure', event: 'ValidateService' }],
  }),
)

describe('toReport', () => {
  it('has the keys of the issue, in its order', () => {
    const report = toReport(rolledBack)
    expect(Object.keys(report)).toEqual([
      'identity',
      'outcome',
      'deployments',
      'requests',
      'metrics',
      'traffic',
      'alarms',
      'autoScaling',
      'interventions',
      'instances',
      'environments',
    ])
    expect(Object.keys(report.identity)).toEqual(['engineVersion', 'scenarioDigest', 'seed', 'interventions', 'digest'])
    expect(Object.keys(report.outcome)).toEqual(['status', 'errorCode', 'endedAtMs', 'endedBy'])
    const [deployment] = report.deployments
    expect(Object.keys(deployment ?? {})).toEqual([
      'id',
      'creator',
      'status',
      'errorCode',
      'createdAtMs',
      'endedAtMs',
      'rollbackDeploymentId',
      'rollbackTriggeringDeploymentId',
      'computePlatform',
      'deploymentStyle',
      'deploymentConfigName',
      'revision',
      'errorInformation',
      'rollbackInfo',
      'relatedDeployments',
      'instanceTerminationWaitTimeStarted',
      'deploymentOverview',
      'phases',
      'waves',
      'targets',
    ])
    const [target] = deployment?.targets ?? []
    expect(Object.keys(target ?? {})).toEqual([
      'id',
      'zone',
      'deploymentTargetType',
      'targetLabel',
      'status',
      'taskSetsInfo',
      'lifecycleEvents',
    ])
    expect(Object.keys(target?.lifecycleEvents[0] ?? {})).toEqual([
      'name',
      'status',
      'startMs',
      'endMs',
      'errorCode',
      'revision',
    ])
    expect(Object.keys(report.requests)).toEqual(['arrived', 'ok', 'failed', 'inFlight', 'failedByCause', 'byRevision'])
    expect(Object.keys(report.requests.failedByCause)).toEqual([
      'versionError',
      'refused',
      'noRegisteredTarget',
      'timedOut',
      'cutByDraining',
      'queueFull',
      'throttled',
    ])
    expect(Object.keys(report.requests.byRevision)).toEqual(['old', 'new', 'none'])
    expect(Object.keys(report.metrics)).toEqual(METRICS.map(({ id }) => id))
    for (const metric of Object.values(report.metrics)) expect(Object.keys(metric)).toEqual(['value', 'unit'])
  })

  it('tells the outcome of the deployment of the user, which its rollback does not change', () => {
    const { outcome, deployments } = toReport(rolledBack)
    const [first, rollback] = deployments
    expect(outcome).toEqual({
      status: 'Failed',
      errorCode: 'HEALTH_CONSTRAINTS',
      endedAtMs: first?.endedAtMs,
      endedBy: 'settled',
    })
    expect(rollback).toMatchObject({
      creator: 'codeDeployRollback',
      status: 'Succeeded',
      createdAtMs: first?.endedAtMs,
    })
    expect([first?.rollbackDeploymentId, rollback?.rollbackTriggeringDeploymentId]).toEqual([rollback?.id, first?.id])
  })

  it('names platform, style and errors as the API does', () => {
    const [first, rollback] = toReport(rolledBack).deployments
    expect(first).toMatchObject({
      computePlatform: 'Server',
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      errorInformation: { code: 'HEALTH_CONSTRAINTS', message: rolledBack.deployments[0]?.message },
      rollbackInfo: { rollbackDeploymentId: rollback?.id, rollbackTriggeringDeploymentId: null },
      relatedDeployments: {
        autoUpdateOutdatedInstancesRootDeploymentId: null,
        autoUpdateOutdatedInstancesDeploymentIds: [],
      },
      instanceTerminationWaitTimeStarted: false,
      deploymentOverview: { Pending: 0, InProgress: 0, Ready: 0, Succeeded: 0, Failed: 2, Skipped: 2 },
    })
    expect(rollback?.errorInformation).toBeNull()
    const option = (result: RunResult) => toReport(result).deployments[0]?.deploymentStyle
    expect(option(simulate(scenarioOf({ deployment: { trafficControl: false } })))).toEqual({
      deploymentType: 'IN_PLACE',
      deploymentOption: 'WITHOUT_TRAFFIC_CONTROL',
    })
    expect(option(platformRun('lambdaLinear'))).toEqual({
      deploymentType: 'BLUE_GREEN',
      deploymentOption: 'WITH_TRAFFIC_CONTROL',
    })
  })

  it('tells weights, phases, labels, waits and acts of a blue/green deployment', () => {
    const { deployments, interventions, instances } = toReport(platformRun('blueGreen'))
    const [deployment] = deployments
    expect(deployment?.phases.map(({ kind }) => kind)).toContain('wait-ready')
    expect(deployment?.instanceTerminationWaitTimeStarted).toBe(true)
    expect(deployment?.targets.map(({ targetLabel }) => targetLabel)).toEqual([
      ...Array(4).fill('Blue'),
      ...Array(4).fill('Green'),
    ])
    expect(new Set(deployment?.waves.map(({ phase }) => phase))).toEqual(new Set(['install', 'reroute', 'block']))
    expect(interventions).toEqual([
      { kind: 'continue', atMs: 150_000, deploymentWaitType: 'READY_WAIT', status: 'done', message: '' },
    ])
    expect(instances.map(({ fleet, lifecycleState }) => [fleet, lifecycleState.at(-1)?.value])).toEqual([
      ...Array(4).fill(['original', 'Terminated']),
      ...Array(4).fill(['replacement', 'InService']),
    ])
  })

  it('tells alarms and weights of a function by the names of their APIs', () => {
    const report = toReport(platformRun('lambdaAlarm'))
    expect(report.outcome).toMatchObject({ status: 'Stopped', errorCode: 'ALARM_ACTIVE' })
    expect(report.traffic.weightNewBasisPoints.map(({ value }) => value)).toEqual([0, 1_000, 0])
    expect(report.alarms).toHaveLength(1)
    expect(report.alarms[0]).toMatchObject({ alarmName: 'errors' })
    expect(report.alarms[0]?.states.map(({ stateValue }) => stateValue)).toContain('ALARM')
    expect(report.alarms[0]?.periods.some(({ kind }) => kind === 'breaching')).toBe(true)
    expect(report.deployments[0]?.targets[0]).toMatchObject({ deploymentTargetType: 'LambdaTarget', zone: null })
    expect(report.environments?.coldStarts).toBeGreaterThan(0)
    expect(toReport(rolledBack).environments).toBeNull()
  })

  it('names zones, and has the tail of what failed Skipped with null times', () => {
    const targets = toReport(rolledBack).deployments[0]?.targets ?? []
    expect(new Set(targets.map(({ zone }) => zone))).toEqual(new Set(['a', 'b']))
    const failed = targets.find(({ status }) => status === 'Failed')
    expect(failed?.lifecycleEvents.find(({ name }) => name === 'ValidateService')).toMatchObject({
      status: 'Failed',
      errorCode: 'ScriptFailed',
      revision: 'new',
    })
    expect(failed?.lifecycleEvents.at(-1)).toEqual({
      name: 'AfterAllowTraffic',
      status: 'Skipped',
      startMs: null,
      endMs: null,
      errorCode: null,
      revision: null,
    })
  })

  it('has no outcome without a deployment', () => {
    const result = simulate(scenarioOf({ deployment: null, durationMs: 2_000 }))
    expect(toReport(result)).toMatchObject({
      outcome: { status: null, errorCode: null, endedAtMs: null },
      deployments: [],
    })
  })

  it('is JSON whose sums close, for any run', () => {
    for (const result of runs) {
      const report = toReport(result)
      expect(JSON.parse(JSON.stringify(report))).toEqual(report)
      const { arrived, ok, failed, inFlight, failedByCause, byRevision } = report.requests
      const total = (counts: object) => Object.values(counts).reduce<number>((sum, count) => sum + Number(count), 0)
      expect(ok + failed + inFlight).toBe(arrived)
      expect(total(failedByCause)).toBe(failed)
      expect(total(byRevision)).toBe(arrived)
    }
  })
})
