import type { DeploymentRecord, LogEntry, RunResult } from '../result/types'
import { alarmStateChange } from './alarm-events'
import { regionOf, uuidOf } from './arn'
import { instanceLaunched, instanceTerminated, launchHookWaits, terminationHookWaits } from './auto-scaling-events'
import type { CloudEvent } from './cloud-event'
import { codeDeployEventOf, type DeploymentPlace } from './codedeploy-events'
import { routed } from './rules'

type Told = Pick<RunResult, 'scenario' | 'log' | 'deployments' | 'instances' | 'alarms'>

/**
 * The events that AWS sends to EventBridge in the course of a run, in the order of its log, each with the rules of the
 * scenario that match it. They follow from the log, so no recording keeps them.
 */
export function eventsOf(result: Told): CloudEvent[] {
  const place = placeOf(result)
  return result.log
    .filter(isToldOnce(result))
    .map((entry) => eventOf(entry, result, place))
    .filter((event) => event !== null)
    .map((event) => routed(event, result.scenario.eventRules))
}

/**
 * MODEL: what begins again after a wait was START already and is not told a second time; AWS lists the states, and does
 * not say how often each is sent.
 */
function isToldOnce({ deployments }: Told): (entry: LogEntry) => boolean {
  const begun = new Set<string>()
  return ({ type, status, deploymentIndex, instanceIndex }) => {
    if ((type !== 'deployment' && type !== 'target') || status !== 'InProgress') return true
    const what = `${deployments[deploymentIndex ?? 0].id} ${type} ${instanceIndex}`
    if (begun.has(what)) return false
    begun.add(what)
    return true
  }
}

function placeOf({ scenario }: Told): DeploymentPlace {
  return {
    region: regionOf(scenario.fleet.zones),
    applicationName: scenario.deployment?.applicationName ?? '',
    deploymentGroupName: scenario.deployment?.deploymentGroupName ?? '',
  }
}

function eventOf(entry: LogEntry, result: Told, place: DeploymentPlace): CloudEvent | null {
  switch (entry.type) {
    case 'deployment':
    case 'target':
      return codeDeployEventOf(entry, {
        ...place,
        deploymentId: (index) => result.deployments[index].id,
        instanceId: (index) => result.instances[index].id,
      })
    case 'alarm':
      return alarmEvent(entry, result, place.region)
    case 'instance':
      return autoScalingEvent(entry, result, place)
    default:
      return null
  }
}

function alarmEvent({ atMs, itemIndex }: LogEntry, { scenario, alarms }: Told, region: string): CloudEvent | null {
  if (itemIndex === null) return null
  const { states } = alarms[itemIndex]
  const at = states.findLastIndex((span) => span.atMs === atMs)
  if (at < 1) return null
  const [before, now] = [states[at - 1], states[at]]
  const change = { alarmIndex: itemIndex, atMs, from: before.value, to: now.value, reason: now.reason }
  return alarmStateChange({ ...change, previousReason: before.reason }, scenario.alarms[itemIndex], region)
}

/** Only an Auto Scaling group sends these: tasks of an ECS service and instances without a group do not. */
function autoScalingEvent(entry: LogEntry, result: Told, place: DeploymentPlace): CloudEvent | null {
  const autoScalingGroupName = groupNameOf(entry, result, place)
  if (autoScalingGroupName === null || entry.instanceIndex === null) return null
  const { id: instanceId, zoneIndex } = result.instances[entry.instanceIndex]
  const notice = { atMs: entry.atMs, region: place.region, autoScalingGroupName, instanceId }
  const scaling = { ...notice, zone: result.scenario.fleet.zones[zoneIndex], cause: causeOf(entry, result) }
  switch (entry.status) {
    case 'InService':
      return instanceLaunched(scaling)
    case 'Terminated':
      return instanceTerminated(scaling)
    case 'Pending:Wait':
      return launchHookWaits({ ...notice, lifecycleHookName: launchHookName(place) })
    case 'Terminating:Wait':
      // How CodeDeploy names its termination hook is not known.
      return terminationHookWaits({ ...notice, lifecycleHookName: null })
    default:
      return null
  }
}

/** What Auto Scaling has said of the instance in the same millisecond; empty when it has said nothing. */
function causeOf({ atMs, instanceIndex }: LogEntry, { log }: Told): string {
  const activity = log.find(
    (entry) => entry.type === 'autoScaling' && entry.instanceIndex === instanceIndex && entry.atMs === atMs,
  )
  return activity?.detail ?? ''
}

/**
 * The group that an instance was launched by: the scenario's, or the copy that a blue/green deployment has made of it
 * (CodeDeploy user guide, Auto Scaling). null for instances that no group has launched: those that were found, and tasks.
 */
function groupNameOf({ instanceIndex }: LogEntry, result: Told, place: DeploymentPlace): string | null {
  const { autoScaling, deployment } = result.scenario
  if (autoScaling === null || instanceIndex === null) return null
  if (result.deployments.some(({ computePlatform }) => computePlatform !== 'Server')) return null
  const isCopied = deployment?.blueGreen.greenFleetProvisioning === 'COPY_AUTO_SCALING_GROUP'
  const maker = result.deployments.find(isGreenOf(instanceIndex))
  if (maker !== undefined) return isCopied ? copyName(place, maker.id) : null
  const launchedAtMs = result.instances[instanceIndex].lifecycle.find(({ value }) => value !== 'NotLaunched')?.atMs ?? 0
  const inForce = result.deployments.findLast(
    ({ deploymentType, status, endedAtMs }) =>
      deploymentType === 'BLUE_GREEN' && status === 'Succeeded' && endedAtMs !== null && endedAtMs <= launchedAtMs,
  )
  return inForce === undefined || !isCopied ? autoScaling.name : copyName(place, inForce.id)
}

/** Whether an instance is one of the replacements that a deployment has brought in. */
function isGreenOf(instanceIndex: number): (deployment: DeploymentRecord) => boolean {
  return ({ creator, targets }) =>
    creator === 'user' && targets.some((target) => target.label === 'Green' && target.instanceIndex === instanceIndex)
}

const copyName = ({ deploymentGroupName }: DeploymentPlace, deploymentId: string): string =>
  `CodeDeploy_${deploymentGroupName}_${deploymentId}`

/** The name that CodeDeploy gives its launch hook, with an id made from names. */
const launchHookName = ({ applicationName, deploymentGroupName }: DeploymentPlace): string =>
  `CodeDeploy-managed-automatic-launch-deployment-hook-${deploymentGroupName}-${uuidOf(applicationName, deploymentGroupName, 'launch')}`
