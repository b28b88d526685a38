import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../src/sim/events/events-of'
import type { LogEntry } from '../../../src/sim/result/types'
import { scenarioSchema } from '../../../src/sim/scenario/schema'

type Told = Parameters<typeof eventsOf>[0]

const scenario = scenarioSchema.parse({
  schemaVersion: 1,
  name: 'events',
  fleet: { zones: ['eu-west-1a', 'eu-west-1b'] },
  autoScaling: { name: 'web' },
  deployment: { strategy: 'blue-green', blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP' } },
  alarms: [{ name: 'slow', metric: 'TargetResponseTime', comparisonOperator: 'GreaterThanThreshold', threshold: 1 }],
  eventRules: [
    { name: 'red', pattern: { detail: { state: { value: ['ALARM'] } } }, targets: [{ name: 'on call' }] },
    { name: 'scaling', pattern: { source: ['aws.autoscaling'] }, targets: [{ name: 'chat' }] },
  ],
})

const entry = (given: Partial<LogEntry>): LogEntry => ({
  atMs: 0,
  type: 'deployment',
  deploymentIndex: null,
  instanceIndex: null,
  lifecycleEvent: null,
  status: '',
  errorCode: null,
  faultIndex: null,
  itemIndex: null,
  detail: '',
  ...given,
})

/** A result with one deployment, an instance of each fleet, and the alarm red from 60 s to 120 s. */
function told(log: readonly Partial<LogEntry>[], deploymentType: 'IN_PLACE' | 'BLUE_GREEN' = 'BLUE_GREEN'): Told {
  const part = {
    scenario,
    log: log.map(entry),
    deployments: [
      {
        id: 'd-000000001',
        creator: 'user',
        computePlatform: 'Server',
        deploymentType,
        targets: deploymentType === 'BLUE_GREEN' ? [{ label: 'Green', instanceIndex: 1 }] : [],
      },
    ],
    instances: [
      { id: 'i-00000000', zoneIndex: 0, fleet: 'original', lifecycle: [{ atMs: 0, value: 'InService' }] },
      { id: 'i-00000001', zoneIndex: 1, fleet: 'replacement', lifecycle: [{ atMs: 0, value: 'NotLaunched' }] },
    ],
    alarms: [
      {
        name: 'slow',
        states: [
          { atMs: 0, value: 'INSUFFICIENT_DATA', reason: 'new' },
          { atMs: 60_000, value: 'ALARM', reason: 'slow' },
          { atMs: 120_000, value: 'OK', reason: 'fast' },
        ],
        periods: [],
      },
    ],
  }
  return part as unknown as Told
}

describe('the events of a run', () => {
  it('[7.5] follow the log, with the rules that match', () => {
    const events = eventsOf(
      told([
        { type: 'deployment', status: 'InProgress', deploymentIndex: 0, atMs: 1 },
        { type: 'wave', status: '1', deploymentIndex: 0, atMs: 1 },
        { type: 'target', status: 'Succeeded', deploymentIndex: 0, instanceIndex: 1, atMs: 2 },
        { type: 'alarm', status: 'ALARM', itemIndex: 0, atMs: 60_000 },
        { type: 'deployment', status: 'Stopped', deploymentIndex: 0, atMs: 60_001 },
        { type: 'alarm', status: 'OK', itemIndex: 0, atMs: 120_000 },
      ]),
    )
    expect(events.map(({ atMs, source, matchedRules }) => [atMs, source, matchedRules])).toEqual([
      [1, 'aws.codedeploy', []],
      [2, 'aws.codedeploy', []],
      [60_000, 'aws.cloudwatch', ['red']],
      [60_001, 'aws.codedeploy', []],
      [120_000, 'aws.cloudwatch', []],
    ])
    expect(events.map(({ detail }) => detail.state)).toEqual([
      'START',
      'SUCCESS',
      { value: 'ALARM', reason: 'slow' },
      'STOP',
      { value: 'OK', reason: 'fast' },
    ])
    expect(events[4]?.detail.previousState).toEqual({ value: 'ALARM', reason: 'slow' })
    expect(events[1]?.detail.instanceId).toBe('i-00000001')
    expect(new Set(events.map(({ region }) => region))).toEqual(new Set(['eu-west-1']))
  })

  const life = ['Pending', 'Pending:Wait', 'Pending:Proceed', 'InService', 'Terminating:Wait', 'Terminated']
  const lifeOf = (instanceIndex: number) =>
    life.map((status, atMs) => ({ type: 'instance', status, instanceIndex, atMs }) as const)

  it('[4.1] name the hook that CodeDeploy installs', () => {
    const [waits, launched, terminating, terminated] = eventsOf(told(lifeOf(0)))
    expect([waits, launched, terminating, terminated].map((event) => [event?.atMs, event?.['detail-type']])).toEqual([
      [1, 'EC2 Instance-launch Lifecycle Action'],
      [3, 'EC2 Instance Launch Successful'],
      [4, 'EC2 Instance-terminate Lifecycle Action'],
      [5, 'EC2 Instance Terminate Successful'],
    ])
    expect(waits?.detail.LifecycleHookName).toMatch(
      /^CodeDeploy-managed-automatic-launch-deployment-hook-group-[0-9a-f]{8}-/,
    )
    expect(launched?.detail.Details).toEqual({ 'Availability Zone': 'eu-west-1a' })
    expect(launched?.matchedRules).toEqual(['scaling'])
  })

  it('name the copy of the Auto Scaling group that a blue/green deployment makes', () => {
    const groups = (instanceIndex: number, type: 'IN_PLACE' | 'BLUE_GREEN') =>
      new Set(eventsOf(told(lifeOf(instanceIndex), type)).map(({ detail }) => detail.AutoScalingGroupName))
    expect(groups(0, 'BLUE_GREEN')).toEqual(new Set(['web']))
    expect(groups(1, 'BLUE_GREEN')).toEqual(new Set(['CodeDeploy_group_d-000000001']))
    expect(groups(1, 'IN_PLACE')).toEqual(new Set(['web']))
  })

  it('[7.5] tell the start of a deployment and of an instance once, also when it goes on after a wait', () => {
    const inProgress = { status: 'InProgress', deploymentIndex: 0 }
    const states = eventsOf(
      told([
        { ...inProgress, atMs: 1 },
        { ...inProgress, type: 'target', instanceIndex: 1, atMs: 2 },
        { type: 'deployment', deploymentIndex: 0, status: 'Ready', atMs: 3 },
        { ...inProgress, atMs: 4 },
        { ...inProgress, type: 'target', instanceIndex: 1, atMs: 5 },
      ]),
    ).map(({ atMs, detail }) => [atMs, detail.state])
    expect(states).toEqual([
      [1, 'START'],
      [2, 'START'],
      [3, 'READY'],
    ])
  })

  it('name as cause of a launch what Auto Scaling has said of the instance', () => {
    const [event] = eventsOf(
      told([
        { type: 'autoScaling', status: 'launch', instanceIndex: 0, atMs: 9, detail: 'Desired capacity rose.' },
        { type: 'instance', status: 'InService', instanceIndex: 0, atMs: 9 },
      ]),
    )
    expect(event?.detail.Cause).toBe('Desired capacity rose.')
  })

  it('tell nothing of instances without an Auto Scaling group', () => {
    const without = { ...told(lifeOf(0)), scenario: { ...scenario, autoScaling: null } }
    expect(eventsOf(without)).toEqual([])
  })
})
