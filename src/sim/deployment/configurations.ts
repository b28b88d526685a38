import type { DeploymentConfig, MinimumHealthyHosts } from '../scenario/schema'

/**
 * Minimum healthy hosts as CodeDeploy stores them. `MOST_CONCURRENCY` is the read-only type that GetDeploymentConfig
 * gives for OneAtATime: the most hosts out of service at a time.
 */
export type StoredMinimumHealthyHosts =
  | MinimumHealthyHosts
  | { readonly type: 'MOST_CONCURRENCY'; readonly value: number }

export interface DeploymentConfiguration {
  readonly name: string
  /** What it means for a fleet, in a sentence. */
  readonly description: string
  readonly minimumHealthyHosts: StoredMinimumHealthyHosts
}

/** The predefined configurations of EC2 (CodeDeploy user guide, working with deployment configurations). */
export const DEPLOYMENT_CONFIGURATIONS: readonly DeploymentConfiguration[] = [
  {
    name: 'CodeDeployDefault.OneAtATime',
    description: 'One instance at a time; only the last one may fail.',
    minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
  },
  {
    name: 'CodeDeployDefault.HalfAtATime',
    description: 'Up to half of the instances at a time, rounded down; at least half must succeed.',
    minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
  },
  {
    name: 'CodeDeployDefault.AllAtOnce',
    description: 'All instances at once; one that succeeds is enough.',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
  },
]

/** The configuration that a deployment group names: a predefined one by its name, or its own. */
export function deploymentConfigurationOf(config: DeploymentConfig): DeploymentConfiguration {
  if (typeof config !== 'string') return { ...config, description: 'A custom deployment configuration.' }
  const found = DEPLOYMENT_CONFIGURATIONS.find((row) => row.name === config)
  if (found === undefined) throw new Error(`No deployment configuration is named ${config}`)
  return found
}

/**
 * Minimum healthy hosts M for a deployment to `targetCount` instances. A percentage is converted once, when the
 * deployment starts, and rounded up (CodeDeploy user guide, instance health). M may be more than there are instances.
 */
export function minimumHealthyCountOf(configuration: DeploymentConfiguration, targetCount: number): number {
  const { type, value } = configuration.minimumHealthyHosts
  if (type === 'HOST_COUNT') return value
  if (type === 'FLEET_PERCENT') return Math.ceil((targetCount * value) / 100)
  return Math.max(0, targetCount - value)
}
