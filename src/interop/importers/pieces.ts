import type { Load, ScenarioInput } from '@sim'
import type { Place } from '../outcome'

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

/** What a deployment group and a deployment both can say; of the same thing the deployment's word counts. */
export interface DeploymentSettingsRead {
  readonly applicationName?: Located<string>
  readonly deploymentGroupName?: Located<string>
  readonly deploymentConfigName?: Located<string>
  /** Where it says that the deployment is in place. */
  readonly strategy?: Located<'in-place'>
  /** WITH_TRAFFIC_CONTROL and a load balancer. */
  readonly trafficControl?: Located<boolean>
  /** Whether a failed deployment is rolled back. */
  readonly autoRollback?: Located<boolean>
}

export interface DeploymentGroupPiece extends DeploymentSettingsRead {
  readonly kind: 'deployment-group'
  readonly place: Place
  /** How the group finds its instances, in words: "1 Auto Scaling group". */
  readonly targetsBy: string
}

export interface DeploymentPiece extends DeploymentSettingsRead {
  readonly kind: 'deployment'
  readonly place: Place
  readonly instanceCount?: Located<number>
  readonly ignoreApplicationStopFailures?: Located<boolean>
}

export interface DeploymentConfigPiece {
  readonly kind: 'deployment-config'
  readonly place: Place
  readonly name: Located<string>
  /** Null for a predefined configuration: its name says everything. */
  readonly minimumHealthyHosts: Located<{
    readonly type: 'HOST_COUNT' | 'FLEET_PERCENT'
    readonly value: number
  }> | null
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
export type Piece = AppspecPiece | DeploymentGroupPiece | DeploymentPiece | DeploymentConfigPiece | LoadPiece
