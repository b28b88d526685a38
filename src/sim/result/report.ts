import { reportTaskSets, type TaskSetReport } from './report-task-sets'
import {
  type AlarmReport,
  type AutoScalingReport,
  type InstanceReport,
  type InterventionReport,
  reportAlarms,
  reportAutoScaling,
  reportEnvironments,
  reportInstances,
  reportInterventions,
  reportTargetGroups,
  reportTrack,
  type TargetGroupReport,
} from './report-world'
import { userDeploymentOf } from './roles'
import { newRevisionShare } from './sides'
import { summarize } from './summarize'
import { targetName } from './target-name'
import type {
  ComputePlatform,
  DeploymentCreator,
  DeploymentErrorCode,
  DeploymentRecord,
  DeploymentStatus,
  DeploymentType,
  FleetLabel,
  LifecycleErrorCode,
  LifecycleEventName,
  LifecycleEventStatus,
  Ms,
  PhaseRecord,
  RequestTotals,
  RevisionLabel,
  RunEnd,
  RunIdentity,
  RunResult,
  TargetLabel,
  TargetRecord,
  TargetStatus,
  TargetType,
  Track,
  WavePhase,
} from './types'

/** One lifecycle event of a target; times that were never reached are null. */
export type LifecycleEventReport = {
  readonly name: LifecycleEventName
  readonly status: LifecycleEventStatus
  readonly startMs: Ms | null
  readonly endMs: Ms | null
  readonly errorCode: LifecycleErrorCode | null
  readonly revision: RevisionLabel | null
}

export type TargetReport = {
  readonly id: string
  /** null: a function or a service. */
  readonly zone: string | null
  readonly deploymentTargetType: TargetType
  /** Blue or Green of a blue/green deployment to instances; null for every other target. */
  readonly targetLabel: TargetLabel | null
  readonly status: TargetStatus
  /** Of an ECS service; null for every other target. */
  readonly taskSetsInfo: readonly TaskSetReport[] | null
  readonly lifecycleEvents: readonly LifecycleEventReport[]
}

/** A deployment by the names of the CodeDeploy API (GetDeployment, DeploymentInfo); `phases` and `waves` are ours. */
export type DeploymentReport = {
  readonly id: string
  readonly creator: DeploymentCreator
  readonly status: DeploymentStatus
  readonly errorCode: DeploymentErrorCode | null
  readonly createdAtMs: Ms
  readonly endedAtMs: Ms | null
  readonly rollbackDeploymentId: string | null
  readonly rollbackTriggeringDeploymentId: string | null
  readonly computePlatform: ComputePlatform
  readonly deploymentStyle: {
    readonly deploymentType: DeploymentType
    readonly deploymentOption: 'WITH_TRAFFIC_CONTROL' | 'WITHOUT_TRAFFIC_CONTROL'
  }
  readonly deploymentConfigName: string
  readonly revision: RevisionLabel
  readonly errorInformation: { readonly code: DeploymentErrorCode; readonly message: string } | null
  readonly rollbackInfo: {
    readonly rollbackDeploymentId: string | null
    readonly rollbackTriggeringDeploymentId: string | null
    readonly rollbackMessage: string
  }
  readonly relatedDeployments: {
    readonly autoUpdateOutdatedInstancesRootDeploymentId: string | null
    readonly autoUpdateOutdatedInstancesDeploymentIds: readonly string[]
  }
  readonly instanceTerminationWaitTimeStarted: boolean
  readonly deploymentOverview: Readonly<Record<TargetStatus, number>>
  readonly phases: readonly PhaseRecord[]
  readonly waves: readonly {
    readonly phase: WavePhase
    readonly startMs: Ms
    readonly endMs: Ms | null
    readonly instanceIds: readonly string[]
  }[]
  readonly targets: readonly TargetReport[]
}

/** The object that `fleetshift run --json` prints. Times are whole milliseconds from the start of the simulation. */
export type RunReport = {
  readonly identity: RunIdentity
  /** The user's deployment, by its API status; a later rollback does not change it. Its parts are null without a deployment. */
  readonly outcome: {
    readonly status: DeploymentStatus | null
    readonly errorCode: DeploymentErrorCode | null
    readonly endedAtMs: Ms | null
    /** Why the run ended, with or without a deployment; see `RunEnd`. */
    readonly endedBy: RunEnd
  }
  readonly deployments: readonly DeploymentReport[]
  readonly requests: RequestTotals
  readonly metrics: Readonly<Record<string, { readonly value: number | null; readonly unit: string }>>
  readonly traffic: {
    /** Share of the requests that the new revision is given over time, 0 to 10 000. */
    readonly weightNewBasisPoints: Track<number>
    /** The two target groups (alias versions), what each serves and its weight; null where traffic has no weights. */
    readonly targetGroups: readonly TargetGroupReport[] | null
    /** Which task set the test listener forwards to; null without one. */
    readonly testListener: Track<FleetLabel | null>
  }
  readonly alarms: readonly AlarmReport[]
  readonly autoScaling: AutoScalingReport | null
  /** What a person did, or tried to do, in the order of the scenario. */
  readonly interventions: readonly InterventionReport[]
  readonly instances: readonly InstanceReport[]
  /** Of a Lambda function; null on other platforms. */
  readonly environments: { readonly coldStarts: number; readonly coldStartsOfNewVersion: number } | null
}

