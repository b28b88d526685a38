import type { TrafficRoutingConfig } from '../../scenario/deployment-schema'
import type { WeightedConfiguration, WeightedPlatform } from './types'

/** A row of a registry; the type keeps its name and platform as they are written. */
type Row<Platform extends WeightedPlatform, Name extends string> = WeightedConfiguration & {
  readonly name: Name
  readonly computePlatform: Platform
}

/** The three ways in which the predefined configurations of one platform shift traffic. */
export function rowsOf<const Platform extends WeightedPlatform>(computePlatform: Platform) {
  const row = <const Name extends string>(
    name: Name,
    trafficRoutingConfig: TrafficRoutingConfig,
  ): Row<Platform, Name> => ({
    name,
    description: describeTrafficRouting(trafficRoutingConfig),
    computePlatform,
    trafficRoutingConfig,
  })
  return {
    allAtOnce: <const Name extends string>(name: Name) => row(name, { type: 'AllAtOnce' }),
    canary: <const Name extends string>(name: Name, canaryPercentage: number, canaryInterval: number) =>
      row(name, { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage, canaryInterval } }),
    linear: <const Name extends string>(name: Name, linearPercentage: number, linearInterval: number) =>
      row(name, { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage, linearInterval } }),
  }
}

/** What a shift does to the traffic, in a sentence. */
function describeTrafficRouting(config: TrafficRoutingConfig): string {
  switch (config.type) {
    case 'AllAtOnce':
      return 'All traffic moves at once.'
    case 'TimeBasedCanary': {
      const { canaryPercentage, canaryInterval } = config.timeBasedCanary
      return `${canaryPercentage} percent of the traffic moves at once, the rest ${minutes(canaryInterval)} later.`
    }
    case 'TimeBasedLinear': {
      const { linearPercentage, linearInterval } = config.timeBasedLinear
      const rhythm = linearInterval === 1 ? 'every minute' : `every ${minutes(linearInterval)}`
      return `${linearPercentage} percent of the traffic moves at once, and as much again ${rhythm}.`
    }
  }
}

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`
}
