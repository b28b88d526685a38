import type { ScalingState } from '../auto-scaling/state'
import type { World } from '../engine/world'
import type { Faults } from '../faults/inject'
import type {
  DeploymentRecord,
  FleetLabel,
  LifecycleEventRecord,
  Ms,
  PhaseRecord,
  RevisionLabel,
  TargetRecord,
  WaveRecord,
} from '../result/types'
import type { HookFunction } from '../scenario/deployment-schema'
import type { Scenario } from '../scenario/schema'
import type { ServiceState } from './ecs/state'
import type { LambdaState } from './lambda/state'
import type { DeploymentPlan, TargetSet } from './plan'
import type { TrafficShift } from './traffic-schedule'

/**
 * The whole memory of the control plane. Plain data without functions: what is still to come are `ControlEvent`s in the
 * world's queue, so a run can be printed, compared and kept between any two events.
 */
export interface ControlState {
  /** By instance index; grows with every launch. */
  readonly hosts: HostState[]
  /** The revision of the group's last successful deployment; null: nothing was ever deployed to the group. */
  lastSuccessfulRevision: RevisionLabel | null
  readonly deployments: DeploymentState[]
  /** Which fleet the deployment group names: the replacement becomes the original once it has taken over. */
  groupFleet: FleetLabel
  /** Instances that are still there and belong to no deployment group any more: what a blue/green deployment left behind. */
  readonly outsiders: number[]
  /** Memory of the Auto Scaling group or of the service's scaling; null without one. */
  readonly scaling: ScalingState | null
  /** Memory of the Lambda function; null on other platforms. */
  readonly lambda: LambdaState | null
  /** Memory of the ECS service; of no account on other platforms. */
  readonly service: ServiceState
}

/** What every function of the control plane is handed. */
export interface Control {
  readonly world: World
  readonly state: ControlState
  readonly faults: Faults
}

/** CodeDeploy's own idea of an instance's revision; no business of the load balancer. */
export type RevisionHealth = 'Unknown' | 'Old' | 'Current'

/** What the agent and the service remember of an instance between deployments. */
export interface HostState {
  /** Whether the last deployment to the instance succeeded; false when there was none. */
  isHealthy: boolean
  revisionHealth: RevisionHealth
  /** The agent's pointer files, per deployment group; null: the file is missing. */
  mostRecentInstall: RevisionLabel | null
  lastSuccessfulInstall: RevisionLabel | null
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

export type { Writable }
export type LifecycleEventState = Writable<LifecycleEventRecord>
export type PhaseState = Writable<PhaseRecord>
export type WaveState = Omit<Writable<WaveRecord>, 'instanceIndexes'> & { readonly instanceIndexes: number[] }

/** One script as it will run, with the time it will take if nothing interferes. */
export interface ScriptRun {
  readonly location: string
  /** null: as the AppSpec's default. */
  readonly timeoutMs: Ms | null
  readonly durationMs: Ms
}

/** What one lifecycle event has to do on one host, drawn when the deployment is created. */
export interface EventWork {
  /** Whose scripts run; null when there are none. */
  readonly revision: RevisionLabel | null
  readonly scripts: readonly ScriptRun[]
  /** What takes time beside scripts: download and copy, or a hook function until it calls back. */
  readonly ownMs: Ms
  /** What a hook function reports; null for events without one. */
  readonly hookResult: HookFunction['result'] | null
}

export type TargetState = Omit<Writable<TargetRecord>, 'lifecycleEvents'> & {
  readonly lifecycleEvents: LifecycleEventState[]
  /** Which of the plan's sets of targets it belongs to. */
  readonly set: TargetSet
  /** The wave of the stretch of events that it was last begun with; null when it was never started. */
  newestWaveIndex: number | null
  /** One entry for each lifecycle event. */
  readonly work: readonly EventWork[]
}

/** A shift of traffic under way: the schedule's times count from `startedAtMs`. */
export interface ShiftState {
  readonly startedAtMs: Ms
  readonly schedule: readonly TrafficShift[]
  isDone: boolean
}

/** Why a deployment under way is being stopped, and whether what it did is to be taken back. */
export interface StopState {
  readonly errorCode: 'ALARM_ACTIVE' | 'MANUAL_STOP'
  readonly message: string
  readonly rollsBack: boolean
}

export type DeploymentState = Omit<
  Writable<DeploymentRecord>,
  'targets' | 'waves' | 'phases' | 'minimumHealthyCount'
> & {
  readonly index: number
  /** What it goes to: the whole group, what a blue/green rollback turns back, or some instances of the group. */
  readonly scope: DeploymentScope
  readonly plan: DeploymentPlan
  /** The step under way; the number of steps when all are done. */
  stepIndex: number
  /** When the step under way began; null before the first. */
  stepStartedAtMs: Ms | null
  /** A person has ended the wait under way (API: ContinueDeployment). */
  isWaitEnded: boolean
  /** The instances that were found or launched to replace the original ones; null before that, and without any. */
  replacement: readonly number[] | null
  shift: ShiftState | null
  stop: StopState | null
  /** A person's word about alarms for this one deployment: none stops it. */
  ignoresAlarms: boolean
  readonly targets: TargetState[]
  readonly waves: WaveState[]
  readonly phases: PhaseState[]
}

/** What a deployment goes to. */
export type DeploymentScope =
  | { readonly kind: 'group' }
  /** Back to the revision before without installing anything: traffic returns to where it was. */
  | { readonly kind: 'rollback'; readonly of: number }
  | { readonly kind: 'instances'; readonly instanceIndexes: readonly number[] }

/** One lifecycle event of one target of one deployment. */
export interface EventPlace {
  readonly deploymentIndex: number
  readonly targetIndex: number
  readonly eventIndex: number
}

/** Adds to the run's log; what is left out is null. */
export function logDeployment(
  control: Control,
  deployment: DeploymentState,
  entry: Pick<Parameters<World['log']>[0], 'type' | 'status'> & Partial<Parameters<World['log']>[0]>,
): void {
  control.world.log({
    deploymentIndex: deployment.index,
    ...entry,
  })
}

/** The settings of the deployment group. Throws when the scenario has no deployment: no control event may exist then. */
export function settingsOf(scenario: Scenario): NonNullable<Scenario['deployment']> {
  if (scenario.deployment === null) throw new Error('The scenario has no deployment')
  return scenario.deployment
}
