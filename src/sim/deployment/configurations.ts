import type { ComputePlatform } from '../result/types'
import type { DeploymentConfig, TrafficRoutingConfig } from '../scenario/deployment-schema'
import { ECS_CONFIGURATIONS } from './configurations/ecs'
import { LAMBDA_CONFIGURATIONS } from './configurations/lambda'
import { SERVER_CONFIGURATIONS } from './configurations/server'
import type {
  DeploymentConfiguration,
  ServerConfiguration,
  WeightedConfiguration,
  WeightedPlatform,
} from './configurations/types'

export type { DeploymentConfiguration, ServerConfiguration }

/** THE registry of predefined deployment configurations, by compute platform in the order of the API's enumeration. */
export const DEPLOYMENT_CONFIGURATIONS: readonly DeploymentConfiguration[] = [
  ...SERVER_CONFIGURATIONS,
  ...LAMBDA_CONFIGURATIONS,
  ...ECS_CONFIGURATIONS,
]

type NamesOf<Rows extends readonly { readonly name: string }[]> = {
  readonly [Index in keyof Rows]: Rows[Index]['name']
}

function namesOf<const Rows extends readonly { readonly name: string }[]>(rows: Rows): NamesOf<Rows> {
  return rows.map(({ name }) => name) as NamesOf<Rows>
}

/** The names of the predefined configurations, which a scenario may write instead of a configuration of its own. */
export const PREDEFINED_NAMES_BY_PLATFORM = {
  Server: namesOf(SERVER_CONFIGURATIONS),
  Lambda: namesOf(LAMBDA_CONFIGURATIONS),
  ECS: namesOf(ECS_CONFIGURATIONS),
} as const

/**
 * The configuration of a deployment group that names none. On EC2 that is the API's default, on ECS the console's; for
 * Lambda AWS publishes none, and the MODEL takes the same as for ECS.
 */
export const DEFAULT_CONFIGURATION_BY_PLATFORM = {
  Server: 'CodeDeployDefault.OneAtATime',
  Lambda: 'CodeDeployDefault.LambdaAllAtOnce',
  ECS: 'CodeDeployDefault.ECSAllAtOnce',
} as const satisfies Record<ComputePlatform, string>

/**
 * The configuration that a deployment group of EC2 names: a predefined one by its name, or its own. Throws for one that
 * EC2 does not have: a scenario was checked before (`misnamedConfiguration`).
 */
export function deploymentConfigurationOf(config: DeploymentConfig): ServerConfiguration {
  if (typeof config !== 'string' && 'minimumHealthyHosts' in config) {
    const { name, minimumHealthyHosts } = config
    const description = 'A custom deployment configuration.'
    return { name, description, computePlatform: 'Server', minimumHealthyHosts }
  }
  const name = nameOf(config)
  const found: ServerConfiguration | undefined = SERVER_CONFIGURATIONS.find((row) => row.name === name)
  if (found === undefined) throw new Error(`No deployment configuration of EC2 is named ${name}`)
  return found
}

/**
 * How a deployment group of Lambda or ECS moves traffic: as a predefined configuration says, or its own. Throws for one
 * that the platform does not have: a scenario was checked before (`misnamedConfiguration`).
 */
export function trafficRoutingConfigOf(config: DeploymentConfig, platform: WeightedPlatform): TrafficRoutingConfig {
  if (typeof config !== 'string' && 'trafficRoutingConfig' in config) return config.trafficRoutingConfig
  const name = nameOf(config)
  const rows: readonly WeightedConfiguration[] = platform === 'Lambda' ? LAMBDA_CONFIGURATIONS : ECS_CONFIGURATIONS
  const found = rows.find((row) => row.name === name)
  if (found === undefined) throw new Error(`No deployment configuration of ${platform} is named ${name}`)
  return found.trafficRoutingConfig
}

function nameOf(config: DeploymentConfig): string {
  return typeof config === 'string' ? config : config.name
}

/**
 * Minimum healthy hosts M for a deployment to `targetCount` instances. A percentage is converted once, when the
 * deployment starts, and rounded up (CodeDeploy user guide, instance health). M may be more than there are instances.
 */
export function minimumHealthyCountOf(
  { minimumHealthyHosts: { type, value } }: Pick<ServerConfiguration, 'minimumHealthyHosts'>,
  targetCount: number,
): number {
  if (type === 'HOST_COUNT') return value
  if (type === 'FLEET_PERCENT') return Math.ceil((targetCount * value) / 100)
  return Math.max(0, targetCount - value)
}
