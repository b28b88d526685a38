import type { AlarmRecord } from '../alarms/types'
import type { DeploymentPlan } from '../deployment/plan'
import type { Intervention, Scenario } from '../scenario/schema'

/** Milliseconds from the start of the simulation, always an integer. */
export type Ms = number
/** Which of the two revisions of the scenario; `none` where no revision had a hand in it. */
export type RevisionLabel = 'old' | 'new'

/** `Ready`: a blue/green deployment whose replacement is installed waits to be continued (API: DeploymentStatus). */
export type DeploymentStatus = 'Created' | 'InProgress' | 'Ready' | 'Succeeded' | 'Failed' | 'Stopped'
/** `Ready`: a replacement that is installed and waits for traffic (API: TargetStatus). */
export type TargetStatus = 'Pending' | 'InProgress' | 'Ready' | 'Succeeded' | 'Failed' | 'Skipped'
export type LifecycleEventStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped'
export type LifecycleErrorCode =
  | 'Success'
  | 'ScriptMissing'
  | 'ScriptNotExecutable'
  | 'ScriptTimedOut'
  | 'ScriptFailed'
  | 'UnknownError'
export type DeploymentErrorCode =
  | 'HEALTH_CONSTRAINTS'
  | 'HEALTH_CONSTRAINTS_INVALID'
  | 'NO_INSTANCES'
  | 'OVER_MAX_INSTANCES'
  | 'TIMEOUT'
  | 'ALARM_ACTIVE'
  | 'MANUAL_STOP'
  | 'HOOK_EXECUTION_FAILURE'
  | 'ECS_UPDATE_ERROR'
  | 'INVALID_ECS_SERVICE'
  | 'INVALID_LAMBDA_CONFIGURATION'
/** Who created a deployment (API: DeploymentCreator, those that the simulator knows). */
export type DeploymentCreator =
  | 'user'
  | 'codeDeployRollback'
  | 'autoscaling'
  | 'autoscalingTermination'
  | 'CodeDeployAutoUpdate'

/** CodeDeploy's name for where a deployment goes (API: computePlatform); `Server` is EC2. */
export type ComputePlatform = 'Server' | 'Lambda' | 'ECS'
export type DeploymentType = 'IN_PLACE' | 'BLUE_GREEN'
/** Which of the two fleets (task sets) an instance belongs to; in place there is only the original one. */
export type FleetLabel = 'original' | 'replacement'
/** API: DeploymentTargetType. */
export type TargetType = 'InstanceTarget' | 'LambdaTarget' | 'ECSTarget'
/** API: TargetLabel; null for targets of a deployment that has only one fleet. */
export type TargetLabel = 'Blue' | 'Green'

/** Every lifecycle event of the three platforms; the two of test traffic are those of ECS. */
export type LifecycleEventName =
  | 'BeforeBlockTraffic'
  | 'BlockTraffic'
  | 'AfterBlockTraffic'
  | 'ApplicationStop'
  | 'DownloadBundle'
  | 'BeforeInstall'
  | 'Install'
  | 'AfterInstall'
  | 'ApplicationStart'
  | 'ValidateService'
  | 'AllowTestTraffic'
  | 'AfterAllowTestTraffic'
  | 'BeforeAllowTraffic'
  | 'AllowTraffic'
  | 'AfterAllowTraffic'

/** States of a target in the target group (ELB API); `unused`: not registered. */
export type TargetHealth = 'unused' | 'initial' | 'healthy' | 'unhealthy' | 'draining'
/** What the application on a host does: it serves, is stopped, or is started but refuses connections still. */
export type ApplicationState = 'serving' | 'stopped' | 'warming'

/** A value from `atMs` on, until the next change; tracks are sorted by time and start at 0. */
export interface Change<T> {
  readonly atMs: Ms
  readonly value: T
}
export type Track<T> = readonly Change<T>[]

/**
 * Where an instance of an Auto Scaling group, or a task, stands in its life (Auto Scaling API: LifecycleState).
 * `NotLaunched` before it exists; instances without an Auto Scaling group are InService all the time.
 */
export type InstanceLifecycle =
  | 'NotLaunched'
  | 'Pending'
  | 'Pending:Wait'
  | 'Pending:Proceed'
  | 'InService'
  | 'Terminating'
  | 'Terminating:Wait'
  | 'Terminating:Proceed'
  | 'Terminated'

/** An EC2 instance or an ECS task; in the order in which they were launched. A Lambda function has none. */
export interface InstanceRecord {
  /** `i-` and eight hex digits. */
  readonly id: string
  readonly zoneIndex: number
  readonly fleet: FleetLabel
  /** The target group that it is registered with: 0, or 1 for the replacement where traffic moves by weights. */
  readonly targetGroupIndex: number
  readonly lifecycle: Track<InstanceLifecycle>
  readonly health: Track<TargetHealth>
  readonly application: Track<ApplicationState>
  /** The revision whose application is (or was last) installed; null: nothing yet. */
  readonly revision: Track<RevisionLabel | null>
}

