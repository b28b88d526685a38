import { DEPLOYMENT_CONFIGURATIONS, type RunResult } from '@sim'
import { formatCount } from '../text/format'

/** Minimum healthy hosts and how the number came about: `6 of 12: 50 % of 12 is 6, rounded up`. */
export function minimumHealthyWords({ plan, scenario }: RunResult): string {
  const minimum = scenario.deployment && minimumHealthyHostsOf(scenario.deployment.deploymentConfig)
  if (!plan || !minimum) return 'none'
  const total = formatCount(plan.targetCount)
  const required = `${formatCount(plan.minimumHealthyCount)} of ${total}`
  if (minimum.type === 'HOST_COUNT') return `${required}: HOST_COUNT ${formatCount(minimum.value)}`
  if (minimum.type === 'MOST_CONCURRENCY') return `${required}: all but ${formatCount(minimum.value)}`
  return `${required}: ${minimum.value} % of ${total}, rounded up`
}

type Config = NonNullable<RunResult['scenario']['deployment']>['deploymentConfig']

function minimumHealthyHostsOf(config: Config) {
  if (typeof config !== 'string') return 'minimumHealthyHosts' in config ? config.minimumHealthyHosts : null
  const found = DEPLOYMENT_CONFIGURATIONS.find(({ name }) => name === config)
  return found?.computePlatform === 'Server' ? found.minimumHealthyHosts : null
}
