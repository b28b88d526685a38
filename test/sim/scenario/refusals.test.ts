import { parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'

function problemsOf(properties: object): string[] {
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', ...properties })
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
}

const deployment = (settings: object, more: object = {}) => problemsOf({ deployment: settings, ...more })
const config = (strategy: string, deploymentConfig: unknown, more: object = {}) =>
  deployment({ strategy, deploymentConfig }, more)
const CONFIG = '/deployment/deploymentConfig'
const HOSTS = { name: 'Hosts', minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 } }
const canary = (canaryPercentage: number, canaryInterval: number) => ({
  name: 'Canary',
  trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage, canaryInterval } },
})
const linear = (linearPercentage: number, linearInterval: number) => ({
  name: 'Linear',
  trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage, linearInterval } },
})

describe('a deployment configuration that the API refuses', () => {
  it('[platforms 1.1] the plural of ECS on Lambda, [platforms 2.1] and the singular of Lambda on ECS', () => {
    expect(config('lambda-alias', 'CodeDeployDefault.LambdaLinear10PercentEvery1Minutes')).toEqual([
      `${CONFIG}: CodeDeployDefault.LambdaLinear10PercentEvery1Minutes does not exist: Lambda's is ` +
        "CodeDeployDefault.LambdaLinear10PercentEvery1Minute, the plural is ECS's (CodeDeployDefault.ECSLinear10PercentEvery1Minutes)",
    ])
    expect(config('ecs-blue-green', 'CodeDeployDefault.ECSLinear10PercentEvery1Minute')[0]).toContain('the singular is')
  })

  it('a configuration of another platform', () => {
    expect(config('blue-green', 'CodeDeployDefault.ECSAllAtOnce')).toEqual([
      `${CONFIG}: CodeDeployDefault.ECSAllAtOnce is a configuration of ECS, not of EC2: EC2's is CodeDeployDefault.AllAtOnce`,
    ])
    expect(config('lambda-alias', 'CodeDeployDefault.OneAtATime')).toHaveLength(1)
  })

  it('hosts where traffic is shifted, and a shift where hosts are counted', () => {
    expect(config('lambda-alias', HOSTS)[0]).toMatch(/^\/deployment\/deploymentConfig\/minimumHealthyHosts: /)
    expect(config('ecs-blue-green', HOSTS)).toHaveLength(1)
    expect(config('in-place', canary(10, 5))[0]).toMatch(/^\/deployment\/deploymentConfig\/trafficRoutingConfig: /)
    expect(config('weighted-target-groups', canary(10, 5))).toEqual([])
    expect(config('weighted-target-groups', 'CodeDeployDefault.OneAtATime')[0]).toContain('shifts traffic')
  })

  it('[platforms 1.1] a custom shift of the wrong shape, told of the shape that was meant', () => {
    expect(config('lambda-alias', canary(10.5, 5))).toEqual([
      `${CONFIG}/trafficRoutingConfig/timeBasedCanary/canaryPercentage: found 10.5, allowed are whole numbers from 1 to 99`,
    ])
    const mixed = {
      name: 'Mixed',
      trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedLinear: { linearPercentage: 10, linearInterval: 1 } },
    }
    expect(config('ecs-blue-green', mixed)).toEqual([
      `${CONFIG}/trafficRoutingConfig/timeBasedCanary: missing, allowed is an object`,
      `${CONFIG}/trafficRoutingConfig/timeBasedLinear: unknown key "timeBasedLinear"; did you mean "timeBasedCanary"?`,
    ])
  })

  it('[platforms 1.3] a shift of more than 2880 minutes from first to last', () => {
    expect(config('lambda-alias', linear(10, 320))).toEqual([])
    expect(config('lambda-alias', linear(10, 321))).toEqual([
      `${CONFIG}/trafficRoutingConfig/timeBasedLinear/linearInterval: found 321 minutes, with which the last shift comes 2889 minutes after the first; allowed are at most 2880 minutes from the first shift to the last`,
    ])
  })

  it('[platforms 2.1] canary and linear behind a Network Load Balancer', () => {
    const network = { loadBalancer: { type: 'network' } }
    expect(config('ecs-blue-green', 'CodeDeployDefault.ECSCanary10Percent5Minutes', network)).toEqual([
      `${CONFIG}: found CodeDeployDefault.ECSCanary10Percent5Minutes behind a Network Load Balancer, allowed is only CodeDeployDefault.ECSAllAtOnce there`,
    ])
    expect(config('ecs-blue-green', linear(10, 1), network)).toHaveLength(1)
    expect(config('ecs-blue-green', 'CodeDeployDefault.ECSAllAtOnce', network)).toEqual([])
  })

  it('[2.1] 100 percent of healthy hosts', () => {
    const all = { name: 'All', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } }
    expect(config('in-place', all)).toEqual([
      `${CONFIG}/minimumHealthyHosts/value: found 100, allowed are whole numbers from 0 to 99: with 100 percent no host could be taken out of service, and CodeDeploy refuses it`,
    ])
  })

  it('[2.5] a zonal configuration outside of an update in place', () => {
    const zonal = { ...HOSTS, zonalConfig: {} }
    expect(config('in-place', zonal)).toEqual([])
    expect(config('blue-green', zonal)).toEqual([
      `${CONFIG}/zonalConfig: found a zonal configuration, allowed are those for IN_PLACE only`,
    ])
  })
})

