import { describe, expect, it } from 'vitest'
import { PREDEFINED_NAMES_BY_PLATFORM } from '../../../src/sim/deployment/configurations'
import {
  type ConfigurationUse,
  deploymentConfigIssues,
} from '../../../src/sim/deployment/configurations/deployment-config-issues'

const IN_PLACE: ConfigurationUse = {
  platform: 'Server',
  deploymentType: 'IN_PLACE',
  configuredBy: 'hosts',
  loadBalancerType: 'application',
}
const BLUE_GREEN: ConfigurationUse = { ...IN_PLACE, deploymentType: 'BLUE_GREEN' }
const WEIGHTED: ConfigurationUse = { ...BLUE_GREEN, configuredBy: 'traffic' }
const LAMBDA: ConfigurationUse = { ...WEIGHTED, platform: 'Lambda' }
const ECS: ConfigurationUse = { ...WEIGHTED, platform: 'ECS' }
const ECS_NETWORK: ConfigurationUse = { ...ECS, loadBalancerType: 'network' }

const CANARY = {
  name: 'Canary20',
  trafficRoutingConfig: {
    type: 'TimeBasedCanary',
    timeBasedCanary: { canaryPercentage: 20, canaryInterval: 15 },
  },
} as const
const hosts = { name: 'Six', minimumHealthyHosts: { type: 'HOST_COUNT', value: 6 } } as const
const ZONAL = {
  ...hosts,
  zonalConfig: {
    firstZoneMonitorDurationInSeconds: null,
    monitorDurationInSeconds: 60,
    minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 0 },
  },
} as const
const HOSTS = { ...hosts, zonalConfig: null }

describe('a configuration that fits', () => {
  it.each([
    ['Server', IN_PLACE],
    ['Server', BLUE_GREEN],
    ['Lambda', LAMBDA],
    ['ECS', ECS],
  ] as const)('every predefined one of %s', (platform, use) => {
    for (const name of PREDEFINED_NAMES_BY_PLATFORM[platform]) expect(deploymentConfigIssues(name, use)).toEqual([])
  })

  it('custom ones of the right kind', () => {
    for (const use of [IN_PLACE, BLUE_GREEN]) expect(deploymentConfigIssues(HOSTS, use)).toEqual([])
    for (const use of [WEIGHTED, LAMBDA, ECS]) expect(deploymentConfigIssues(CANARY, use)).toEqual([])
    expect(deploymentConfigIssues(ZONAL, IN_PLACE)).toEqual([])
  })
})

describe('a configuration that does not fit', () => {
  it('[platforms 1.1] by the name of the other platform', () => {
    expect(deploymentConfigIssues('CodeDeployDefault.LambdaLinear10PercentEvery1Minutes', LAMBDA)).toEqual([
      { pointer: '', message: expect.stringContaining("the plural is ECS's") },
    ])
  })

  it('by its kind', () => {
    for (const use of [WEIGHTED, LAMBDA, ECS]) {
      expect(deploymentConfigIssues(HOSTS, use).map(({ pointer }) => pointer)).toEqual(['/minimumHealthyHosts'])
    }
    for (const use of [IN_PLACE, BLUE_GREEN]) {
      expect(deploymentConfigIssues(CANARY, use).map(({ pointer }) => pointer)).toEqual(['/trafficRoutingConfig'])
    }
    expect(deploymentConfigIssues('CodeDeployDefault.AllAtOnce', WEIGHTED)[0]?.message).toContain(
      "none of EC2's own configurations shifts traffic",
    )
  })

  it('[2.5] zonal and not in place', () => {
    expect(deploymentConfigIssues(ZONAL, BLUE_GREEN).map(({ pointer }) => pointer)).toEqual(['/zonalConfig'])
  })

  it('[platforms 2.1] behind a Network Load Balancer only all at once', () => {
    const allAtOnce = 'CodeDeployDefault.ECSAllAtOnce'
    expect(deploymentConfigIssues(allAtOnce, ECS_NETWORK)).toEqual([])
    for (const name of PREDEFINED_NAMES_BY_PLATFORM.ECS.filter((candidate) => candidate !== allAtOnce)) {
      expect(deploymentConfigIssues(name, ECS_NETWORK)).toEqual([
        { pointer: '', message: `found ${name} behind a Network Load Balancer, allowed is only ${allAtOnce} there` },
      ])
    }
    expect(deploymentConfigIssues(CANARY, ECS_NETWORK).map(({ pointer }) => pointer)).toEqual(['/trafficRoutingConfig'])
  })

  it('[platforms 1.3] by its length', () => {
    const timeBasedCanary = { canaryPercentage: 20, canaryInterval: 2_881 }
    const slow = { name: 'Slow', trafficRoutingConfig: { type: 'TimeBasedCanary' as const, timeBasedCanary } }
    expect(deploymentConfigIssues(slow, LAMBDA).map(({ pointer }) => pointer)).toEqual([
      '/trafficRoutingConfig/timeBasedCanary/canaryInterval',
    ])
  })
})
