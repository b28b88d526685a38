import { describe, expect, it } from 'vitest'
import { alarmSchema } from '../../../src/sim/alarms/alarm-schema'
import { alarmStateChange } from '../../../src/sim/events/alarm-events'
import { regionOf, uuidOf } from '../../../src/sim/events/arn'
import {
  instanceLaunched,
  instanceTerminated,
  launchHookWaits,
  terminationHookWaits,
} from '../../../src/sim/events/auto-scaling-events'
import { envelopeOf } from '../../../src/sim/events/cloud-event'
import {
  codeDeployEventOf,
  DEPLOYMENT_EVENT_STATES,
  deploymentStateChange,
  INSTANCE_EVENT_STATES,
  instanceStateChange,
} from '../../../src/sim/events/codedeploy-events'
import { eventRuleSchema } from '../../../src/sim/events/rule-schema'
import { eventRuleIssues, routed } from '../../../src/sim/events/rules'

const PLACE = { region: 'eu-west-1', applicationName: 'shop', deploymentGroupName: 'blue' }
const NAMES = {
  ...PLACE,
  deploymentId: (index: number) => `d-00000000${index}`,
  instanceId: (index: number) => `i-0000000${index}`,
}
const entry = (type: 'deployment' | 'target' | 'wave', status: string, instanceIndex: number | null = null) => ({
  atMs: 1_000,
  type,
  status,
  deploymentIndex: 0,
  instanceIndex,
})

describe('events of CodeDeploy', () => {
  it('[7.5] tell of a deployment', () => {
    const event = deploymentStateChange({ ...PLACE, atMs: 5, deploymentId: 'd-000000000', state: 'READY' })
    expect(event).toEqual({
      atMs: 5,
      source: 'aws.codedeploy',
      'detail-type': 'CodeDeploy Deployment State-change Notification',
      region: 'eu-west-1',
      resources: [
        'arn:aws:codedeploy:eu-west-1:123456789012:application:shop',
        'arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/blue',
      ],
      detail: {
        instanceGroupId: uuidOf('shop', 'blue'),
        region: 'eu-west-1',
        application: 'shop',
        deploymentId: 'd-000000000',
        state: 'READY',
        deploymentGroup: 'blue',
      },
      matchedRules: [],
    })
  })

  it('[7.5] tell of an instance with its ARN and its id beside', () => {
    const notice = { ...PLACE, atMs: 5, deploymentId: 'd-000000000' }
    const event = instanceStateChange({ ...notice, instanceId: 'i-00000001', state: 'SUCCESS' })
    expect(event['detail-type']).toBe('CodeDeploy Instance State-change Notification')
    expect(event.resources).toEqual([
      'arn:aws:ec2:eu-west-1:123456789012:instance/i-00000001',
      'arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/blue',
      'arn:aws:codedeploy:eu-west-1:123456789012:application:shop',
    ])
    const ofDeployment = deploymentStateChange({ ...notice, state: 'SUCCESS' }).detail
    expect(event.detail).toEqual({ ...ofDeployment, instanceId: 'i-00000001' })
  })

  it('[platforms 11] know six states of a deployment and four of an instance', () => {
    expect(DEPLOYMENT_EVENT_STATES.toSorted()).toEqual(['FAILURE', 'QUEUED', 'READY', 'START', 'STOP', 'SUCCESS'])
    expect(INSTANCE_EVENT_STATES.toSorted()).toEqual(['FAILURE', 'READY', 'START', 'SUCCESS'])
  })

  it('[7.5] follow from the statuses of the log', () => {
    const statuses = ['Created', 'InProgress', 'Ready', 'Succeeded', 'Failed', 'Stopped']
    const stateOf = (type: 'deployment' | 'target', status: string) =>
      codeDeployEventOf(entry(type, status, type === 'target' ? 3 : null), NAMES)?.detail.state ?? null
    expect(statuses.map((status) => stateOf('deployment', status))).toEqual([
      null,
      'START',
      'READY',
      'SUCCESS',
      'FAILURE',
      'STOP',
    ])
    const targets = ['Pending', 'InProgress', 'Ready', 'Succeeded', 'Failed', 'Skipped']
    expect(targets.map((status) => stateOf('target', status))).toEqual([
      null,
      'START',
      'READY',
      'SUCCESS',
      'FAILURE',
      null,
    ])
    expect(codeDeployEventOf(entry('target', 'Failed', 3), NAMES)?.detail.instanceId).toBe('i-00000003')
  })

  it('are sent for nothing else', () => {
    expect(codeDeployEventOf(entry('wave', '1'), NAMES)).toBeNull()
    expect(codeDeployEventOf(entry('target', 'Succeeded'), NAMES)).toBeNull()
    expect(codeDeployEventOf({ ...entry('deployment', 'Failed'), deploymentIndex: null }, NAMES)).toBeNull()
  })
})

