import { DEFAULT_CONFIGURATION_BY_PLATFORM } from '../deployment/configurations'
import { STRATEGIES } from '../strategies'
import type { ScenarioInput } from './schema'

type Document = Readonly<Record<string, unknown>>
type LoadBalancerType = NonNullable<NonNullable<ScenarioInput['loadBalancer']>['type']>

/**
 * MODEL: what shifts traffic on EC2 when the scenario does not say how. CodeDeploy has no configuration for it there, so
 * this is a custom one, with the numbers of a canary of Lambda and ECS.
 */
const WEIGHTED_DEFAULT = {
  name: 'Canary10Percent5Minutes',
  trafficRoutingConfig: {
    type: 'TimeBasedCanary',
    timeBasedCanary: { canaryPercentage: 10, canaryInterval: 5 },
  },
} as const

/**
 * Health checks of the load balancers of which the defaults are not those of the schema, an Application Load Balancer's:
 * NLB user guide and ELB API (TCP), Classic Load Balancer user guide.
 */
const HEALTH_CHECK_DEFAULTS: Readonly<Partial<Record<LoadBalancerType, Document>>> = {
  network: { intervalMs: 30_000, timeoutMs: 10_000, healthyThresholdCount: 5, unhealthyThresholdCount: 2 },
  classic: { intervalMs: 30_000, timeoutMs: 5_000, healthyThresholdCount: 10, unhealthyThresholdCount: 2 },
}

/**
 * A document with the defaults that depend on what else it says: the deployment configuration of its strategy, and the
 * health check of its load balancer. Only what is left out is filled in; whatever is wrong stays for the schema to refuse.
 */
export function withDependentDefaults(document: unknown): unknown {
  if (!isDocument(document)) return document
  return { ...document, ...deploymentDefaults(document), ...loadBalancerDefaults(document) }
}

function deploymentDefaults({ deployment }: Document): Document {
  if (!isDocument(deployment)) return {}
  const filled = { ...configurationDefault(deployment), ...alarmDefaults(deployment) }
  return Object.keys(filled).length === 0 ? {} : { deployment: { ...deployment, ...filled } }
}

/** Whoever names alarms wants them watched. */
function alarmDefaults(deployment: Document): Document {
  const fields = ['alarmConfiguration', 'overrideAlarmConfiguration'] as const
  return Object.fromEntries(
    fields.flatMap((field) => {
      const configuration = deployment[field]
      if (!isDocument(configuration) || configuration.enabled !== undefined) return []
      const { alarms } = configuration
      return Array.isArray(alarms) && alarms.length > 0 ? [[field, { ...configuration, enabled: true }]] : []
    }),
  )
}

function configurationDefault(deployment: Document): Document {
  if (deployment.deploymentConfig !== undefined) return {}
  const strategy = STRATEGIES.find(({ id }) => id === deployment.strategy)
  if (strategy === undefined) return {}
  const isWeightedOnEc2 = strategy.platform === 'Server' && strategy.configuredBy === 'traffic'
  const deploymentConfig = isWeightedOnEc2 ? WEIGHTED_DEFAULT : DEFAULT_CONFIGURATION_BY_PLATFORM[strategy.platform]
  return { deploymentConfig }
}

function loadBalancerDefaults({ loadBalancer }: Document): Document {
  if (!isDocument(loadBalancer)) return {}
  const { type, healthCheck = {} } = loadBalancer
  const defaults = type === 'network' || type === 'classic' ? HEALTH_CHECK_DEFAULTS[type] : undefined
  if (defaults === undefined || !isDocument(healthCheck)) return {}
  return { loadBalancer: { ...loadBalancer, healthCheck: { ...defaults, ...healthCheck } } }
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
