import type { Load, ScenarioInput } from '@sim'
import type { Place } from '../outcome'
import type { Platform } from './codedeploy/platform'

/** A value and where it was read, for what is found out about it later. */
export interface Located<T> {
  readonly value: T
  readonly place: Place
}

/** Hooks as a scenario writes them, durations left out where no file can know them. */
export type Hooks = NonNullable<NonNullable<NonNullable<ScenarioInput['revisions']>['new']>['hooks']>

export interface AppspecPiece {
  readonly kind: 'appspec'
  readonly place: Place
  readonly hooks: Located<Hooks>
  /** Scripts that have no timeout of their own. */
  readonly silentTimeoutCount: number
}

type DeploymentInput = NonNullable<ScenarioInput['deployment']>
type DeploymentConfigInput = NonNullable<DeploymentInput['deploymentConfig']>
type CustomConfig = Exclude<DeploymentConfigInput, string>
/** What a custom configuration says beside its name. */
export type ConfigRules =
  | Omit<Extract<CustomConfig, { minimumHealthyHosts: unknown }>, 'name'>
  | Omit<Extract<CustomConfig, { trafficRoutingConfig: unknown }>, 'name'>
type BlueGreenInput = NonNullable<DeploymentInput['blueGreen']>
export type RollbackEvent = NonNullable<NonNullable<DeploymentInput['autoRollback']>['events']>[number]

/** Functions that CodeDeploy invokes, by lifecycle event. */
export type HookFunctions = Partial<
  Record<keyof NonNullable<DeploymentInput['hookFunctions']>, { readonly functionName: string }>
>

export interface LambdaAppspecPiece {
  readonly kind: 'appspec-lambda'
  readonly place: Place
  readonly functionName?: Located<string>
  readonly alias?: Located<string>
  readonly currentVersion?: Located<string>
  readonly targetVersion?: Located<string>
  readonly hookFunctions: Located<HookFunctions>
}

export interface EcsAppspecPiece {
  readonly kind: 'appspec-ecs'
  readonly place: Place
  /** Family and number of the task definition, where it is not a placeholder. */
  readonly taskDefinition?: Located<string>
  readonly hookFunctions: Located<HookFunctions>
}

export interface AutoRollbackRead {
  readonly enabled: boolean
  readonly events: readonly RollbackEvent[]
}

export interface AlarmsRead {
  readonly enabled: boolean
  readonly ignorePollAlarmFailure: boolean
  readonly alarms: readonly string[]
}

/** Each field of a blue/green configuration that is said. */
export type BlueGreenRead = {
  readonly [Field in Exclude<keyof BlueGreenInput, 'replacementCount'>]:
    | Located<NonNullable<BlueGreenInput[Field]>>
    | undefined
}

/** What a deployment group and a deployment both can say; of the same thing the deployment's word counts. */
export interface DeploymentSettingsRead {
  readonly applicationName?: Located<string>
  readonly deploymentGroupName?: Located<string>
  readonly deploymentConfigName?: Located<string>
  readonly computePlatform?: Located<Platform>
  readonly deploymentType?: Located<'IN_PLACE' | 'BLUE_GREEN'>
  readonly loadBalancerType?: Located<'classic'>
  /** WITH_TRAFFIC_CONTROL and a load balancer. */
  readonly trafficControl?: Located<boolean>
  readonly autoRollback?: Located<AutoRollbackRead>
  readonly alarmConfiguration?: Located<AlarmsRead>
  readonly blueGreen?: BlueGreenRead
}

export interface DeploymentGroupPiece extends DeploymentSettingsRead {
  readonly kind: 'deployment-group'
  readonly place: Place
  /** How the group finds its instances, in words: "1 Auto Scaling group". */
  readonly targetsBy: string
  readonly autoScalingGroup?: Located<string>
  readonly ecsServiceName?: Located<string>
  readonly outdatedInstancesStrategy?: Located<'UPDATE' | 'IGNORE'>
  readonly terminationHookEnabled?: Located<boolean>
}

export interface DeploymentPiece extends DeploymentSettingsRead {
  readonly kind: 'deployment'
  readonly place: Place
  readonly instanceCount?: Located<number>
  readonly ignoreApplicationStopFailures?: Located<boolean>
  readonly overrideAlarmConfiguration?: Located<AlarmsRead>
}

export interface DeploymentConfigPiece {
  readonly kind: 'deployment-config'
  readonly place: Place
  readonly name: Located<string>
  readonly computePlatform?: Located<Platform>
  /** Null for a predefined configuration: its name says everything. */
  readonly rules: Located<ConfigRules> | null
}

export interface LoadPiece {
  readonly kind: 'load'
  readonly place: Place
  /** Null when no row could be read. */
  readonly load: Load | null
  /** Why the columns were understood as they were. */
  readonly why: string
}

/** What one document contributes to the scenario. */
export type Piece =
  | AppspecPiece
  | LambdaAppspecPiece
  | EcsAppspecPiece
  | DeploymentGroupPiece
  | DeploymentPiece
  | DeploymentConfigPiece
  | LoadPiece
