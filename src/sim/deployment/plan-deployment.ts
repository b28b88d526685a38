import type { DeploymentSettings, Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'
import { deploymentConfigurationOf, minimumHealthyCountOf } from './configurations'
import { forecastStep } from './executor'
import type { DeploymentPlan, Step } from './plan'

/** What would be done, without doing it. Pure and instant. null for a scenario without a deployment. */
export function planDeployment(scenario: Scenario): DeploymentPlan | null {
  return scenario.deployment === null ? null : planFor(scenario.deployment, scenario.fleet.instanceCount)
}

/** The plan of a deployment of the group to all of its instances; a rollback follows the same one. */
export function planFor(settings: DeploymentSettings, targetCount: number): DeploymentPlan {
  const configuration = deploymentConfigurationOf(settings.deploymentConfig)
  const minimumHealthyCount = minimumHealthyCountOf(configuration, targetCount)
  const steps = strategyOf(settings.strategy).plan(settings, { targetCount, minimumHealthyCount })
  return {
    strategy: settings.strategy,
    deploymentConfigName: configuration.name,
    targetCount,
    minimumHealthyCount,
    waveSizes: waveSizesOf(steps),
    steps,
  }
}

function waveSizesOf(steps: readonly Step[]): readonly number[] {
  const forecasts = steps.map(forecastStep)
  return forecasts.some((forecast) => forecast.failure !== null)
    ? []
    : forecasts.flatMap((forecast) => forecast.waveSizes)
}