describe('blue/green settings that the API refuses', () => {
  it('[3.1] a deployment without a load balancer', () => {
    expect(deployment({ strategy: 'blue-green', trafficControl: false })).toEqual([
      '/deployment/trafficControl: found false, allowed is true with the strategy blue-green: a blue/green deployment needs WITH_TRAFFIC_CONTROL and a load balancer',
    ])
    expect(deployment({ strategy: 'in-place', trafficControl: false })).toEqual([])
  })

  it('[3.1] COPY_AUTO_SCALING_GROUP without exactly one group', () => {
    const settings = { strategy: 'blue-green', blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP' } }
    expect(deployment(settings)[0]).toContain('InvalidBlueGreenDeploymentConfigurationException')
    expect(deployment(settings, { autoScaling: {} })).toEqual([])
    const sized = { ...settings, blueGreen: { ...settings.blueGreen, replacementCount: 3 } }
    expect(deployment(sized, { autoScaling: {} })).toEqual([
      '/deployment/blueGreen/replacementCount: found 3, allowed is null with COPY_AUTO_SCALING_GROUP: the copy is as large as the group',
    ])
  })

  it.each([
    ['waitTimeInMinutes', 'a deployment waits 48 hours at most to be continued'],
    ['terminationWaitTimeInMinutes', "the API takes 2880 minutes (2 days); AWS's quota table says 2800"],
  ])('[3.1] %s of more than 2880 minutes', (field, advice) => {
    const held = { actionOnTimeout: 'STOP_DEPLOYMENT' }
    const settings = (minutes: number) => ({ strategy: 'blue-green', blueGreen: { ...held, [field]: minutes } })
    expect(deployment(settings(2_880))).toEqual([])
    expect(deployment(settings(2_881))).toEqual([
      `/deployment/blueGreen/${field}: found 2881, allowed are whole numbers from 0 to 2880: ${advice}`,
    ])
  })

  it('[platforms 1.9] a function without traffic control: it has no load balancer to be without', () => {
    expect(deployment({ strategy: 'lambda-alias', trafficControl: false })).toEqual([
      '/deployment/trafficControl: found false, allowed is true with the strategy lambda-alias: a deployment of a function always has WITH_TRAFFIC_CONTROL',
    ])
  })

  it('[3.1] a wait that nobody is waited for in', () => {
    const waiting = (blueGreen: object) => deployment({ strategy: 'blue-green', blueGreen })
    expect(waiting({ actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 10 })).toEqual([])
    expect(waiting({ waitTimeInMinutes: 10 })).toEqual([
      '/deployment/blueGreen/waitTimeInMinutes: found 10, allowed is 0 with CONTINUE_DEPLOYMENT: only STOP_DEPLOYMENT waits to be continued',
    ])
  })

  it('[platforms 2.4] settings that the strategy has no use for', () => {
    const kept = { terminateBlueInstances: 'KEEP_ALIVE' }
    expect(deployment({ strategy: 'blue-green', blueGreen: kept })).toEqual([])
    expect(deployment({ strategy: 'ecs-blue-green', blueGreen: kept })).toEqual([
      '/deployment/blueGreen/terminateBlueInstances: found "KEEP_ALIVE", allowed is "TERMINATE" with the strategy ecs-blue-green, which always ends its original task set',
    ])
    expect(deployment({ strategy: 'lambda-alias', blueGreen: { terminationWaitTimeInMinutes: 6 } })).toEqual([
      '/deployment/blueGreen/terminationWaitTimeInMinutes: found 6, allowed is 5 with the strategy lambda-alias, which has no use for terminationWaitTimeInMinutes',
    ])
    expect(deployment({ strategy: 'in-place', blueGreen: { replacementCount: 3 } })).toHaveLength(1)
    expect(deployment({ strategy: 'ecs-blue-green', blueGreen: { replacementCount: 3 } })).toHaveLength(1)
    const held = { actionOnTimeout: 'STOP_DEPLOYMENT' }
    expect(deployment({ strategy: 'weighted-target-groups', blueGreen: held })).toHaveLength(1)
    expect(deployment({ strategy: 'in-place', blueGreen: { terminationWaitTimeInMinutes: 5 } })).toEqual([])
  })

  it('[platforms 2.2] ECS behind a Classic Load Balancer, and weights behind anything but an application one', () => {
    const behind = (strategy: string, type: string) => deployment({ strategy }, { loadBalancer: { type } })
    expect(behind('ecs-blue-green', 'classic')[0]).toMatch(/^\/loadBalancer\/type: found "classic"/)
    expect(behind('ecs-blue-green', 'network')).toEqual([])
    expect(behind('weighted-target-groups', 'network')[0]).toMatch(/^\/loadBalancer\/type: found "network"/)
    expect(behind('in-place', 'classic')).toEqual([])
  })

  it('[6.5] a health check of a Classic Load Balancer that waits for more than a minute', () => {
    const waiting = (type: string, timeoutMs: number) =>
      problemsOf({ loadBalancer: { type, healthCheck: { intervalMs: 90_000, timeoutMs } } })
    expect(waiting('classic', 60_000)).toEqual([])
    expect(waiting('classic', 61_000)).toEqual([
      '/loadBalancer/healthCheck/timeoutMs: found 61000, allowed are times up to 60000 with a classic load balancer',
    ])
    expect(waiting('application', 61_000)).toEqual([])
  })

  it('slow start is for an Application Load Balancer', () => {
    expect(problemsOf({ loadBalancer: { type: 'network', slowStartMs: 30_000 } })).toHaveLength(1)
  })
})

describe('[5.3] alarms that the API refuses', () => {
  const alarm = (name: string) => ({
    name,
    metric: 'HTTPCode_Target_5XX_Count',
    threshold: 1,
    comparisonOperator: 'GreaterThanThreshold',
  })
  const named = (count: number) => Array.from({ length: count }, (_, index) => `alarm ${index}`)
  const watching = (names: readonly string[], known = named(12)) =>
    problemsOf({ alarms: known.map(alarm), deployment: { alarmConfiguration: { alarms: names } } })

  it('eleven of them', () => {
    expect(watching(named(10))).toEqual([])
    expect(watching(named(11))).toEqual([
      '/deployment/alarmConfiguration/alarms: found 11 alarms, allowed are up to 10 in one deployment group (AlarmsLimitExceededException)',
    ])
  })

  it('one twice, one that does not exist, and two of one name', () => {
    expect(watching(['alarm 1', 'alarm 1'])).toEqual([
      '/deployment/alarmConfiguration/alarms/1: found "alarm 1" again, already at 0',
    ])
    expect(watching(['erorrs'], ['errors'])).toEqual([
      '/deployment/alarmConfiguration/alarms/0: found "erorrs", allowed is "errors"',
    ])
    expect(watching([], ['errors', 'errors'])).toEqual(['/alarms/1/name: found "errors" again, already at 0'])
  })

  it('an enabled configuration without any', () => {
    const empty = (enabled: boolean) => problemsOf({ deployment: { alarmConfiguration: { enabled, alarms: [] } } })
    expect(empty(false)).toEqual([])
    expect(empty(true)[0]).toContain('InvalidAlarmConfigException')
  })

  it('a metric that the platform does not publish', () => {
    const metric = { ...alarm('errors'), metric: 'Errors' }
    expect(problemsOf({ alarms: [metric] })[0]).toMatch(
      /^\/alarms\/0\/metric: found "Errors", allowed are .* on Server$/,
    )
    expect(problemsOf({ alarms: [metric], deployment: { strategy: 'lambda-alias' } })).toEqual([])
  })
})

describe('what cannot be done', () => {
  it('a script failure on an instance that there never is; a replacement has instances of its own', () => {
    const hooks = { ValidateService: [{ location: 'check.sh' }] }
    const failing = (strategy: string) =>
      problemsOf({
        fleet: { instanceCount: 4 },
        revisions: { new: { hooks } },
        deployment: { strategy },
        faults: [{ kind: 'hook-failure', event: 'ValidateService', instanceIndexes: [5] }],
      })
    expect(failing('in-place')).toHaveLength(1)
    expect(failing('blue-green')).toEqual([])
  })

  it('a deployment act without a deployment, and a capacity without a group', () => {
    const acts = (interventions: object[], more: object = {}) => problemsOf({ interventions, ...more })
    const pause = { kind: 'stop', atMs: 60_000 }
    const scale = { kind: 'set-desired-capacity', atMs: 60_000, desiredCapacity: 3 }
    expect(acts([pause])).toEqual([])
    expect(acts([pause], { deployment: null })).toEqual([
      '/interventions/0/kind: found "stop", allowed are only "set-desired-capacity", "inject-fault" and "lift-fault" without a deployment',
    ])
    expect(acts([scale])[0]).toMatch(/^\/interventions\/0\/kind: /)
    expect(acts([scale], { autoScaling: {} })).toEqual([])
    expect(acts([pause], { durationMs: 60_000 })[0]).toMatch(/^\/interventions\/0\/atMs: /)
  })

  it('[platforms 1.8] concurrency beyond the account, less the 100 that stay unreserved', () => {
    const lambda = (settings: object) => problemsOf({ lambda: settings, deployment: { strategy: 'lambda-alias' } })
    expect(lambda({ reservedConcurrency: 900 })).toEqual([])
    expect(lambda({ reservedConcurrency: 901 })).toEqual([
      '/lambda/reservedConcurrency: found 901, allowed are up to 900: 100 of accountConcurrency (1000) always stay unreserved',
    ])
    expect(lambda({ reservedConcurrency: 50, provisionedConcurrency: 50 })).toEqual([])
    expect(lambda({ reservedConcurrency: 50, provisionedConcurrency: 51 })).toEqual([
      '/lambda/provisionedConcurrency: found 51, allowed are up to reservedConcurrency (50)',
    ])
    expect(lambda({ provisionedConcurrency: 901 })).toHaveLength(1)
  })
})
