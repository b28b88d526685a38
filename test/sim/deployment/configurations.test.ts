import { describe, expect, it } from 'vitest'
import {
  DEFAULT_CONFIGURATION_BY_PLATFORM,
  DEPLOYMENT_CONFIGURATIONS,
  deploymentConfigurationOf,
  PREDEFINED_NAMES_BY_PLATFORM,
  trafficRoutingConfigOf,
} from '../../../src/sim/deployment/configurations'
import {
  customNameIssue,
  minimumHealthyHostsIssue,
  trafficRoutingIssues,
} from '../../../src/sim/deployment/configurations/issues'
import { misnamedConfiguration } from '../../../src/sim/deployment/configurations/misnamed'
import { COMPUTE_PLATFORMS } from '../../../src/sim/deployment/configurations/types'

const canary = (canaryPercentage: number, canaryInterval: number) =>
  ({ type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage, canaryInterval } }) as const
const linear = (linearPercentage: number, linearInterval: number) =>
  ({ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage, linearInterval } }) as const

describe('the registry', () => {
  it('[platforms 1.1] has exactly nine configurations of Lambda, with the singular Every1Minute', () => {
    expect(PREDEFINED_NAMES_BY_PLATFORM.Lambda.map((name) => name.replace('CodeDeployDefault.Lambda', ''))).toEqual([
      'AllAtOnce',
      'Canary10Percent5Minutes',
      'Canary10Percent10Minutes',
      'Canary10Percent15Minutes',
      'Canary10Percent30Minutes',
      'Linear10PercentEvery1Minute',
      'Linear10PercentEvery2Minutes',
      'Linear10PercentEvery3Minutes',
      'Linear10PercentEvery10Minutes',
    ])
  })

  it('[platforms 2.1] has exactly five configurations of ECS, with the plural Every1Minutes', () => {
    expect(PREDEFINED_NAMES_BY_PLATFORM.ECS.map((name) => name.replace('CodeDeployDefault.ECS', ''))).toEqual([
      'Linear10PercentEvery1Minutes',
      'Linear10PercentEvery3Minutes',
      'Canary10Percent5Minutes',
      'Canary10Percent15Minutes',
      'AllAtOnce',
    ])
  })

  it('[2.1] has exactly three configurations of EC2', () => {
    expect(PREDEFINED_NAMES_BY_PLATFORM.Server).toEqual([
      'CodeDeployDefault.OneAtATime',
      'CodeDeployDefault.HalfAtATime',
      'CodeDeployDefault.AllAtOnce',
    ])
  })

  it('gives each row the platform under which its name is listed, and no name twice', () => {
    const names = COMPUTE_PLATFORMS.flatMap((platform): readonly string[] => PREDEFINED_NAMES_BY_PLATFORM[platform])
    expect(DEPLOYMENT_CONFIGURATIONS.map(({ name }) => name)).toEqual(names)
    expect(new Set(names).size).toBe(17)
    for (const { name, computePlatform } of DEPLOYMENT_CONFIGURATIONS) {
      expect(PREDEFINED_NAMES_BY_PLATFORM[computePlatform]).toContain(name)
    }
  })

  it.each([
    ['Lambda', 'CodeDeployDefault.LambdaAllAtOnce', { type: 'AllAtOnce' }],
    ['Lambda', 'CodeDeployDefault.LambdaCanary10Percent15Minutes', canary(10, 15)],
    ['Lambda', 'CodeDeployDefault.LambdaLinear10PercentEvery2Minutes', linear(10, 2)],
    ['ECS', 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes', linear(10, 1)],
    ['ECS', 'CodeDeployDefault.ECSCanary10Percent5Minutes', canary(10, 5)],
  ] as const)("%s: %s in the API's shape", (platform, name, trafficRoutingConfig) => {
    expect(trafficRoutingConfigOf(name, platform)).toEqual(trafficRoutingConfig)
  })

  it('takes a custom configuration as it is written', () => {
    const trafficRoutingConfig = canary(25, 7)
    expect(trafficRoutingConfigOf({ name: 'Quarter', trafficRoutingConfig }, 'Lambda')).toBe(trafficRoutingConfig)
    const minimumHealthyHosts = { type: 'HOST_COUNT', value: 3 } as const
    const custom = deploymentConfigurationOf({ name: 'Three', minimumHealthyHosts, zonalConfig: null })
    expect(custom).toMatchObject({ name: 'Three', computePlatform: 'Server', minimumHealthyHosts })
  })

  it('throws for a name of another platform, which a checked scenario cannot hold', () => {
    expect(() => trafficRoutingConfigOf('CodeDeployDefault.ECSAllAtOnce', 'Lambda')).toThrow('ECSAllAtOnce')
    expect(() => deploymentConfigurationOf('CodeDeployDefault.ECSAllAtOnce')).toThrow('ECSAllAtOnce')
  })

  it('[2.1] OneAtATime is the default on EC2', () => {
    expect(DEFAULT_CONFIGURATION_BY_PLATFORM.Server).toBe('CodeDeployDefault.OneAtATime')
  })

  it('[platforms 2.1] ECSAllAtOnce is the default on ECS', () => {
    expect(DEFAULT_CONFIGURATION_BY_PLATFORM.ECS).toBe('CodeDeployDefault.ECSAllAtOnce')
  })

  it('describes every shift in words', () => {
    const sentenceOf = (name: string) => DEPLOYMENT_CONFIGURATIONS.find((row) => row.name.endsWith(name))?.description
    expect(sentenceOf('ECSAllAtOnce')).toBe('All traffic moves at once.')
    expect(sentenceOf('LambdaCanary10Percent5Minutes')).toBe(
      '10 percent of the traffic moves at once, the rest 5 minutes later.',
    )
    expect(sentenceOf('Every1Minute')).toBe('10 percent of the traffic moves at once, and as much again every minute.')
    expect(sentenceOf('ECSLinear10PercentEvery3Minutes')).toBe(
      '10 percent of the traffic moves at once, and as much again every 3 minutes.',
    )
  })
})

describe('a misnamed configuration', () => {
  it('[platforms 1.1] Lambda has no Every1Minutes', () => {
    expect(misnamedConfiguration('CodeDeployDefault.LambdaLinear10PercentEvery1Minutes', 'Lambda')).toBe(
      'CodeDeployDefault.LambdaLinear10PercentEvery1Minutes does not exist: ' +
        "Lambda's is CodeDeployDefault.LambdaLinear10PercentEvery1Minute, " +
        "the plural is ECS's (CodeDeployDefault.ECSLinear10PercentEvery1Minutes)",
    )
  })

  it('[platforms 1.1] ECS has no Every1Minute', () => {
    expect(misnamedConfiguration('CodeDeployDefault.ECSLinear10PercentEvery1Minute', 'ECS')).toBe(
      'CodeDeployDefault.ECSLinear10PercentEvery1Minute does not exist: ' +
        "ECS's is CodeDeployDefault.ECSLinear10PercentEvery1Minutes, " +
        "the singular is Lambda's (CodeDeployDefault.LambdaLinear10PercentEvery1Minute)",
    )
  })

  it.each(COMPUTE_PLATFORMS)('every name of %s is right there and wrong elsewhere', (platform) => {
    for (const name of PREDEFINED_NAMES_BY_PLATFORM[platform]) {
      for (const other of COMPUTE_PLATFORMS) {
        const sentence = misnamedConfiguration(name, other)
        if (other === platform) expect(sentence).toBeNull()
        else expect(sentence).toContain('is a configuration of')
      }
    }
  })

  it.each([
    ['CodeDeployDefault.AllAtOnce', 'Lambda', "not of Lambda: Lambda's is CodeDeployDefault.LambdaAllAtOnce"],
    ['CodeDeployDefault.ECSAllAtOnce', 'Server', "of ECS, not of EC2: EC2's is CodeDeployDefault.AllAtOnce"],
    ['CodeDeployDefault.OneAtATime', 'ECS', 'of EC2, not of ECS: allowed are CodeDeployDefault.ECSLinear'],
    ['LambdaAllAtOnce', 'Lambda', 'did you mean CodeDeployDefault.LambdaAllAtOnce?'],
    ['Canary10Percent30Minutes', 'Lambda', 'did you mean CodeDeployDefault.LambdaCanary10Percent30Minutes?'],
    ['CodeDeployDefault.LambdaLinear10PercentEvery2Minute', 'Lambda', 'Every2Minutes?'],
    ['CodeDeployDefault.HalfAtTime', 'Server', 'did you mean CodeDeployDefault.HalfAtATime?'],
    ['CodeDeployDefault.Rolling', 'Server', 'allowed are CodeDeployDefault.OneAtATime, CodeDeployDefault.HalfAtATime'],
  ] as const)('%s on %s', (name, platform, advice) => {
    expect(misnamedConfiguration(name, platform)).toContain(advice)
  })

  it('is cut short when it is long', () => {
    expect(misnamedConfiguration('x'.repeat(5_000), 'Lambda')?.length).toBeLessThan(700)
  })
})

describe('the limits of custom configurations', () => {
  it.each([1, 50, 99])('[platforms 1.3] %i percent is accepted', (percentage) => {
    expect(trafficRoutingIssues(canary(percentage, 5))).toEqual([])
    expect(trafficRoutingIssues(linear(percentage, 1))).toEqual([])
  })

  it.each([0, 100, -1, 101, 2.5, Number.NaN])('[platforms 1.3] %d percent is refused', (percentage) => {
    expect(trafficRoutingIssues(canary(percentage, 5))).toEqual([
      {
        pointer: '/timeBasedCanary/canaryPercentage',
        message: expect.stringContaining(`found ${percentage} percent, allowed are whole numbers from 1 to 99`),
      },
    ])
    expect(trafficRoutingIssues(linear(percentage, 1)).map(({ pointer }) => pointer)).toEqual([
      '/timeBasedLinear/linearPercentage',
    ])
  })

  it.each([
    [canary(10, 2_880), 0],
    [canary(10, 2_881), 1],
    [linear(50, 2_880), 0],
    [linear(50, 2_881), 1],
    [linear(10, 320), 0],
    [linear(10, 321), 1],
    [linear(1, 29), 0],
    [linear(1, 30), 1],
    // Four shifts, three intervals: 30, 60, 90, 100.
    [linear(30, 960), 0],
    [linear(30, 961), 1],
  ])('[platforms 1.3] at most 2880 minutes from the first shift to the last: %j has %i issues', (config, count) => {
    expect(trafficRoutingIssues(config)).toHaveLength(count)
  })

  it('[platforms 1.3] says how long a shift would have been', () => {
    expect(trafficRoutingIssues(linear(10, 321))).toEqual([
      {
        pointer: '/timeBasedLinear/linearInterval',
        message:
          'found 321 minutes, with which the last shift comes 2889 minutes after the first; ' +
          'allowed are at most 2880 minutes from the first shift to the last',
      },
    ])
  })

  it('asks for whole minutes', () => {
    expect(trafficRoutingIssues(canary(10, 0))[0]?.message).toBe('found 0 minutes, allowed are whole numbers from 1')
    expect(trafficRoutingIssues(linear(10, 1.5))[0]?.pointer).toBe('/timeBasedLinear/linearInterval')
    expect(trafficRoutingIssues({ type: 'AllAtOnce' })).toEqual([])
  })

  it.each([
    ['Blue-Green_50%', 'allowed are only the characters'],
    ['CodeDeployDefault.Mine', 'may not start with CodeDeployDefault.'],
    ['x'.repeat(101), 'found a name of 101 characters, allowed are 1 to 100'],
    ['', 'found a name of 0 characters'],
  ])('[2.1] the custom name "%s" is refused', (name, sentence) => {
    expect(customNameIssue(name)).toContain(sentence)
  })

  it.each(['x'.repeat(100), 'A-z_0+9=,.@', 'codedeploydefault.mine'])(
    '[2.1] the custom name "%s" is accepted',
    (name) => {
      expect(customNameIssue(name)).toBeNull()
    },
  )

  it('[2.1] FLEET_PERCENT may be 0 to 99, HOST_COUNT 0 or more; 100 percent is refused with its reason', () => {
    for (const value of [0, 1, 99]) expect(minimumHealthyHostsIssue({ type: 'FLEET_PERCENT', value })).toBeNull()
    for (const value of [0, 1, 2_000]) expect(minimumHealthyHostsIssue({ type: 'HOST_COUNT', value })).toBeNull()
    expect(minimumHealthyHostsIssue({ type: 'FLEET_PERCENT', value: 100 })).toBe(
      'found 100 percent, allowed are whole numbers from 0 to 99: ' +
        'CodeDeploy does not accept 100, because no host could then be taken out of service',
    )
    for (const value of [-1, 101, 0.5]) {
      expect(minimumHealthyHostsIssue({ type: 'FLEET_PERCENT', value })).toContain(`found ${value} percent`)
    }
    expect(minimumHealthyHostsIssue({ type: 'HOST_COUNT', value: -1 })).toBe(
      'found -1, allowed are whole numbers from 0',
    )
  })
})
