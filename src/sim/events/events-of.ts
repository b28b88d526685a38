import type { LogEntry, RunResult } from '../result/types'
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
    .map((entry) => eventOf(entry, result, place))
    .filter((event) => event !== null)
    .map((event) => routed(event, result.scenario.eventRules))
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
  const scaling = { ...notice, zone: result.scenario.fleet.zones[zoneIndex], cause: entry.detail }
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

/** The group of the fleet, or its copy that a blue/green deployment makes (CodeDeploy user guide, Auto Scaling). */
function groupNameOf({ instanceIndex }: LogEntry, result: Told, place: DeploymentPlace): string | null {
  const { autoScaling } = result.scenario
  if (autoScaling === null || instanceIndex === null) return null
  if (result.deployments.some(({ computePlatform }) => computePlatform !== 'Server')) return null
  if (result.instances[instanceIndex].fleet === 'original') return autoScaling.name
  const maker = result.deployments.find(({ deploymentType }) => deploymentType === 'BLUE_GREEN')
  return maker === undefined ? autoScaling.name : `CodeDeploy_${place.deploymentGroupName}_${maker.id}`
}

/** The name that CodeDeploy gives its launch hook, with an id made from names. */
const launchHookName = ({ applicationName, deploymentGroupName }: DeploymentPlace): string =>
  `CodeDeploy-managed-automatic-launch-deployment-hook-${deploymentGroupName}-${uuidOf(applicationName, deploymentGroupName, 'launch')}`
