import type { ComputePlatform, DeploymentType } from '../result/types'
import type { DeploymentSettings } from '../scenario/schema'
import type { StoredMinimumHealthyHosts } from './configurations/types'
import type { AdoptReplacementStep } from './steps/adopt-replacement'
import type { CheckAliasStep } from './steps/check-alias'
import type { CheckHealthConstraintsStep } from './steps/check-health-constraints'
import type { CheckTargetsStep } from './steps/check-targets'
import type { CheckTaskSetsStep } from './steps/check-task-sets'
import type { DeleteTaskSetStep } from './steps/delete-task-set'
import type { ProvisionReplacementStep } from './steps/provision-replacement'
import type { ShiftWeightsStep } from './steps/shift-weights'
import type { TerminateOriginalStep } from './steps/terminate-original'
import type { UpdateTargetsStep } from './steps/update-targets'
import type { WaitReadyStep } from './steps/wait-ready'
import type { WaitTerminationStep } from './steps/wait-termination'
import type { TrafficShift } from './traffic-schedule'
import type { ZonalPlan } from './zonal'

/**
 * The sets of targets that a step may work on: the instances that run the revision before, those that replace them, or
 * the one function or service of Lambda and ECS.
 */
export type TargetSet = 'original' | 'replacement' | 'service'

/** Every kind of step. The executor's table is total over these keys: the compiler lists the rows that are missing. */
export interface StepByKind {
  readonly 'check-targets': CheckTargetsStep
  readonly 'check-health-constraints': CheckHealthConstraintsStep
  readonly 'provision-replacement': ProvisionReplacementStep
  readonly 'update-targets': UpdateTargetsStep
  readonly 'adopt-replacement': AdoptReplacementStep
  readonly 'wait-ready': WaitReadyStep
  readonly 'shift-weights': ShiftWeightsStep
  readonly 'wait-termination': WaitTerminationStep
  readonly 'terminate-original': TerminateOriginalStep
  readonly 'check-alias': CheckAliasStep
  readonly 'check-task-sets': CheckTaskSetsStep
  readonly 'delete-task-set': DeleteTaskSetStep
}
export type StepKind = keyof StepByKind
export type Step = StepByKind[StepKind]

/** What a strategy may ask of the deployment group's settings. */
export type PlanSettings = Pick<DeploymentSettings, 'trafficControl' | 'scheduling' | 'blueGreen' | 'bakeMs'>

/** What a strategy may ask of the fleet, the configuration and the load balancer. */
export interface PlanContext {
  /** Instances that the group has; 1 for a function or a service. */
  readonly targetCount: number
  /**
   * Minimum healthy hosts M of the deployment configuration, of the instances that get the revision: the replacement's
   * where there is one (CodeDeploy user guide, instance health). 0 where traffic is shifted instead.
   */
  readonly minimumHealthyCount: number
  /** null where the configuration shifts traffic. */
  readonly minimumHealthyHosts: StoredMinimumHealthyHosts | null
  /** The zones of a zonal configuration; null for every other, and for a rollback. */
  readonly zonal: ZonalPlan | null
  /** How traffic is shifted; empty where the configuration is about hosts. */
  readonly shifts: readonly TrafficShift[]
  /** Instances that a blue/green deployment will find or launch. */
  readonly replacementCount: number
  /** Of a rollback: whether original instances have left the load balancer by now. */
  readonly hasBlockedOriginal: boolean
}

/** What a deployment would do, as data: drawn before it runs, compared, exported, and run by the executor. */
export interface DeploymentPlan {
  readonly strategy: string
  readonly computePlatform: ComputePlatform
  readonly deploymentType: DeploymentType
  readonly deploymentConfigName: string
  readonly targetCount: number
  readonly minimumHealthyCount: number
  /** Sizes of the waves if nothing fails; empty when the deployment cannot start. */
  readonly waveSizes: readonly number[]
  /** How traffic is shifted; empty where instances are registered instead. */
  readonly shifts: readonly TrafficShift[]
  readonly steps: readonly Step[]
}
