import type { Ms } from '../result/types'
import { arnOf, uuidOf } from './arn'
import type { CloudEvent, JsonValue } from './cloud-event'

/** An instance of an Auto Scaling group to which something happened. */
interface InstanceNotice {
  readonly atMs: Ms
  readonly region: string
  readonly autoScalingGroupName: string
  readonly instanceId: string
}

interface ScalingNotice extends InstanceNotice {
  readonly zone: string
  /** Why the group launched or terminated it, in a sentence. */
  readonly cause: string
}

interface LifecycleNotice extends InstanceNotice {
  /** null: not known, and left out. */
  readonly lifecycleHookName: string | null
}

/**
 * What Auto Scaling sends when an instance has been launched (Auto Scaling user guide, event reference). ActivityId,
 * RequestId, Subnet ID, StartTime and EndTime are left out: they hold ids and dates that a simulation has not.
 */
export function instanceLaunched(notice: ScalingNotice): CloudEvent {
  return scalingEvent(notice, 'EC2 Instance Launch Successful', `Launching a new EC2 instance: ${notice.instanceId}`)
}

/** What Auto Scaling sends when an instance has been terminated; fields as of a launch. */
export function instanceTerminated(notice: ScalingNotice): CloudEvent {
  return scalingEvent(notice, 'EC2 Instance Terminate Successful', `Terminating EC2 instance: ${notice.instanceId}`)
}

/** What Auto Scaling sends when a launch hook makes an instance wait (Pending:Wait); the token is left out. */
export function launchHookWaits(notice: LifecycleNotice): CloudEvent {
  return lifecycleEvent(notice, 'EC2 Instance-launch Lifecycle Action', 'autoscaling:EC2_INSTANCE_LAUNCHING')
}

/** What Auto Scaling sends when a termination hook makes an instance wait (Terminating:Wait); the token is left out. */
export function terminationHookWaits(notice: LifecycleNotice): CloudEvent {
  return lifecycleEvent(notice, 'EC2 Instance-terminate Lifecycle Action', 'autoscaling:EC2_INSTANCE_TERMINATING')
}

function scalingEvent(notice: ScalingNotice, detailType: string, description: string): CloudEvent {
  const resources = [groupArn(notice), arnOf(notice.region, 'ec2', `instance/${notice.instanceId}`)]
  return autoScalingEvent(notice, detailType, resources, {
    StatusCode: 'InProgress',
    Description: description,
    AutoScalingGroupName: notice.autoScalingGroupName,
    Details: { 'Availability Zone': notice.zone },
    StatusMessage: '',
    EC2InstanceId: notice.instanceId,
    Cause: notice.cause,
  })
}

function lifecycleEvent(notice: LifecycleNotice, detailType: string, transition: string): CloudEvent {
  return autoScalingEvent(notice, detailType, [groupArn(notice)], {
    AutoScalingGroupName: notice.autoScalingGroupName,
    ...(notice.lifecycleHookName === null ? {} : { LifecycleHookName: notice.lifecycleHookName }),
    EC2InstanceId: notice.instanceId,
    LifecycleTransition: transition,
  })
}

function autoScalingEvent(
  { atMs, region }: InstanceNotice,
  detailType: string,
  resources: readonly string[],
  detail: { readonly [key: string]: JsonValue },
): CloudEvent {
  return { atMs, source: 'aws.autoscaling', 'detail-type': detailType, region, resources, detail, matchedRules: [] }
}

/** The ARN of a group holds an id beside its name, here made from the name. */
const groupArn = ({ region, autoScalingGroupName }: InstanceNotice): string =>
  arnOf(
    region,
    'autoscaling',
    `autoScalingGroup:${uuidOf(autoScalingGroupName)}:autoScalingGroupName/${autoScalingGroupName}`,
  )
