import type { World } from '../engine/world'
import type { ComputePlatform, LifecycleEventName, Ms, RevisionLabel } from '../result/types'
import type { Scenario } from '../scenario/schema'
import type { Fault, FaultKind } from './schema'

/** A reason why a fault cannot apply to its scenario: the field of the fault, and a sentence for a person. */
export interface FaultIssue {
  /** Name of the fault's field that is wrong; empty: the fault as a whole. */
  readonly field: string
  readonly message: string
}

/** From when to when a timed fault lasts; `untilMs` null: to the end of the run. */
export interface FaultWindow {
  readonly fromMs: Ms
  readonly untilMs: Ms | null
}

/** A lifecycle event that is about to run scripts on one host. */
export interface HookRun {
  readonly event: LifecycleEventName
  /** Whose scripts run. */
  readonly revision: RevisionLabel
  readonly instanceIndex: number
  /** This run's own draw, 0 to 999 999; the fault strikes below its probability. */
  readonly drawPpm: number
}

/** What a fault does to a script: it ends with exit code 1 after its usual time, or never ends by itself. */
export type ScriptFailure = 'fails' | 'hangs'

/** One kind of fault: how it is named and explained, when it makes sense, and what it does. */
export interface FaultDefinition {
  readonly kind: FaultKind
  readonly label: string
  readonly help: string
  /** Name of a lucide icon. */
  readonly icon: string
  /** CodeDeploy's compute platforms on which it can happen. */
  readonly platforms: readonly ComputePlatform[]
  /** Everything that keeps a well-formed fault from applying to this scenario. */
  check(fault: Fault, scenario: Scenario): readonly FaultIssue[]
  /** For faults that last from a time to a time. */
  readonly timed?: {
    window(fault: Fault): FaultWindow
    /** Called at both ends of the window; the world is then as it must be from now on. */
    change(fault: Fault, world: World): void
  }
  /** For faults that strike scripts: what happens to the scripts of this run, null for nothing. */
  strikeHook?(fault: Fault, run: HookRun): ScriptFailure | null
}
