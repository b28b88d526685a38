import type { AlarmState } from '../alarms/types'
import type { Crash } from '../fleet/hosts'
import type { HealthAnswer } from '../fleet/target-group'
import type {
  AutoScalingRecord,
  DeploymentRecord,
  FleetLabel,
  InstanceLifecycle,
  LogEntry,
  Ms,
  RevisionLabel,
  SeriesTable,
  TargetHealth,
} from '../result/types'
import type { Distribution, Scenario } from '../scenario/schema'
import type { RetryPolicy } from './retries'

/** The random streams that cold code may draw from; one per purpose, so that a fault elsewhere changes none of the others. */
export type ColdStream = 'hookDurations' | 'faults' | 'deploymentIds' | 'instanceIds'

interface EventPlace {
  readonly deploymentIndex: number
  readonly targetIndex: number
  readonly eventIndex: number
}

/** A timed act of the control plane: plain data, so that what is pending can be printed, compared and kept. */
export type ControlEvent =
  | { readonly kind: 'create-deployment' }
  | ({ readonly kind: 'lifecycle-event-ended' } & EventPlace)
  | ({ readonly kind: 'allow-traffic-timed-out' } & EventPlace)
  /** The agent has not taken an event up in time. */
  | ({ readonly kind: 'agent-timed-out' } & EventPlace)
  | { readonly kind: 'deployment-timed-out'; readonly deploymentIndex: number }
  /** A wait of the step under way is over. */
  | { readonly kind: 'step-due'; readonly deploymentIndex: number; readonly stepIndex: number }
  | { readonly kind: 'weight-shift'; readonly deploymentIndex: number; readonly shiftIndex: number }
  | { readonly kind: 'alarm-poll'; readonly deploymentIndex: number }
  | { readonly kind: 'intervention'; readonly interventionIndex: number }
  /** A timer of the Auto Scaling group, or of the ECS service, about one instance or (null) about all of it. */
  | { readonly kind: 'scaling'; readonly act: ScalingAct; readonly instanceIndex: number | null }
  /** The idle environments of the Lambda function are looked through, or provisioned concurrency is there. */
  | { readonly kind: 'lambda'; readonly act: 'reclaim' | 'provisioned'; readonly provisionNumber: number }
  | { readonly kind: 'fault-starts'; readonly faultIndex: number }
  | { readonly kind: 'fault-ends'; readonly faultIndex: number }
  /** A fault that changes while it lasts is looked at again. */
  | { readonly kind: 'fault-goes-on'; readonly faultIndex: number }

/** Each hook has its own: a timer of the launch hook may outlive it, and finds the instance in the other. */
export type HeartbeatAct = 'launch-heartbeat' | 'termination-heartbeat'

/** What a timer of scaling is about. */
export type ScalingAct = 'booted' | 'drained' | 'evaluate' | 'reconcile' | HeartbeatAct

/** How a new instance or task begins. */
export interface NewInstance {
  readonly fleet: FleetLabel
  readonly targetGroupIndex: 0 | 1
  readonly zoneIndex: number
  readonly lifecycle: InstanceLifecycle
}

/**
 * What the control plane may ask of the simulated world. Every call acts at `nowMs()`; nothing here waits.
 * `instanceIndex` runs from 0 to instanceCount() - 1, in the order of launch.
 */
