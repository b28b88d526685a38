import { deploymentConfigIssues } from '../../deployment/configurations/deployment-config-issues'
import { strategyOf } from '../../strategies'
import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

type Deployment = NonNullable<Scenario['deployment']>

/** What CodeDeploy's API would refuse of a deployment group or a deployment. */
export const DEPLOYMENT_RULES: readonly Rule[] = [
  {
    reads: ['/deployment/strategy', '/deployment/deploymentConfig', '/loadBalancer/type'],
    check: configurationIssues,
  },
  { reads: ['/deployment/autoRollback'], check: ofDeployment(rollbackIssues) },
  { reads: ['/deployment/strategy', '/loadBalancer/type'], check: ofDeployment(balancerIssues) },
  {
    reads: ['/deployment/strategy', '/deployment/trafficControl'],
    check: ofDeployment(trafficControlIssues),
  },
  {
    reads: ['/deployment/strategy', '/deployment/blueGreen/greenFleetProvisioning', '/autoScaling'],
    check: ofDeployment(provisioningIssues),
  },
]

function ofDeployment(check: (deployment: Deployment, scenario: Scenario) => Issue[]): Rule['check'] {
  return (scenario) => (scenario.deployment === null ? [] : check(scenario.deployment, scenario))
}

/** Why CodeDeploy would not take the deployment configuration; empty for a scenario without a deployment. */
export function configurationIssues({ deployment, loadBalancer }: Scenario): readonly Issue[] {
  if (deployment === null) return []
  const { platform, deploymentType, configuredBy } = strategyOf(deployment.strategy)
  const use = { platform, deploymentType, configuredBy, loadBalancerType: loadBalancer.type }
  return deploymentConfigIssues(deployment.deploymentConfig, use).map(({ pointer, message }) => ({
    pointer: `/deployment/deploymentConfig${pointer}`,
    message,
  }))
}

/** CodeDeploy API, InvalidAutoRollbackConfigException: automatic rollback is enabled, but no event types are listed. */
function rollbackIssues({ autoRollback }: Deployment): Issue[] {
  if (!autoRollback.enabled || autoRollback.events.length > 0) return []
  const message =
    'found a list of 0 entries, allowed is ["DEPLOYMENT_FAILURE"] where enabled is true (InvalidAutoRollbackConfigException)'
  return [{ pointer: '/deployment/autoRollback/events', message }]
}

/**
 * Weights between target groups are an Application Load Balancer's; ECS knows no Classic Load Balancer (CodeDeploy user
 * guide, integrating with Elastic Load Balancing).
 */
function balancerIssues({ strategy }: Deployment, { loadBalancer: { type } }: Scenario): Issue[] {
  const pointer = '/loadBalancer/type'
  if (strategy === 'weighted-target-groups' && type !== 'application') {
    const message = `found "${type}", allowed is "application": only an Application Load Balancer has weights between target groups`
    return [{ pointer, message }]
  }
  if (strategyOf(strategy).platform !== 'ECS' || type !== 'classic') return []
  const message =
    'found "classic", allowed are "application", "network": CodeDeploy does not deploy to ECS behind a Classic Load Balancer'
  return [{ pointer, message }]
}

/**
 * A load balancer is mandatory for a replacement fleet (CodeDeploy user guide, integrating with Elastic Load Balancing);
 * a deployment of a function has none, and shifts traffic all the same.
 */
function trafficControlIssues({ strategy, trafficControl }: Deployment): Issue[] {
  if (trafficControl || strategyOf(strategy).deploymentType === 'IN_PLACE') return []
  const reason =
    strategyOf(strategy).platform === 'Lambda'
      ? 'a deployment of a function always has WITH_TRAFFIC_CONTROL'
      : 'a blue/green deployment needs WITH_TRAFFIC_CONTROL and a load balancer'
  const message = `found false, allowed is true with the strategy ${strategy}: ${reason}`
  return [{ pointer: '/deployment/trafficControl', message }]
}

/** CodeDeploy API, InvalidBlueGreenDeploymentConfigurationException: there must be exactly one group to copy. */
function provisioningIssues({ strategy, blueGreen }: Deployment, { autoScaling }: Scenario): Issue[] {
  const isReplaced = strategy === 'blue-green' || strategy === 'weighted-target-groups'
  if (!isReplaced || blueGreen.greenFleetProvisioning !== 'COPY_AUTO_SCALING_GROUP' || autoScaling !== null) return []
  const message =
    'found "COPY_AUTO_SCALING_GROUP", allowed is "DISCOVER_EXISTING" where autoScaling is null: ' +
    'there must be exactly one Auto Scaling group to copy (InvalidBlueGreenDeploymentConfigurationException)'
  return [{ pointer: '/deployment/blueGreen/greenFleetProvisioning', message }]
}
