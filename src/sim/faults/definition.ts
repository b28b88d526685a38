import type { RetryPolicy } from '../engine/retries'
import type { HealthAnswer } from '../fleet/target-group'
import type { ComputePlatform, LifecycleEventName, Ms, RevisionLabel } from '../result/types'
import type { Scenario } from '../scenario/schema'
import type { Fault, FaultKind } from './schema'

/** A reason why a fault cannot apply to its scenario: the field of the fault, and a sentence for a person. */
export interface FaultIssue {
  /** The fault's field that is wrong, parts of it behind slashes; empty: the fault as a whole. */
  readonly field: string
  readonly message: string
}

/** A lifecycle event that begins, or has begun, on one instance. */
export interface EventRun {
  readonly event: LifecycleEventName
  /** Whose scripts run; null: it has none. */
  readonly revision: RevisionLabel | null
  /** The revision that the deployment brings. */
  readonly deployedRevision: RevisionLabel
  readonly instanceIndex: number
  /** This run's own draw, 0 to 999 999; a fault with a chance strikes below it. */
  readonly drawPpm: number
}

/**
 * What a fault does to a lifecycle event: its first script ends with exit code 1 after its usual time, or never ends by
 * itself; the bundle cannot be fetched; or the agent does not take the event up.
 */
export type EventFailure = 'fails' | 'hangs' | 'download-fails' | 'silent'

/** When the effects of a fault are asked for. */
export interface FaultMoment {
  readonly nowMs: Ms
  /** Since the fault began. */
  readonly elapsedMs: Ms
  /** Offered load now, with the factors of other faults. */
  readonly offeredRps: number
}

/** An instance that the fault is about, or all executions of a revision of a Lambda function. */
export interface FaultSubject {
  readonly revision: RevisionLabel | null
  /** Since when the application serves, 0: since before the run; null: it does not, or it is a function. */
  readonly servingSinceMs: Ms | null
}

/** A datapoint that an alarm is about to read. */
export interface DatapointRead {
  readonly alarmName: string
  /** End of its period. */
  readonly endMs: Ms
}

/** What a fault does while it lasts; each kind names the few that it has. Faults that last together add up. */
export interface FaultEffects {
  /** Share of 5xx answers of a revision instead of its own; null: not this one. Of several the highest counts. */
  errorRatePpm?(fault: Fault, revision: RevisionLabel, moment: FaultMoment): number | null
  /** Share of the answers that are left which turn into 5xx, for both revisions. */
  extraErrorRatePpm?(fault: Fault): number
  /** Share of 5xx answers of an instance; of several the highest counts. */
  instanceErrorRatePpm?(fault: Fault): number
  /** Factor on the service times, in thousandths; several multiply. */
  serviceFactorPermille?(fault: Fault, subject: FaultSubject, moment: FaultMoment): number
  /** The instance is down with everything on it. */
  takesDown?(fault: Fault): boolean
  /** The process of the application dies now and is started again after so long; null: it does not die. */
  restartAfterMs?(fault: Fault, subject: FaultSubject, moment: FaultMoment): Ms | null
  /** Factor on the offered load, in thousandths; several multiply. */
  loadFactorPermille?(fault: Fault, moment: FaultMoment): number
  /** How clients ask again; of several that with the most attempts counts. */
  retryPolicy?(fault: Fault): RetryPolicy
  /** Executions at once that other functions use; several add up. */
  stolenConcurrency?(fault: Fault): number
  /** How much longer an application takes to start; null: for ever. Several add up. */
  startDelayMs?(fault: Fault): Ms | null
  /** How much longer a registration takes; several add up. */
  registrationDelayMs?(fault: Fault): Ms
  /** How a health check is met whatever the application does; the first of several counts. */
  healthAnswer?(fault: Fault): HealthAnswer
  /** What the alarm reads instead of the value. */
  datapoint?(fault: Fault, read: DatapointRead, value: number | null): number | null
}

/** Two short lines beside the scene. */
export interface SceneLabel {
  readonly title: string
  readonly detail: string
}

/** One kind of fault: how it is named and explained, when it makes sense, and what it does. */
export interface FaultDefinition {
  readonly kind: FaultKind
  readonly label: string
  readonly help: string
  /** Name of a lucide icon. */
  readonly icon: string
  /** CodeDeploy's compute platforms on which it can happen. */
  readonly platforms: readonly ComputePlatform[]
  /**
   * Everything that keeps a well-formed fault from applying to this scenario, beside its window, targets and platform.
   * `capacity`: most instances of the run.
   */
  check(fault: Fault, scenario: Scenario, capacity: number): readonly FaultIssue[]
  /** What it does, as half a sentence: `9 % of the answers of v2 are 5xx`. */
  describe(fault: Fault, scenario: Scenario): string
  sceneLabel(fault: Fault): SceneLabel
  /** True when the log tells of each event that it strikes, instead of its beginning and its end. */
  readonly isToldByStrikes: boolean
  /** True when its effects change while it lasts, so that they are looked at again each second. */
  isGradual?(fault: Fault): boolean
  readonly effects: FaultEffects
  /** What happens to this event, null for nothing. Only asked while the fault lasts, and for instances that it is about. */
  strikeEvent?(fault: Fault, run: EventRun): EventFailure | null
}