describe('events of CloudWatch and Auto Scaling', () => {
  const change = {
    alarmIndex: 0,
    atMs: 60_000,
    from: 'OK',
    to: 'ALARM',
    reason: 'because',
    previousReason: 'before',
  } as const
  const alarm = (metric: string) =>
    alarmSchema.parse({ name: 'errors', metric, comparisonOperator: 'GreaterThanThreshold', threshold: 5 })

  it('tell of an alarm that changed its state', () => {
    const event = alarmStateChange(change, alarm('HTTPCode_Target_5XX_Count'), 'us-east-1')
    expect([event.source, event['detail-type'], event.resources]).toEqual([
      'aws.cloudwatch',
      'CloudWatch Alarm State Change',
      ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors'],
    ])
    expect(event.detail).toEqual({
      alarmName: 'errors',
      configuration: {
        metrics: [
          {
            id: 'm1',
            metricStat: {
              metric: { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count' },
              period: 60,
              stat: 'Sum',
            },
            returnData: true,
          },
        ],
      },
      previousState: { value: 'OK', reason: 'before' },
      state: { value: 'ALARM', reason: 'because' },
    })
  })

  it('show the expression of metric math', () => {
    const event = alarmStateChange(change, alarm('errorRatePercent'), 'us-east-1')
    expect(JSON.stringify(event.detail.configuration)).toContain(
      '"expression":"100 * (FILL(HTTPCode_Target_5XX_Count, 0)',
    )
  })

  it('tell of launches and terminations', () => {
    const notice = { atMs: 7, region: 'us-east-1', autoScalingGroupName: 'asg', instanceId: 'i-00000001' }
    const scaling = { ...notice, zone: 'us-east-1b', cause: 'desired capacity rose from 2 to 3' }
    const launched = instanceLaunched(scaling)
    expect([launched.source, launched['detail-type']]).toEqual(['aws.autoscaling', 'EC2 Instance Launch Successful'])
    expect(launched.detail).toEqual({
      StatusCode: 'InProgress',
      Description: 'Launching a new EC2 instance: i-00000001',
      AutoScalingGroupName: 'asg',
      Details: { 'Availability Zone': 'us-east-1b' },
      StatusMessage: '',
      EC2InstanceId: 'i-00000001',
      Cause: 'desired capacity rose from 2 to 3',
    })
    const terminated = instanceTerminated(scaling)
    expect([terminated['detail-type'], terminated.detail.Description]).toEqual([
      'EC2 Instance Terminate Successful',
      'Terminating EC2 instance: i-00000001',
    ])
    expect(terminated.resources).toEqual(launched.resources)
    expect(launched.resources[1]).toBe('arn:aws:ec2:us-east-1:123456789012:instance/i-00000001')
    expect(launched.resources[0]).toMatch(/^arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:.*\/asg$/)
  })

  it('tell of hooks that make an instance wait', () => {
    const notice = {
      atMs: 7,
      region: 'us-east-1',
      autoScalingGroupName: 'asg',
      instanceId: 'i-00000001',
      lifecycleHookName: 'hook',
    }
    const events = [launchHookWaits(notice), terminationHookWaits(notice)]
    expect(events.map((event) => [event['detail-type'], event.detail.LifecycleTransition])).toEqual([
      ['EC2 Instance-launch Lifecycle Action', 'autoscaling:EC2_INSTANCE_LAUNCHING'],
      ['EC2 Instance-terminate Lifecycle Action', 'autoscaling:EC2_INSTANCE_TERMINATING'],
    ])
    expect(events.map((event) => event.detail.LifecycleHookName)).toEqual(['hook', 'hook'])
    const nameless = terminationHookWaits({ ...notice, lifecycleHookName: null })
    expect(Object.keys(nameless.detail)).not.toContain('LifecycleHookName')
  })
})

describe('Regions and ids', () => {
  it.each([
    [['us-east-1a', 'us-east-1b'], 'us-east-1'],
    [['eu-central-2c'], 'eu-central-2'],
    [['us-gov-west-1a'], 'us-gov-west-1'],
    [['us-east-1-bos-1a'], 'us-east-1'],
    [['rack 1', 'ap-south-1a'], 'ap-south-1'],
    [['rack 1'], 'us-east-1'],
    [[], 'us-east-1'],
  ])('of %j is %s', (zones, region) => {
    expect(regionOf(zones)).toBe(region)
  })

  it('come from names alone', () => {
    expect(uuidOf('a', 'bc')).toBe(uuidOf('a', 'bc'))
    expect(uuidOf('a', 'bc')).not.toBe(uuidOf('ab', 'c'))
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  })
})

describe('rules of a scenario', () => {
  const rule = (name: string, pattern: Record<string, unknown>) =>
    eventRuleSchema.parse({ name, pattern, targets: [{ name: 'on call' }] })
  const event = deploymentStateChange({ ...PLACE, atMs: 5, deploymentId: 'd-000000000', state: 'FAILURE' })

  it('[platforms 8.1] are matched against what AWS sends', () => {
    const rules = [
      rule('failures', { source: ['aws.codedeploy'], detail: { state: ['FAILURE', 'STOP'] } }),
      rule('successes', { detail: { state: ['SUCCESS'] } }),
      rule('account', { account: ['123456789012'], version: ['0'], region: [{ prefix: 'eu-' }] }),
      rule('group', { resources: [{ suffix: ':deploymentgroup:shop/blue' }] }),
      rule('simulator', { atMs: [5] }),
    ]
    expect(eventRuleIssues(rules)).toEqual([])
    expect(routed(event, rules)).toEqual({ ...event, matchedRules: ['failures', 'account', 'group'] })
    expect(Object.keys(envelopeOf(event))).not.toContain('matchedRules')
  })

  it('[platforms 8.2] have five targets at most', () => {
    const targets = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `target ${index}` }))
    const parse = (count: number) => eventRuleSchema.safeParse({ name: 'r', pattern: {}, targets: targets(count) })
    expect([0, 1, 5, 6].map((count) => parse(count).success)).toEqual([false, true, true, false])
  })

  it('have a good pattern and a name of their own', () => {
    const rules = [rule('one', { source: ['aws.ec2'] }), rule('one', { detail: { state: 'FAILURE' } })]
    expect(eventRuleIssues(rules)).toEqual([
      { pointer: '/eventRules/1/name', message: 'found "one" again, already in rule 0' },
      {
        pointer: '/eventRules/1/pattern/detail/state',
        message: 'found "FAILURE", allowed is a list of values such as ["FAILURE"], or an object of fields',
      },
    ])
  })
})