export interface LifecycleEventRecord {
  readonly name: LifecycleEventName
  /**
   * Final status; before `startMs` it was Pending, before `endMs` InProgress. An event that nobody took up in time, on a
   * stopped instance, is Failed with an end and without a start.
   */
  readonly status: LifecycleEventStatus
  readonly startMs: Ms | null
  readonly endMs: Ms | null
  /** How long it was expected to take when it started; null when it never started. */
  readonly expectedMs: Ms | null
  readonly errorCode: LifecycleErrorCode | null
  /** The revision whose script ran; null for reserved events and for events without a script. */
  readonly revision: RevisionLabel | null
  /** Locations of the scripts that ran, the failing one last. */
  readonly scripts: readonly string[]
  /** The agent's sentence when it failed, otherwise empty. */
  readonly message: string
}

export interface TargetRecord {
  readonly targetType: TargetType
  /** null: the target is a Lambda function or an ECS service. */
  readonly instanceIndex: number | null
  readonly label: TargetLabel | null
  readonly status: TargetStatus
  readonly startMs: Ms | null
  readonly endMs: Ms | null
  /** Index into `waves` of the deployment, of the wave in which it was first begun; null when it was never started. */
  readonly waveIndex: number | null
  readonly lifecycleEvents: readonly LifecycleEventRecord[]
}

/**
 * What a wave does: all of an update in place, or installing on the replacement, giving it traffic (`reroute`), or
 * taking traffic from the other fleet (`block`).
 */
export type WavePhase = 'update' | 'install' | 'reroute' | 'block'

export interface WaveRecord {
  readonly phase: WavePhase
  readonly startMs: Ms
  readonly endMs: Ms | null
  readonly instanceIndexes: readonly number[]
}

/** A stretch of a deployment that one step of its plan took; `kind` is that step's. Checks take no time and are left out. */
export interface PhaseRecord {
  readonly kind: string
  readonly label: string
  readonly startMs: Ms
  readonly endMs: Ms | null
}

export interface DeploymentRecord {
  /** `d-` and nine of A-Z0-9. */
  readonly id: string
  readonly computePlatform: ComputePlatform
  readonly deploymentType: DeploymentType
  readonly deploymentConfigName: string
  readonly creator: DeploymentCreator
  readonly revision: RevisionLabel
  readonly status: DeploymentStatus
  readonly errorCode: DeploymentErrorCode | null
  /** Why it ended so, in a sentence; empty when it succeeded. */
  readonly message: string
  readonly createdAtMs: Ms
  readonly endedAtMs: Ms | null
  readonly rollbackDeploymentId: string | null
  readonly rollbackTriggeringDeploymentId: string | null
  /** The service's sentence about the automatic rollback (API: rollbackInfo.rollbackMessage); empty when there is none. */
  readonly rollbackMessage: string
  /** Minimum healthy hosts M of this deployment. */
  readonly minimumHealthyCount: number
  /** In scheduling order: Unhealthy, Unknown, Old, Current. */
  readonly targets: readonly TargetRecord[]
  readonly waves: readonly WaveRecord[]
  readonly phases: readonly PhaseRecord[]
  /** Of a follow-on deployment to outdated instances: the deployment that it follows (API: relatedDeployments). */
  readonly autoUpdateOutdatedInstancesRootDeploymentId: string | null
  /** API: instanceTerminationWaitTimeStarted. */
  readonly instanceTerminationWaitTimeStarted: boolean
}

export type LogType =
  | 'deployment'
  | 'phase'
  | 'wave'
  | 'target'
  | 'lifecycleEvent'
  | 'targetHealth'
  | 'application'
  | 'instance'
  | 'autoScaling'
  | 'traffic'
  | 'alarm'
  | 'intervention'
  | 'fault'

/** One thing that happened. The words are made by `describeLogEntry`. */
export interface LogEntry {
  readonly atMs: Ms
  readonly type: LogType
  readonly deploymentIndex: number | null
  readonly instanceIndex: number | null
  readonly lifecycleEvent: LifecycleEventName | null
  /**
   * The new status or state, by its API name; for a wave its number from 1; for a fault `injected` or `lifted`; for
   * traffic the weight of the second target group (alias version) in basis points, or `testOriginal`/`testReplacement` for the test listener;
   * for an intervention `done` or `refused`; for Auto Scaling the kind of its activity.
   */
  readonly status: string
  /** Of deployments and lifecycle events; null for everything else. */
  readonly errorCode: string | null
  /** Index into `scenario.faults`; null unless the type is `fault`. */
  readonly faultIndex: number | null
  /** Index into `scenario.alarms` or `scenario.interventions`, by the type; null for the others. */
  readonly itemIndex: number | null
  /** A sentence of the service (why a state changed, why an act was refused); empty when there is nothing to add. */
  readonly detail: string
}

export type FailureCause =
  | 'versionError'
  | 'refused'
  | 'noRegisteredTarget'
  | 'timedOut'
  | 'cutByDraining'
  | 'queueFull'
  | 'throttled'

