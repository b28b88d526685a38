import type {
  ApplicationState,
  DeploymentStatus,
  LifecycleEventName,
  LifecycleEventStatus,
  Ms,
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
}
export interface FleetFrame {
  readonly atMs: Ms
  readonly instances: readonly InstanceFrame[]
  /** The deployment under way, or the last one that was created; null before the first. */
  readonly deployment: DeploymentFrame | null
  /** Row of the per-second table that holds this instant. */
  readonly rowIndex: number
  /**
   * Every track, status and counter-free fact of this frame stays as it is until then (progress aside); the end of the
   * run when nothing changes any more.
   */
  readonly nextChangeMs: Ms
}
