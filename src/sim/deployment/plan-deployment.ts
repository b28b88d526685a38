import type { ComputePlatform } from '../result/types'
import type { DeploymentSettings, Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'
import type { PlanDraft } from '../strategies/strategy'
import { deploymentConfigurationOf, minimumHealthyCountOf, trafficRoutingConfigOf } from './configurations'
import type { ServerConfiguration } from './configurations/types'
import { forecastStep } from './executor'
import { type FleetSizes, plannedFleetSizes } from './fleet-sizes'
import type { DeploymentPlan, PlanContext, Step } from './plan'
import { checkTargets } from './steps/check-targets'
import { trafficSchedule } from './traffic-schedule'
import { type ZonalPlan, zonalPlan } from './zonal'

/** What would be done, without doing it. Pure and instant. null for a scenario without a deployment. */
export function planDeployment(scenario: Scenario): DeploymentPlan | null {
  const { deployment } = scenario
  return deployment === null ? null : planFor(deployment, plannedFleetSizes(scenario, deployment))
}

/** The plan of a deployment of the group. */
export function planFor(settings: DeploymentSettings, sizes: FleetSizes): DeploymentPlan {
  const strategy = strategyOf(settings.strategy)
  const isReplaced = strategy.deploymentType === 'BLUE_GREEN'
  const context = contextOf(settings, sizes, isReplaced ? sizes.replacementCount : sizes.targetCount)
  return assemble(settings, context, strategy.plan(settings, context))
}

/**
 * The plan of a rollback: the strategy's own, or the same deployment with the revision before. It is not zonal
 * (CodeDeploy user guide, zonal configuration), and minimum healthy hosts are those of the instances that it goes back to.
 * `keepsZones`: but it must pass the checks of the zones, which its deployment did not, and so touched nothing.
 */
export function rollbackPlanFor(
  settings: DeploymentSettings,
  sizes: FleetSizes,
  { hasBlockedOriginal, keepsZones }: { readonly hasBlockedOriginal: boolean; readonly keepsZones: boolean },
): DeploymentPlan {
  const strategy = strategyOf(settings.strategy)
  const forward = contextOf(settings, sizes, sizes.targetCount)
  const context = { ...forward, zonal: keepsZones ? forward.zonal : null, hasBlockedOriginal }
  const draft = (strategy.rollback ?? strategy.plan)(settings, context)
  return assemble(settings, context, draft)
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

function assemble(settings: DeploymentSettings, context: PlanContext, draft: PlanDraft): DeploymentPlan {
  return {
    strategy: settings.strategy,
    computePlatform: strategyOf(settings.strategy).platform,
    deploymentType: strategyOf(settings.strategy).deploymentType,
    deploymentConfigName: draft.deploymentConfigName ?? nameOf(settings),
    targetCount: context.targetCount,
    minimumHealthyCount: context.minimumHealthyCount,
    waveSizes: waveSizesOf(draft.steps),
    shifts: draft.shifts ?? [],
    steps: draft.steps,
  }
}

function nameOf({ deploymentConfig }: DeploymentSettings): string {
  return typeof deploymentConfig === 'string' ? deploymentConfig : deploymentConfig.name
}

/** `updatedCount`: of how many instances the configuration's minimum healthy hosts are. */
function contextOf(settings: DeploymentSettings, sizes: FleetSizes, updatedCount: number): PlanContext {
  const { targetCount, replacementCount, zoneOfTarget } = sizes
  const counts = { targetCount, replacementCount, hasBlockedOriginal: false }
  const shifting = shiftingOf(settings)
  if (shifting !== null) {
    const shifts = trafficSchedule(shifting)
    return { ...counts, minimumHealthyCount: 0, minimumHealthyHosts: null, zonal: null, shifts }
  }
  const configuration = serverConfigurationOf(settings)
  return {
    ...counts,
    minimumHealthyCount: minimumHealthyCountOf(configuration, updatedCount),
    minimumHealthyHosts: configuration.minimumHealthyHosts,
    zonal: zonalPlanOf(settings, zoneOfTarget),
    shifts: [],
  }
}

function zonalPlanOf({ deploymentConfig }: DeploymentSettings, zoneOfTarget: readonly string[]): ZonalPlan | null {
  if (typeof deploymentConfig === 'string' || !('zonalConfig' in deploymentConfig)) return null
  return deploymentConfig.zonalConfig === null ? null : zonalPlan(deploymentConfig.zonalConfig, zoneOfTarget)
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
