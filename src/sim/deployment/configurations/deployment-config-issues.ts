import type { ComputePlatform, DeploymentType } from '../../result/types'
import type { DeploymentConfig, TrafficRoutingConfig } from '../../scenario/deployment-schema'
import type { Issue } from '../../scenario/issue'
import { trafficRoutingConfigOf } from '../configurations'
import { trafficRoutingIssues } from './issues'
import { misnamedConfiguration } from './misnamed'

/** What a deployment configuration is used for. */
export interface ConfigurationUse {
  readonly platform: ComputePlatform
  readonly deploymentType: DeploymentType
  /** Whether the strategy asks how many hosts stay healthy, or how traffic is shifted. */
  readonly configuredBy: 'hosts' | 'traffic'
  readonly loadBalancerType: 'application' | 'network' | 'classic'
}

/**
 * Why CodeDeploy would not take a configuration for this use; pointers are relative to the configuration. A wrong name
 * (`misnamedConfiguration`), a configuration of the other kind, a shift that breaks a quota (`trafficRoutingIssues`), a
 * zonal one outside of in-place deployments, and anything but all at once for ECS behind a Network Load Balancer
 * (CodeDeploy user guide, working with deployment configurations).
 */
export function deploymentConfigIssues(config: DeploymentConfig, use: ConfigurationUse): readonly Issue[] {
  const unfit = typeof config === 'string' ? nameIssues(config, use) : kindIssues(config, use)
  if (unfit.length > 0) return unfit
  return use.configuredBy === 'traffic' ? shiftIssues(config, use) : zonalIssues(config, use)
}

function nameIssues(name: string, { platform, configuredBy }: ConfigurationUse): Issue[] {
  if (platform === 'Server' && configuredBy === 'traffic') {
    const message = `found "${name}", but none of EC2's own configurations shifts traffic: allowed is a custom one with trafficRoutingConfig`
    return [{ pointer: '', message }]
  }
  const sentence = misnamedConfiguration(name, platform)
  return sentence === null ? [] : [{ pointer: '', message: sentence }]
}

function kindIssues(config: Exclude<DeploymentConfig, string>, { configuredBy }: ConfigurationUse): Issue[] {
  if (configuredBy === 'traffic' && 'minimumHealthyHosts' in config) {
    const message = 'found minimumHealthyHosts, but this strategy shifts traffic: allowed is trafficRoutingConfig'
    return [{ pointer: '/minimumHealthyHosts', message }]
  }
  if (configuredBy === 'hosts' && 'trafficRoutingConfig' in config) {
    const message = 'found trafficRoutingConfig, but this strategy is about hosts: allowed is minimumHealthyHosts'
    return [{ pointer: '/trafficRoutingConfig', message }]
  }
  return []
}

/** Zonal configurations are for in-place deployments to EC2 (CodeDeploy user guide, zonal configuration). */
function zonalIssues(config: DeploymentConfig, { deploymentType }: ConfigurationUse): Issue[] {
  const isZonal = typeof config !== 'string' && 'zonalConfig' in config && config.zonalConfig !== null
  if (!isZonal || deploymentType === 'IN_PLACE') return []
  return [{ pointer: '/zonalConfig', message: 'found a zonal configuration, allowed are those for IN_PLACE only' }]
}

function shiftIssues(config: DeploymentConfig, use: ConfigurationUse): Issue[] {
  const [routing, pointer] = routingOf(config, use)
  if (routing === null) return []
  const limits = trafficRoutingIssues(routing).map((issue) => ({ ...issue, pointer: `${pointer}${issue.pointer}` }))
  const isRefused = use.platform === 'ECS' && use.loadBalancerType === 'network' && routing.type !== 'AllAtOnce'
  if (!isRefused) return limits
  const found = typeof config === 'string' ? config : routing.type
  const message = `found ${found} behind a Network Load Balancer, allowed is only CodeDeployDefault.ECSAllAtOnce there`
  return [{ pointer, message }, ...limits]
}

/** How the configuration shifts, and where that is written. */
function routingOf(config: DeploymentConfig, { platform }: ConfigurationUse): [TrafficRoutingConfig | null, string] {
  if (typeof config !== 'string') {
    return 'trafficRoutingConfig' in config ? [config.trafficRoutingConfig, '/trafficRoutingConfig'] : [null, '']
  }
  return platform === 'Server' ? [null, ''] : [trafficRoutingConfigOf(config, platform), '']
}
