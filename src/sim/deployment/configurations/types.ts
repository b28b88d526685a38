import type { ComputePlatform } from '../../result/types'
import type { MinimumHealthyHosts, TrafficRoutingConfig } from '../../scenario/deployment-schema'

/** In the order of the API's enumeration. */
export const COMPUTE_PLATFORMS = ['Server', 'Lambda', 'ECS'] as const satisfies readonly ComputePlatform[]

/**
 * Minimum healthy hosts as CodeDeploy stores them. `MOST_CONCURRENCY` is the read-only type that GetDeploymentConfig
 * gives for OneAtATime: the most hosts out of service at a time.
 */
export type StoredMinimumHealthyHosts =
  | MinimumHealthyHosts
  | { readonly type: 'MOST_CONCURRENCY'; readonly value: number }

/** A configuration of EC2 and on-premises instances: how many must stay healthy. */
export interface ServerConfiguration {
  readonly name: string
  /** What it means for a fleet, in a sentence. */
  readonly description: string
  readonly computePlatform: 'Server'
  readonly minimumHealthyHosts: StoredMinimumHealthyHosts
}

/** The platforms on which a configuration says how traffic moves. */
export type WeightedPlatform = Exclude<ComputePlatform, 'Server'>

/** A configuration of Lambda or ECS: how the weight of the new version grows. */
export interface WeightedConfiguration {
  readonly name: string
  /** What it means for the traffic, in a sentence. */
  readonly description: string
  readonly computePlatform: WeightedPlatform
  readonly trafficRoutingConfig: TrafficRoutingConfig
}

/** A predefined or custom deployment configuration, in the parts of the API's DeploymentConfigInfo. */
export type DeploymentConfiguration = ServerConfiguration | WeightedConfiguration
