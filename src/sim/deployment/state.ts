import type { World } from '../engine/world'
import type {
  DeploymentRecord,
  LifecycleEventRecord,
  Ms,
  RevisionLabel,
  TargetRecord,
  TargetStatus,
  WaveRecord,
} from '../result/types'
import type { Scenario } from '../scenario/schema'
import type { TargetCounts } from './gate'
import type { DeploymentPlan } from './plan'

/**
 * The whole memory of the control plane. Plain data without functions: what is still to come are `ControlEvent`s in the
 * world's queue, so a run can be printed, compared and kept between any two events.
 */
export interface ControlState {
  readonly hosts: readonly HostState[]
  /** The revision of the group's last successful deployment; null: nothing was ever deployed to the group. */
  lastSuccessfulRevision: RevisionLabel | null
  readonly deployments: DeploymentState[]
  /** The draws of the faults that may strike scripts, made at the start of the run; see `drawHookChances`. */
  readonly hookChances: (readonly number[])[]
}

/** What every function of the control plane is handed. */
export interface Control {
  readonly world: World
  readonly state: ControlState
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

export type LifecycleEventState = Writable<LifecycleEventRecord>
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
  /** What takes time beside scripts: download and copy. */
  readonly ownMs: Ms
}

export type TargetState = Omit<Writable<TargetRecord>, 'lifecycleEvents'> & {
  readonly lifecycleEvents: LifecycleEventState[]
  /** The step of the plan that updates it. */
  readonly stepIndex: number
  /** One entry for each lifecycle event. */
  readonly work: readonly EventWork[]
}

export type DeploymentState = Omit<Writable<DeploymentRecord>, 'targets' | 'waves' | 'minimumHealthyCount'> & {
  readonly index: number
  readonly plan: DeploymentPlan
  /** The step under way; the number of steps when all are done. */
  stepIndex: number
  readonly targets: TargetState[]
  readonly waves: WaveState[]
}

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
    instanceIndex: null,
    lifecycleEvent: null,
    errorCode: null,
    faultIndex: null,
    ...entry,
  })
}

/** The settings of the deployment group. Throws when the scenario has no deployment: no control event may exist then. */
export function settingsOf(scenario: Scenario): NonNullable<Scenario['deployment']> {
  if (scenario.deployment === null) throw new Error('The scenario has no deployment')
  return scenario.deployment
}

/** The targets of the step under way. */
export function targetsOfStep({ targets, stepIndex }: DeploymentState): readonly TargetState[] {
  return targets.filter((target) => target.stepIndex === stepIndex)
}

/** How many targets stand where. */
export function countTargets(targets: readonly TargetState[]): TargetCounts {
  const count = (status: TargetStatus) => targets.filter((target) => target.status === status).length
  return {
    pending: count('Pending'),
    inProgress: count('InProgress'),
    succeeded: count('Succeeded'),
    failed: count('Failed'),
  }
}
