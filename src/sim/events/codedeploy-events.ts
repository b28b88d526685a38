import type { DeploymentStatus, LogEntry, Ms, TargetStatus } from '../result/types'
import { arnOf, uuidOf } from './arn'
import type { CloudEvent } from './cloud-event'

/** States of deployment and of instance events (CodeDeploy user guide, monitoring deployments with CloudWatch Events). */
export const DEPLOYMENT_EVENT_STATES = ['START', 'QUEUED', 'READY', 'SUCCESS', 'FAILURE', 'STOP'] as const
export const INSTANCE_EVENT_STATES = ['START', 'READY', 'SUCCESS', 'FAILURE'] as const
export type DeploymentEventState = (typeof DEPLOYMENT_EVENT_STATES)[number]
export type InstanceEventState = (typeof INSTANCE_EVENT_STATES)[number]

/** Whose deployment it is. */
export interface DeploymentPlace {
  readonly region: string
  readonly applicationName: string
  readonly deploymentGroupName: string
}

interface DeploymentNotice extends DeploymentPlace {
  readonly atMs: Ms
  readonly deploymentId: string
  readonly state: DeploymentEventState
}

interface InstanceNotice extends DeploymentPlace {
  readonly atMs: Ms
  readonly deploymentId: string
  readonly instanceId: string
  readonly state: InstanceEventState
}

/** What CodeDeploy sends when the state of a deployment changes. */
export function deploymentStateChange(notice: DeploymentNotice): CloudEvent {
  return {
    atMs: notice.atMs,
    source: 'aws.codedeploy',
    'detail-type': 'CodeDeploy Deployment State-change Notification',
    region: notice.region,
    resources: [applicationArn(notice), deploymentGroupArn(notice)],
    detail: { ...sharedDetail(notice), state: notice.state },
    matchedRules: [],
  }
}

/** What CodeDeploy sends when the state of an EC2 instance within a deployment changes. */
export function instanceStateChange(notice: InstanceNotice): CloudEvent {
  const instanceArn = arnOf(notice.region, 'ec2', `instance/${notice.instanceId}`)
  return {
    atMs: notice.atMs,
    source: 'aws.codedeploy',
    'detail-type': 'CodeDeploy Instance State-change Notification',
    region: notice.region,
    resources: [instanceArn, deploymentGroupArn(notice), applicationArn(notice)],
    detail: { ...sharedDetail(notice), instanceId: notice.instanceId, state: notice.state },
    matchedRules: [],
  }
}

const applicationArn = ({ region, applicationName }: DeploymentPlace): string =>
  arnOf(region, 'codedeploy', `application:${applicationName}`)
const deploymentGroupArn = ({ region, applicationName, deploymentGroupName }: DeploymentPlace): string =>
  arnOf(region, 'codedeploy', `deploymentgroup:${applicationName}/${deploymentGroupName}`)

function sharedDetail(notice: DeploymentPlace & { readonly deploymentId: string }) {
  return {
    instanceGroupId: uuidOf(notice.applicationName, notice.deploymentGroupName),
    region: notice.region,
    application: notice.applicationName,
    deploymentId: notice.deploymentId,
    deploymentGroup: notice.deploymentGroupName,
  }
}

/** By the status that is reached; null sends nothing. QUEUED has no status here: no deployment waits for another. */
const DEPLOYMENT_STATES: Readonly<Record<DeploymentStatus, DeploymentEventState | null>> = {
  Created: null,
  InProgress: 'START',
  Ready: 'READY',
  Succeeded: 'SUCCESS',
  Failed: 'FAILURE',
  Stopped: 'STOP',
}
const INSTANCE_STATES: Readonly<Record<TargetStatus, InstanceEventState | null>> = {
  Pending: null,
  InProgress: 'START',
  Ready: 'READY',
  Succeeded: 'SUCCESS',
  Failed: 'FAILURE',
  Skipped: null,
}

/** How a log entry's indexes become ids. */
export interface LoggedNames extends DeploymentPlace {
  readonly deploymentId: (deploymentIndex: number) => string
  readonly instanceId: (instanceIndex: number) => string
}

/**
 * The event that CodeDeploy sends for an entry of the log: a deployment, or an EC2 instance of one, has reached a
 * status. null for everything else, and for what CodeDeploy tells nobody (Created, Pending, Skipped; targets that are no
 * instances).
 */
export function codeDeployEventOf(
  entry: Pick<LogEntry, 'atMs' | 'type' | 'status' | 'deploymentIndex' | 'instanceIndex'>,
  names: LoggedNames,
): CloudEvent | null {
  const { atMs, type, deploymentIndex, instanceIndex } = entry
  if (deploymentIndex === null) return null
  const { region, applicationName, deploymentGroupName } = names
  const notice = {
    region,
    applicationName,
    deploymentGroupName,
    atMs,
    deploymentId: names.deploymentId(deploymentIndex),
  }
  if (type === 'deployment') {
    const state = stateOf(DEPLOYMENT_STATES, entry.status)
    return state === null ? null : deploymentStateChange({ ...notice, state })
  }
  if (type !== 'target' || instanceIndex === null) return null
  const state = stateOf(INSTANCE_STATES, entry.status)
  return state === null ? null : instanceStateChange({ ...notice, instanceId: names.instanceId(instanceIndex), state })
}

function stateOf<State>(states: Readonly<Record<string, State | null>>, status: string): State | null {
  return Object.hasOwn(states, status) ? states[status] : null
}