/**
 * Columns of the per-second table. Row k counts what happened in (k s, (k+1) s] and shows gauges after everything
 * at (k+1) s; the last row ends with the run. `result/series.ts` is the registry (name, unit, label, kind).
 */
export type SeriesName =
  | 'arrived'
  | 'ok'
  | FailureCause
  | 'routedOld'
  | 'routedNew'
  | 'routedNone'
  | 'okNew'
  | 'versionErrorNew'
  | 'refusedNew'
  | 'noTargetNew'
  | 'timedOutNew'
  | 'queueFullNew'
  | 'answeredMsOld'
  | 'answeredMsNew'
  | 'coldStarts'
  | 'coldStartsNew'
  | 'retried'
  | 'inFlight'
  | 'busy'
  | 'inServiceOld'
  | 'inServiceNew'
  | 'silentOld'
  | 'silentNew'
  | 'initialTargets'
  | 'unhealthyTargets'
  | 'drainingTargets'
  | 'requiredHealthy'
  | 'weightNew'
  | 'environmentsBusyOld'
  | 'environmentsBusyNew'
  | 'environmentsInitialisingOld'
  | 'environmentsInitialisingNew'
  | 'environmentsIdleOld'
  | 'environmentsIdleNew'

export interface SeriesTable {
  readonly rowCount: number
  readonly columns: Readonly<Record<SeriesName, Uint32Array>>
}

/**
 * Latencies of answered requests (ok and versionError; what the balancer answers itself is not the application's
 * latency), a sparse histogram per row: entries `offsets[k]` to `offsets[k+1]` of `buckets` and `counts` belong to row k.
 * Bucket bounds in microseconds come from `result/latency.ts`.
 */
export interface LatencyTable {
  readonly offsets: Uint32Array
  readonly buckets: Uint16Array
  readonly counts: Uint32Array
  /** Shortest and longest answered latency of each row, microseconds; 0 in a row without an answer. */
  readonly shortestUs: Uint32Array
  readonly longestUs: Uint32Array
  /** Whole run by revision, dense. */
  readonly totalOld: Uint32Array
  readonly totalNew: Uint32Array
}

/**
 * Every `stride`-th finished request, and every `stride`-th failed one, in the order they ended: for the request marks
 * of the scene, one mark for `stride` requests. `cause` 0 is ok, otherwise 1 + index in FAILURE_CAUSES; `instance` -1: none.
 */
export interface RequestSample {
  readonly stride: number
  readonly arrivedUs: Float64Array
  readonly endedUs: Float64Array
  readonly instance: Int16Array
  readonly cause: Uint8Array
  /** 0 old, 1 new, 2 none. */
  readonly revision: Uint8Array
}

export interface RequestTotals {
  readonly arrived: number
  readonly ok: number
  readonly failed: number
  readonly inFlight: number
  readonly failedByCause: Readonly<Record<FailureCause, number>>
  /** Arrived requests by the revision that they were routed to; none: no target took them, or its application was down. */
  readonly byRevision: Readonly<Record<RevisionLabel | 'none', number>>
}

export interface RunIdentity {
  readonly engineVersion: string
  readonly scenarioDigest: string
  readonly seed: number
  /** Acts that this run was made with beside those of its scenario. */
  readonly interventions: readonly Intervention[]
  /** 64-bit hex digest of series, latencies, sample, tracks, deployments and log. */
  readonly digest: string
}

/**
 * Why a run ended: 60 s after its last deployment (or after five minutes without one), at the scenario's `durationMs`,
 * or at a limit of `scenario/limits.ts`, with the deployment perhaps unfinished.
 */
export type RunEnd = 'settled' | 'duration' | 'requestLimit' | 'durationLimit'

/** How requests were divided over time. */
export interface TrafficRecord {
  /**
   * Share of production requests that the second target group (alias version) is given, basis points. The new revision
   * is there until a deployment after a success brings one to the first: see `result/sides.ts`.
   */
  readonly weightNew: Track<number>
  /** Which task set the test listener forwards to; null: there is no test listener. */
  readonly testListener: Track<FleetLabel | null>
}

/** What an Auto Scaling group (or the scaling of an ECS service) wanted over time. */
export interface AutoScalingRecord {
  readonly desiredCapacity: Track<number>
  readonly minSize: number
  readonly maxSize: number
}

/** A finished run: everything that scene, timeline, charts, exports and the terminal ask. */
export interface RunResult {
  readonly identity: RunIdentity
  readonly scenario: Scenario
  readonly plan: DeploymentPlan | null
  readonly endedAtMs: Ms
  readonly endedBy: RunEnd
  readonly instances: readonly InstanceRecord[]
  readonly deployments: readonly DeploymentRecord[]
  readonly traffic: TrafficRecord
  /** null without an Auto Scaling group (or without service scaling). */
  readonly autoScaling: AutoScalingRecord | null
  /** In the order of `scenario.alarms`. */
  readonly alarms: readonly AlarmRecord[]
  readonly log: readonly LogEntry[]
  readonly series: SeriesTable
  readonly latency: LatencyTable
  readonly sample: RequestSample
  readonly totals: RequestTotals
}
