import type { ComputePlatform } from '../result/types'
import type { DeploymentSettings, Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'
import type { PlanDraft } from '../strategies/strategy'
import { deploymentConfigurationOf, minimumHealthyCountOf, trafficRoutingConfigOf } from './configurations'
import type { ServerConfiguration } from './configurations/types'
import { forecastStep } from './executor'
import type { DeploymentPlan, PlanContext, Step } from './plan'
import { checkTargets } from './steps/check-targets'
import { trafficSchedule } from './traffic-schedule'

/** What would be done, without doing it. Pure and instant. null for a scenario without a deployment. */
export function planDeployment(scenario: Scenario): DeploymentPlan | null {
  const { deployment, fleet } = scenario
  if (deployment === null) return null
  const replacementCount = deployment.blueGreen.replacementCount ?? fleet.instanceCount
  return planFor(deployment, { targetCount: fleet.instanceCount, replacementCount })
}

/** How many instances a plan is made for. */
export interface FleetSizes {
  /** Of the group, or of what it goes to. */
  readonly targetCount: number
  readonly replacementCount: number
}

/** The plan of a deployment of the group. */
export function planFor(settings: DeploymentSettings, sizes: FleetSizes): DeploymentPlan {
  const context = contextOf(settings, sizes)
  return assemble(settings, context, strategyOf(settings.strategy).plan(settings, context))
}

/** The plan of a rollback: the strategy's own, or the same deployment with the revision before. */
export function rollbackPlanFor(settings: DeploymentSettings, sizes: FleetSizes): DeploymentPlan {
  const strategy = strategyOf(settings.strategy)
  if (strategy.rollback === undefined) return planFor(settings, sizes)
  const context = contextOf(settings, sizes)
  return assemble(settings, context, strategy.rollback(settings, context))
}

/** The plan of a deployment to some instances only, which no configuration holds back: what Auto Scaling asks for. */
export function planForInstances(settings: DeploymentSettings, count: number, steps: readonly Step[]): DeploymentPlan {
  return {
    strategy: settings.strategy,
    computePlatform: strategyOf(settings.strategy).platform,
    deploymentType: 'IN_PLACE',
    deploymentConfigName: nameOf(settings),
    targetCount: count,
    minimumHealthyCount: 0,
    waveSizes: [],
    shifts: [],
    steps: [checkTargets(count), ...steps],
  }
}

function assemble(settings: DeploymentSettings, context: PlanContext, { steps, shifts }: PlanDraft): DeploymentPlan {
  return {
    strategy: settings.strategy,
    computePlatform: strategyOf(settings.strategy).platform,
    deploymentType: strategyOf(settings.strategy).deploymentType,
    deploymentConfigName: nameOf(settings),
    targetCount: context.targetCount,
    minimumHealthyCount: context.minimumHealthyCount,
    waveSizes: waveSizesOf(steps),
    shifts: shifts ?? [],
    steps,
  }
}

function nameOf({ deploymentConfig }: DeploymentSettings): string {
  return typeof deploymentConfig === 'string' ? deploymentConfig : deploymentConfig.name
}

function contextOf(settings: DeploymentSettings, { targetCount, replacementCount }: FleetSizes): PlanContext {
  const { deploymentConfig } = settings
  const shifting = shiftingOf(settings)
  if (shifting !== null) {
    const shifts = trafficSchedule(shifting)
    return { targetCount, replacementCount, minimumHealthyCount: 0, minimumHealthyHosts: null, zonal: null, shifts }
  }
  const configuration = serverConfigurationOf(settings)
  return {
    targetCount,
    replacementCount,
    minimumHealthyCount: minimumHealthyCountOf(configuration, targetCount),
    minimumHealthyHosts: configuration.minimumHealthyHosts,
    zonal:
      typeof deploymentConfig === 'object' && 'zonalConfig' in deploymentConfig ? deploymentConfig.zonalConfig : null,
    shifts: [],
  }
}

/** The configuration of a group whose deployments are about hosts. Throws for one that shifts traffic. */
function serverConfigurationOf({ deploymentConfig }: DeploymentSettings): ServerConfiguration {
  if (typeof deploymentConfig !== 'string' && !('minimumHealthyHosts' in deploymentConfig))
    throw new Error(`${deploymentConfig.name} says nothing about hosts`)
  return deploymentConfigurationOf(deploymentConfig)
}

/** How the group's configuration shifts traffic; null when it is about hosts. */
function shiftingOf({ strategy, deploymentConfig }: DeploymentSettings) {
  const platform: ComputePlatform = strategyOf(strategy).platform
  if (typeof deploymentConfig !== 'string')
    return 'trafficRoutingConfig' in deploymentConfig ? deploymentConfig.trafficRoutingConfig : null
  return platform === 'Server' ? null : trafficRoutingConfigOf(deploymentConfig, platform)
}

function waveSizesOf(steps: readonly Step[]): readonly number[] {
  const forecasts = steps.map(forecastStep)
  return forecasts.some((forecast) => forecast.failure !== null)
    ? []
    : forecasts.flatMap((forecast) => forecast.waveSizes)
}