/** The report of a run, with its keys in the order in which they are printed. Plain JSON, shares nothing mutable. */
export function toReport(result: RunResult): RunReport {
  const { identity, totals } = result
  const deployment = userDeploymentOf(result)
  return {
    identity: {
      engineVersion: identity.engineVersion,
      scenarioDigest: identity.scenarioDigest,
      seed: identity.seed,
      interventions: identity.interventions,
      digest: identity.digest,
    },
    outcome: {
      status: deployment?.status ?? null,
      errorCode: deployment?.errorCode ?? null,
      endedAtMs: deployment?.endedAtMs ?? null,
      endedBy: result.endedBy,
    },
    deployments: result.deployments.map((record) => reportDeployment(result, record)),
    requests: reportRequests(totals),
    metrics: Object.fromEntries(summarize(result).metrics.map(({ id, value, unit }) => [id, { value, unit }])),
    traffic: {
      weightNewBasisPoints: reportTrack(newRevisionShare(result)),
      targetGroups: reportTargetGroups(result),
      testListener: reportTrack(result.traffic.testListener),
    },
    alarms: reportAlarms(result),
    autoScaling: reportAutoScaling(result),
    interventions: reportInterventions(result),
    instances: reportInstances(result),
    environments: reportEnvironments(result),
  }
}

function reportDeployment(result: RunResult, deployment: DeploymentRecord): DeploymentReport {
  return {
    id: deployment.id,
    creator: deployment.creator,
    status: deployment.status,
    errorCode: deployment.errorCode,
    createdAtMs: deployment.createdAtMs,
    endedAtMs: deployment.endedAtMs,
    rollbackDeploymentId: deployment.rollbackDeploymentId,
    rollbackTriggeringDeploymentId: deployment.rollbackTriggeringDeploymentId,
    computePlatform: deployment.computePlatform,
    deploymentStyle: {
      deploymentType: deployment.deploymentType,
      deploymentOption: optionOf(result, deployment),
    },
    deploymentConfigName: deployment.deploymentConfigName,
    revision: deployment.revision,
    errorInformation:
      deployment.errorCode === null ? null : { code: deployment.errorCode, message: deployment.message },
    rollbackInfo: {
      rollbackDeploymentId: deployment.rollbackDeploymentId,
      rollbackTriggeringDeploymentId: deployment.rollbackTriggeringDeploymentId,
      rollbackMessage: deployment.rollbackMessage,
    },
    relatedDeployments: {
      autoUpdateOutdatedInstancesRootDeploymentId: deployment.autoUpdateOutdatedInstancesRootDeploymentId,
      autoUpdateOutdatedInstancesDeploymentIds: followersOf(result, deployment),
    },
    instanceTerminationWaitTimeStarted: deployment.instanceTerminationWaitTimeStarted,
    deploymentOverview: overviewOf(deployment),
    phases: deployment.phases.map(({ kind, label, startMs, endMs }) => ({ kind, label, startMs, endMs })),
    waves: deployment.waves.map(({ phase, startMs, endMs, instanceIndexes }) => ({
      phase,
      startMs,
      endMs,
      instanceIds: instanceIndexes.map((instanceIndex) => result.instances[instanceIndex].id),
    })),
    targets: deployment.targets.map((target) => reportTarget(result, deployment, target)),
  }
}

/** Blue/green deployments, functions and services always have their traffic controlled (CodeDeploy API, DeploymentStyle). */
function optionOf(
  { scenario }: RunResult,
  { deploymentType }: DeploymentRecord,
): DeploymentReport['deploymentStyle']['deploymentOption'] {
  const isControlled = deploymentType === 'BLUE_GREEN' || scenario.deployment?.trafficControl === true
  return isControlled ? 'WITH_TRAFFIC_CONTROL' : 'WITHOUT_TRAFFIC_CONTROL'
}

/** The deployments to outdated instances that followed from a deployment. */
function followersOf({ deployments }: RunResult, { id }: DeploymentRecord): string[] {
  return deployments
    .filter(({ autoUpdateOutdatedInstancesRootDeploymentId: rootId }) => rootId === id)
    .map((deployment) => deployment.id)
}

function overviewOf({ targets }: DeploymentRecord): Record<TargetStatus, number> {
  const overview = { Pending: 0, InProgress: 0, Ready: 0, Succeeded: 0, Failed: 0, Skipped: 0 }
  for (const { status } of targets) overview[status]++
  return overview
}

function reportTarget(result: RunResult, deployment: DeploymentRecord, target: TargetRecord): TargetReport {
  const { instanceIndex } = target
  return {
    id: targetName(result, target),
    zone: instanceIndex === null ? null : result.scenario.fleet.zones[result.instances[instanceIndex].zoneIndex],
    deploymentTargetType: target.targetType,
    targetLabel: target.label,
    status: target.status,
    taskSetsInfo: target.targetType === 'ECSTarget' ? reportTaskSets(result, deployment) : null,
    lifecycleEvents: target.lifecycleEvents.map(({ name, status, startMs, endMs, errorCode, revision }) => ({
      name,
      status,
      startMs,
      endMs,
      errorCode,
      revision,
    })),
  }
}

function reportRequests({ arrived, ok, failed, inFlight, failedByCause, byRevision }: RequestTotals): RequestTotals {
  const { versionError, refused, noRegisteredTarget, timedOut, cutByDraining, queueFull, throttled } = failedByCause
  return {
    arrived,
    ok,
    failed,
    inFlight,
    failedByCause: { versionError, refused, noRegisteredTarget, timedOut, cutByDraining, queueFull, throttled },
    byRevision: { old: byRevision.old, new: byRevision.new, none: byRevision.none },
  }
}