export interface World {
  readonly scenario: Scenario
  nowMs(): Ms
  instanceCount(): number
  instanceId(instanceIndex: number): string
  zoneIndexOf(instanceIndex: number): number
  fleetOf(instanceIndex: number): FleetLabel
  lifecycle(instanceIndex: number): InstanceLifecycle
  /** Writes the state into track and log. */
  setLifecycle(instanceIndex: number, lifecycle: InstanceLifecycle): void
  /** A new instance without a revision, not registered; null when the run has had as many as it may (LIMITS.instanceCountMax). */
  addInstance(instance: NewInstance): number | null
  /** The instance is gone: its application and its registration end at once (open requests are cut), Terminated. */
  terminateInstance(instanceIndex: number): void
  /** Hands `event` back to `ControlPlane.handle` at `atMs` (not before now), in the total order (time, rank, sequence). */
  schedule(atMs: Ms, event: ControlEvent): void
  /** Registers the host with its target group: `initial`, then checked. No effect on a registered host. */
  registerTarget(instanceIndex: number): void
  /** Starts deregistration; `ControlPlane.targetHealthChanged(i, 'unused')` comes when the delay has passed. No effect on an unregistered host. */
  deregisterTarget(instanceIndex: number): void
  targetHealth(instanceIndex: number): TargetHealth
  /** The application stops: open requests are reset (502), new connections are refused. No effect when it is stopped. */
  stopApplication(instanceIndex: number): void
  /** The installed revision starts and serves after its warm-up. No effect when it runs or nothing is installed. */
  startApplication(instanceIndex: number): void
  /** The host's files are now those of the revision; takes effect at the next start. */
  installRevision(instanceIndex: number, revision: RevisionLabel): void
  installedRevision(instanceIndex: number): RevisionLabel | null
  /** False for a stopped or terminated EC2 instance. */
  isRunning(instanceIndex: number): boolean
  /** Sets the share of 5xx answers of a revision from now on, parts per million. */
  setErrorRatePpm(revision: RevisionLabel, errorRatePpm: number): void
  /** Share of 5xx answers on one instance, where it is above that of its revision; parts per million. */
  setInstanceErrorRatePpm(instanceIndex: number, errorRatePpm: number): void
  /** Factor on the service times that begin from now on on one instance, in thousandths. */
  setServiceFactor(instanceIndex: number, permille: number): void
  /** Lambda: the same for all invocations of a version. */
  setVersionServiceFactor(revision: RevisionLabel, permille: number): void
  /** Factor on the offered load, in thousandths. */
  setLoadFactor(permille: number): void
  /** How clients ask again after a failure; null: they do not. */
  setRetryPolicy(policy: RetryPolicy | null): void
  /** Lambda: executions at once that other functions of the account use. */
  stealConcurrency(count: number): void
  /** The process of the application dies and is started again after so long. No effect when it is stopped. */
  restartApplication(instanceIndex: number, afterMs: Ms): void
  /** The instance goes down with its application and its agent. No effect on one that does not run. */
  crashInstance(instanceIndex: number): void
  /** A crashed instance is back, and so is the application that went down with it. No effect on others. */
  restoreInstance(instanceIndex: number): void
  /** The last crash of an instance; null before the first. */
  crashOf(instanceIndex: number): Crash | null
  /** Since when the application serves, 0: since before the run; null when it does not. */
  servingSinceMs(instanceIndex: number): Ms | null
  /** Share of production requests for the new revision's target group (alias version), basis points; logged. */
  setWeightNew(basisPoints: number): void
  weightNew(): number
  /** Which task set the test listener forwards to; logged. */
  setTestListener(fleet: FleetLabel): void
  /** Lambda: initialised environments of a version that are kept, or no longer kept. */
  provision(revision: RevisionLabel, count: number): void
  unprovision(revision: RevisionLabel, count: number): void
  /** Lambda: ends environments that have been idle since before `sinceMs`. */
  reclaimIdle(sinceMs: Ms): void
  /** State of an alarm of the scenario now. */
  alarmState(alarmIndex: number): AlarmState
  /** False while DescribeAlarms cannot answer for it. */
  isAlarmReadable(alarmIndex: number): boolean
  /** The per-second rows so far; columns are longer than `rowCount`. */
  rows(): SeriesTable
  /** One draw from a law of durations, whole milliseconds, from the stream `hookDurations`. */
  drawDurationMs(distribution: Distribution): Ms
  /** A uniform integer from 0 to `bound` - 1 from the named stream. */
  drawInteger(stream: ColdStream, bound: number): number
  /** A uniform integer from 0 to 999 999 that depends on the seed and this place alone, not on what was drawn before. */
  drawPpmAt(faultIndex: number, deploymentIndex: number, targetIndex: number): number
  /** Appends to the run's log; `atMs` is filled in, and null (or an empty text) for what is left out. */
  log(entry: Pick<LogEntry, 'type' | 'status'> & Partial<Omit<LogEntry, 'atMs'>>): void
}

/** What the world asks while faults last. All of it is as without faults when none does. */
export interface FaultAnswers {
  /** How much longer than usual the application that starts now takes; null: it never serves. */
  startDelayMs(instanceIndex: number): Ms | null
  /** How much longer than usual a registration takes to reach its first check. */
  registrationDelayMs(instanceIndex: number): Ms
  /** How the target meets a health check; null: as its application stands. */
  healthAnswer(instanceIndex: number): HealthAnswer | null
  /** What an alarm reads instead of a datapoint of its metric, whose period ends at `endMs`. */
  datapoint(alarmIndex: number, endMs: Ms, value: number | null): number | null
  /** An instance is new, or has another revision now. */
  instanceChanged(instanceIndex: number): void
  /** The application of an instance has begun to serve. */
  applicationServes(instanceIndex: number): void
}

/** The deployments of a run, its scaling, and the faults that a person injected: everything that is not a request. */
export interface ControlPlane {
  /** Called once, at time 0. */
  start(): void
  handle(event: ControlEvent): void
  /** Called after every change of a target's state in the target group. */
  targetHealthChanged(instanceIndex: number, health: TargetHealth): void
  /** True when no deployment is under way or still to come. */
  isIdle(): boolean
  /** Minimum healthy hosts M of the deployment under way (before the first: of the first; after the last: of the last); 0 without one. */
  minimumHealthyCount(): number
  deployments(): readonly DeploymentRecord[]
  autoScaling(): AutoScalingRecord | null
  readonly faults: FaultAnswers
}
