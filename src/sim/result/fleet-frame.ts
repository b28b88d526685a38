import type { AlarmState } from '../alarms/types'
import type {
  ApplicationState,
  DeploymentStatus,
  FleetLabel,
  InstanceLifecycle,
  LifecycleEventName,
  LifecycleEventStatus,
  Ms,
  PhaseRecord,
  RevisionLabel,
  TargetHealth,
  TargetStatus,
} from './types'

export interface LifecycleEventFrame {
  readonly name: LifecycleEventName
  readonly status: LifecycleEventStatus
  /** 0 to 1: elapsed over expected for the one in progress, 1 when ended, 0 when pending. */
  readonly progress: number
  /** True when it runs longer than expected. */
  readonly isOverdue: boolean
}
export interface InstanceFrame {
  readonly index: number
  readonly fleet: FleetLabel
  readonly lifecycle: InstanceLifecycle
  /** Launched, and not terminated. */
  readonly exists: boolean
  readonly health: TargetHealth
  readonly application: ApplicationState
  readonly revision: RevisionLabel | null
  /** Registered, healthy and serving. */
  readonly inService: boolean
  /** Its part in the deployment under way at this time (or the last one begun); null when it has none. */
  readonly targetStatus: TargetStatus | null
  readonly waveIndex: number | null
  /** The lifecycle events of that part; empty when the target is Pending or Skipped. */
  readonly lifecycleEvents: readonly LifecycleEventFrame[]
  /** Index of the event in progress, or of the failed one; null otherwise. */
  readonly activeEventIndex: number | null
  /** While draining: 0 at the start of the deregistration delay, 1 at its end; otherwise null. */
  readonly drainProgress: number | null
}
export interface DeploymentFrame {
  readonly index: number
  readonly status: DeploymentStatus
  readonly waveIndex: number | null
  /** Counts of targets by status at this time. */
  readonly overview: Readonly<Record<TargetStatus, number>>
  /** The stretch of its plan that is under way; null between stretches and after the end. */
  readonly phase: PhaseRecord | null
  /** The lifecycle events of the one function or service; empty for deployments to instances. */
  readonly serviceEvents: readonly LifecycleEventFrame[]
}
/** Execution environments of one version of a Lambda function. */
export interface EnvironmentCounts {
  readonly busy: number
  /** Of those that are busy: still in their init phase (cold start). */
  readonly initialising: number
  readonly idle: number
}
export interface FleetFrame {
  readonly atMs: Ms
  readonly instances: readonly InstanceFrame[]
  /** The deployment under way, or the last one that was created; null before the first. */
  readonly deployment: DeploymentFrame | null
  /** Share of production requests for the second target group (alias version), basis points. */
  readonly weightNew: number
  /** Share of production requests for the new revision, in whichever target group it is, basis points. */
  readonly newRevisionShare: number
  /** Which task set the test listener forwards to; null without one. */
  readonly testListener: FleetLabel | null
  /** In the order of `scenario.alarms`. */
  readonly alarms: readonly AlarmState[]
  /** null without an Auto Scaling group. */
  readonly desiredCapacity: number | null
  /** Of a Lambda function, as the row shows them; null on other platforms. */
  readonly environments: { readonly old: EnvironmentCounts; readonly new: EnvironmentCounts } | null
  /** Row of the per-second table that holds this instant. */
  readonly rowIndex: number
  /**
   * Every track, status and counter-free fact of this frame stays as it is until then (progress aside); the end of the
   * run when nothing changes any more.
   */
  readonly nextChangeMs: Ms
}
