import type { DeploymentRecord, LogEntry, Ms, RevisionLabel, TargetHealth } from '../result/types'
import type { Distribution, Scenario } from '../scenario/schema'

/** The random streams that cold code may draw from; one per purpose, so that a fault elsewhere changes none of the others. */
export type ColdStream = 'hookDurations' | 'faults' | 'deploymentIds' | 'instanceIds'

/** A timed act of the control plane: plain data, so that what is pending can be printed, compared and kept. */
export type ControlEvent =
  | { readonly kind: 'create-deployment' }
  | {
      readonly kind: 'lifecycle-event-ended'
      readonly deploymentIndex: number
      readonly targetIndex: number
      readonly eventIndex: number
    }
  | {
      readonly kind: 'allow-traffic-timed-out'
      readonly deploymentIndex: number
      readonly targetIndex: number
      readonly eventIndex: number
    }
  | { readonly kind: 'deployment-timed-out'; readonly deploymentIndex: number }
  | { readonly kind: 'fault-starts'; readonly faultIndex: number }
  | { readonly kind: 'fault-ends'; readonly faultIndex: number }

/**
 * What the control plane may ask of the simulated world. Every call acts at `nowMs()`; nothing here waits.
 * `instanceIndex` runs from 0 to instanceCount - 1.
 */
export interface World {
  readonly scenario: Scenario
  nowMs(): Ms
  instanceId(instanceIndex: number): string
  /** Hands `event` back to `ControlPlane.handle` at `atMs` (not before now), in the total order (time, rank, sequence). */
  schedule(atMs: Ms, event: ControlEvent): void
  /** Registers the host with the target group: `initial`, then checked. No effect on a registered host. */
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
  /** False for a stopped EC2 instance. */
  isRunning(instanceIndex: number): boolean
  /** Sets the share of 5xx answers of a revision from now on, parts per million. */
  setErrorRatePpm(revision: RevisionLabel, errorRatePpm: number): void
  /** One draw from a law of durations, whole milliseconds, from the stream `hookDurations`. */
  drawDurationMs(distribution: Distribution): Ms
  /** A uniform integer from 0 to `bound` - 1 from the named stream. */
  drawInteger(stream: ColdStream, bound: number): number
  /** Appends to the run's log; `atMs` is filled in. */
  log(entry: Omit<LogEntry, 'atMs'>): void
}

/** The deployments of a run and the faults that a person injected: everything that is not a request. */
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
}
