import { importFiles } from '@interop'
import { describe, expect, it } from 'vitest'
import { fixture, importText, printed, scenarioOf } from './support'

const GROUP = {
  applicationName: 'shop',
  deploymentGroupId: 'g-1',
  deploymentGroupName: 'shop-prod',
  deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
  computePlatform: 'Server',
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop-web' }] },
}
const group = (change: object) => JSON.stringify({ deploymentGroupInfo: { ...GROUP, ...change } }, null, 2)
const deployment = (change: object) =>
  JSON.stringify({ deploymentInfo: { deploymentId: 'd-1', applicationName: 'shop', ...change } }, null, 2)
const config = (change: object) =>
  JSON.stringify({ deploymentConfigInfo: { deploymentConfigName: 'Mine', ...change } }, null, 2)
const HOSTS = { minimumHealthyHosts: { type: 'HOST_COUNT', value: 3 } }

describe('a whole deployment', () => {
  const names = ['appspec.yml', 'deployment-group.json', 'deployment-config.json', 'deployment.json', 'load.csv']
  const files = names.map(fixture)

  it('becomes one scenario', () => {
    const scenario = scenarioOf(importFiles(files))
    expect(scenario.name).toBe('orders-prod')
    expect(scenario.fleet.instanceCount).toBe(12)
    expect(scenario.load).toEqual({
      kind: 'recorded',
      source: 'load.csv',
      points: [
        { atMs: 0, rps: 120 },
        { atMs: 60_000, rps: 180.5 },
        { atMs: 120_000, rps: 240 },
      ],
    })
    expect(scenario.deployment).toMatchObject({
      strategy: 'in-place',
      applicationName: 'orders',
      deploymentGroupName: 'orders-prod',
      deploymentConfig: {
        name: 'KeepThreeQuarters',
        minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 },
        zonalConfig: null,
      },
      trafficControl: true,
      ignoreApplicationStopFailures: true,
      autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
      alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false, alarms: ['orders-5xx'] },
      scheduling: 'batch',
    })
  })

  it('is the same in any order and under any name', () => {
    const { notes: _, ...expected } = scenarioOf(importFiles(files))
    const renamed = files.toReversed().map((file, index) => ({ ...file, name: `file-${index}.txt` }))
    const { notes: __, load, ...scenario } = scenarioOf(importFiles(renamed))
    expect({ ...scenario, load: { ...load, source: 'load.csv' } }).toEqual(expected)
  })

  it.each(names.map((name) => [name]))('is a scenario without %s, too', (left) => {
    // A custom configuration alone cannot be guessed: without its file there is none.
    const outcome = importFiles(files.filter(({ name }) => name !== left))
    expect(outcome.ok).toBe(left !== 'deployment-config.json')
  })

  it.each(names.filter((name) => !['deployment-group.json', 'deployment.json'].includes(name)).map((name) => [name]))(
    'is a scenario from %s alone',
    (name) => {
      expect(importFiles([fixture(name)]).ok).toBe(true)
    },
  )
})

describe('deployment group', () => {
  it('says what a deployment is like', () => {
    const { deployment: settings, name } = scenarioOf(importText(group({})))
    expect(name).toBe('shop-prod')
    expect(settings).toMatchObject({
      applicationName: 'shop',
      deploymentGroupName: 'shop-prod',
      deploymentConfig: 'CodeDeployDefault.HalfAtATime',
      trafficControl: true,
      // The group has no autoRollbackConfiguration, so CodeDeploy does not roll back.
      autoRollback: { enabled: false },
    })
  })

  it.each([
    [
      'without traffic control',
      { deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' } },
      false,
    ],
    ['without a style', { deploymentStyle: null }, false],
    ['without a load balancer', { loadBalancerInfo: null }, false],
    ['with a classic balancer', { loadBalancerInfo: { elbInfoList: [{ name: 'a' }] } }, true],
  ])('%s', (_name, change, trafficControl) => {
    expect(scenarioOf(importText(group(change))).deployment?.trafficControl).toBe(trafficControl)
  })

  it.each([
    ['on failure', { enabled: true, events: ['DEPLOYMENT_FAILURE'] }, true],
    ['on alarm only', { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] }, true],
    ['switched off', { enabled: false, events: ['DEPLOYMENT_FAILURE'] }, false],
    ['switched off for nothing', { enabled: false, events: [] }, false],
    ['as texts', { enabled: 'yes', events: ['DEPLOYMENT_FAILURE'] }, true],
  ])('automatic rollback %s', (_name, autoRollbackConfiguration, enabled) => {
    expect(scenarioOf(importText(group({ autoRollbackConfiguration }))).deployment?.autoRollback.enabled).toBe(enabled)
  })

  it.each([
    [
      'blue/green without traffic control',
      { deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' } },
      'error: In the scenario, /deployment/trafficControl: found false, allowed is true with the strategy blue-green',
    ],
    [
      'a platform that is not simulated',
      { computePlatform: 'Kubernetes' },
      ':7:24: error: The compute platform is "Kubernetes"; Fleetshift reads deployments of Server, Lambda, ECS.',
    ],
    [
      'a configuration of Lambda on EC2',
      { deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' },
      ':6:29: error: This is for AWS Lambda, and file is for EC2: a deployment has one compute platform.',
    ],
    [
      'a swapped name',
      { computePlatform: 'ECS', deploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery1Minute' },
      'Did you mean "CodeDeployDefault.ECSLinear10PercentEvery1Minutes"?',
    ],
    [
      'eleven alarms',
      {
        alarmConfiguration: { enabled: true, alarms: Array.from({ length: 11 }, (_, name) => ({ name: `a${name}` })) },
      },
      'AlarmsLimitExceededException',
    ],
    [
      'a configuration that does not exist',
      { deploymentConfigName: 'CodeDeployDefault.OneAtTime' },
      ':6:29: error: CodeDeploy has no configuration "CodeDeployDefault.OneAtTime"; predefined for EC2 are CodeDeployDefault.OneAtATime, CodeDeployDefault.HalfAtATime, CodeDeployDefault.AllAtOnce. Did you mean "CodeDeployDefault.OneAtATime"?',
    ],
    [
      'a custom configuration alone',
      { deploymentConfigName: 'Mine' },
      ':6:29: error: "Mine" is a custom deployment configuration; what it says of healthy hosts or traffic is not in this file. Add what `aws deploy get-deployment-config --deployment-config-name Mine` prints.',
    ],
    [
      'an unknown rollback event',
      { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILED'] } },
      'error: "DEPLOYMENT_FAILED" is no event of an automatic rollback',
    ],
    [
      'a rollback on no event',
      { autoRollbackConfiguration: { enabled: true, events: [] } },
      'error: Automatic rollback is enabled and lists no event, which CodeDeploy refuses; allowed are DEPLOYMENT_FAILURE,',
    ],
    [
      'a wrong option',
      { deploymentStyle: { deploymentOption: 'WITH_TRAFIC_CONTROL' } },
      'error: "deploymentOption" is "WITH_TRAFIC_CONTROL"; allowed are WITH_TRAFFIC_CONTROL, WITHOUT_TRAFFIC_CONTROL. Did you mean "WITH_TRAFFIC_CONTROL"?',
    ],
    ['a list for a name', { applicationName: [] }, 'error: "applicationName" is a list of 0; allowed is a text.'],
    ['a text for a list', { autoScalingGroups: 'web' }, 'error: "autoScalingGroups" is "web"; allowed is a list.'],
    ['a text for an object', { loadBalancerInfo: 'web' }, 'error: "loadBalancerInfo" is "web"; allowed is an object.'],
    [
      'neither true nor false',
      { alarmConfiguration: { enabled: 'maybe' } },
      'error: "enabled" is "maybe"; allowed are true and false.',
    ],
    [
      'a name that is too long',
      { applicationName: 'x'.repeat(101) },
      ':3:24: error: In the scenario, /deployment/applicationName: found a text of 101 characters',
    ],
  ])('refuses %s', (_name, change, expected) => {
    const outcome = importText(group(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it.each([
    [
      'on-premises instances',
      { onPremisesInstanceTagFilters: [{ Key: 'a' }] },
      'warning: On-premises instances are simulated as EC2 instances.',
    ],
    [
      'a missing balancer',
      { loadBalancerInfo: {} },
      'warning: WITH_TRAFFIC_CONTROL needs a load balancer, and loadBalancerInfo names none',
    ],
    [
      'several balancers',
      { loadBalancerInfo: { targetGroupInfoList: [{ name: 'a' }, { name: 'b' }] } },
      'warning: 2 load balancers are named; one is simulated.',
    ],
    [
      'a second Auto Scaling group',
      { autoScalingGroups: [{ name: 'web' }, { name: 'more' }] },
      'warning: The Auto Scaling group "more" has no influence: one group is simulated, "web".',
    ],
    [
      'misspelt fields',
      { deploymentStile: {} },
      'warning: "deploymentStile" is not known here and has no influence. Did you mean "deploymentStyle"?',
    ],
    [
      'fields of the future',
      { quantumEntanglement: {} },
      'note: "quantumEntanglement" is not known here and has no influence.',
    ],
  ])('names %s', (_name, change, expected) => {
    const outcome = importText(group(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(true)
  })

  it.each([
    ['tags', { ec2TagFilters: [{ Key: 'a' }] }, 'finds its instances by tags,'],
    ['tag sets', { ec2TagSet: { ec2TagSetList: [[{ Key: 'a' }]] } }, 'finds its instances by tags,'],
    ['groups', { autoScalingGroups: [{ name: 'a' }, { name: 'b' }] }, 'finds its instances by 2 Auto Scaling groups,'],
    ['nothing', {}, 'No file says how many'],
  ])('does not guess silently how many instances %s find', (_name, change, expected) => {
    const { assumptions } = importText(group(change))
    expect(assumptions.find(({ pointer }) => pointer === '/fleet/instanceCount')?.why).toContain(expected)
  })

  it('is read without its wrapper', () => {
    expect(scenarioOf(importText(JSON.stringify(GROUP))).name).toBe('shop-prod')
  })
})

const BLUE_GREEN = {
  deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  blueGreenDeploymentConfiguration: {
    greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 30 },
    terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 60 },
  },
  autoScalingGroups: [{ name: 'web' }],
}

describe('what a deployment group says beyond in place', () => {
  it('is blue/green with its options and its Auto Scaling group', () => {
    const scenario = scenarioOf(importText(group(BLUE_GREEN)))
    expect(scenario.deployment?.strategy).toBe('blue-green')
    expect(scenario.deployment?.blueGreen).toEqual({
      greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP',
      replacementCount: null,
      actionOnTimeout: 'STOP_DEPLOYMENT',
      waitTimeInMinutes: 30,
      terminateBlueInstances: 'TERMINATE',
      terminationWaitTimeInMinutes: 60,
    })
    expect(scenario.autoScaling?.name).toBe('web')
  })

  it('lists the sizes of the Auto Scaling group among the assumptions', () => {
    const pointers = importText(group(BLUE_GREEN)).assumptions.map(({ pointer }) => pointer)
    expect(pointers).toContain('/autoScaling/maxSize')
    expect(pointers).not.toContain('/autoScaling/name')
  })

  it('refuses a wait over 2880 minutes', () => {
    const deploymentReadyOption = { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 2_881 }
    const outcome = importText(group({ ...BLUE_GREEN, blueGreenDeploymentConfiguration: { deploymentReadyOption } }))
    expect(printed(outcome)).toContain('/deployment/blueGreen/waitTimeInMinutes: found 2881')
    expect(outcome.ok).toBe(false)
  })

  it('assumes a placeholder for each alarm that it names', () => {
    const alarmConfiguration = { enabled: true, ignorePollAlarmFailure: true, alarms: [{ name: '5xx' }] }
    const outcome = importText(group({ alarmConfiguration }))
    const scenario = scenarioOf(outcome)
    expect(scenario.deployment?.alarmConfiguration).toEqual({ ...alarmConfiguration, alarms: ['5xx'] })
    expect(scenario.alarms.map(({ name }) => name)).toEqual(['5xx'])
    expect(outcome.assumptions.find(({ pointer }) => pointer === '/alarms')?.value).toContain('5xx: HTTPCode_Target')
  })

  it('keeps all three events of automatic rollback, outdated instances and the termination hook', () => {
    const events = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']
    const change = {
      autoRollbackConfiguration: { enabled: true, events },
      outdatedInstancesStrategy: 'IGNORE',
      terminationHookEnabled: true,
    }
    expect(scenarioOf(importText(group(change))).deployment).toMatchObject({
      autoRollback: { enabled: true, events },
      outdatedInstancesStrategy: 'IGNORE',
      terminationHookEnabled: true,
    })
  })

  it('is a deployment of ECS with the name of its service', () => {
    const change = {
      ...BLUE_GREEN,
      computePlatform: 'ECS',
      deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      autoScalingGroups: [],
      ecsServices: [{ serviceName: 'checkout', clusterName: 'shop' }],
    }
    const scenario = scenarioOf(importText(group(change)))
    expect(scenario.ecs.serviceName).toBe('checkout')
    expect(scenario.deployment?.strategy).toBe('ecs-blue-green')
    expect(scenario.deployment?.blueGreen.terminationWaitTimeInMinutes).toBe(60)
  })
})

describe('deployment configuration', () => {
  it('is taken when it is the only word', () => {
    expect(scenarioOf(importText(config(HOSTS))).deployment?.deploymentConfig).toEqual({
      name: 'Mine',
      ...HOSTS,
      zonalConfig: null,
    })
  })

  it('is a name when it is predefined, whatever CodeDeploy stores for it', () => {
    const text = config({
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
    })
    expect(scenarioOf(importText(text)).deployment?.deploymentConfig).toBe('CodeDeployDefault.OneAtATime')
  })

  it.each([
    [
      'a type that users cannot set',
      { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } },
      'error: "type" is "MOST_CONCURRENCY"; allowed are HOST_COUNT, FLEET_PERCENT.',
    ],
    [
      'all of the fleet',
      { minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } },
      ':6:16: error: The minimum of healthy hosts is 100; allowed with FLEET_PERCENT are 0 to 99.',
    ],
    [
      'a fraction',
      { minimumHealthyHosts: { type: 'HOST_COUNT', value: 1.5 } },
      'error: "value" is 1.5; allowed are whole numbers from 0.',
    ],
    ['no hosts', {}, 'error: The deployment configuration has no "minimumHealthyHosts".'],
    [
      'half an object',
      { minimumHealthyHosts: { type: 'HOST_COUNT' } },
      'error: The deployment configuration has no "value".',
    ],
    [
      'a shift of no type',
      { computePlatform: 'Lambda', trafficRoutingConfig: {} },
      'error: The deployment configuration has no "type".',
    ],
    [
      'a canary of everything',
      {
        computePlatform: 'Lambda',
        trafficRoutingConfig: {
          type: 'TimeBasedCanary',
          timeBasedCanary: { canaryPercentage: 100, canaryInterval: 5 },
        },
      },
      'error: "canaryPercentage" is 100; allowed are 1 to 99 percent.',
    ],
    ['no name', { ...HOSTS, deploymentConfigName: null }, 'error: "deploymentConfigName" is empty.'],
  ])('refuses %s', (_name, change, expected) => {
    const outcome = importText(config(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('brings its zones along', () => {
    const zonalConfig = {
      firstZoneMonitorDurationInSeconds: 90,
      monitorDurationInSeconds: 60,
      minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 1 },
    }
    const read = scenarioOf(importText(config({ ...HOSTS, zonalConfig }))).deployment?.deploymentConfig
    expect(read).toEqual({ name: 'Mine', ...HOSTS, zonalConfig })
  })

  it.each([
    ['Lambda', 'lambda-alias'],
    ['ECS', 'ecs-blue-green'],
  ])('shifts traffic on %s', (computePlatform, strategy) => {
    const trafficRoutingConfig = {
      type: 'TimeBasedLinear',
      timeBasedLinear: { linearPercentage: 20, linearInterval: 3 },
    }
    const { deployment: settings } = scenarioOf(importText(config({ computePlatform, trafficRoutingConfig })))
    expect(settings).toMatchObject({ strategy, deploymentConfig: { name: 'Mine', trafficRoutingConfig } })
  })

  it('says when it is not the one that the group uses', () => {
    const files = [
      { name: 'group.json', text: group({}) },
      { name: 'config.json', text: config(HOSTS) },
    ]
    const outcome = importFiles(files)
    expect(scenarioOf(outcome).deployment?.deploymentConfig).toBe('CodeDeployDefault.HalfAtATime')
    expect(printed(outcome)).toContain(
      'config.json:3:29: warning: "Mine" is not used: the deployment goes by "CodeDeployDefault.HalfAtATime".',
    )
  })

  it('asks which of several counts', () => {
    const other = config({ ...HOSTS, deploymentConfigName: 'Yours' })
    const outcome = importFiles([config(HOSTS), other].map((text, index) => ({ name: `${index}.json`, text })))
    expect(printed(outcome)).toContain('1.json:1:1: error: This is one of several deployment configurations')
  })
})

describe('deployment', () => {
  it('counts the fleet', () => {
    const deploymentOverview = { Pending: 1, InProgress: 2, Succeeded: '3', Failed: 4, Skipped: 5, Ready: 0 }
    expect(scenarioOf(importText(deployment({ deploymentOverview }))).fleet.instanceCount).toBe(15)
  })

  it('leaves the count to the option', () => {
    const text = deployment({ deploymentOverview: { Succeeded: 3 } })
    expect(scenarioOf(importText(text, { instanceCount: 7 })).fleet.instanceCount).toBe(7)
  })

  it('overrules its group, and says so', () => {
    const files = [
      { name: 'group.json', text: group({}) },
      { name: 'deployment.json', text: deployment({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce' }) },
    ]
    const outcome = importFiles(files)
    expect(scenarioOf(outcome).deployment?.deploymentConfig).toBe('CodeDeployDefault.AllAtOnce')
    expect(printed(outcome)).toContain(
      'deployment.json:5:29: warning: The deployment configuration of the deployment is "CodeDeployDefault.AllAtOnce", in group.json it is "CodeDeployDefault.HalfAtATime"',
    )
  })

  it.each([
    [
      'a rollback',
      { creator: 'codeDeployRollback' },
      'warning: The real deployment was created by "codeDeployRollback"',
    ],
    [
      'a failure',
      { errorInformation: { code: 'HEALTH_CONSTRAINTS' } },
      'note: The real deployment ended with HEALTH_CONSTRAINTS; what is simulated starts afresh.',
    ],
    [
      'a part of the fleet',
      { updateOutdatedInstancesOnly: true },
      'warning: updateOutdatedInstancesOnly is not simulated yet',
    ],
  ])('names %s', (_name, change, expected) => {
    const outcome = importText(deployment(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(true)
  })

  it.each([
    [
      'a restart',
      { deploymentMode: 'RESTART' },
      'error: The deployment mode "RESTART" is not simulated yet; STANDARD is.',
    ],
    [
      'an AppSpec for a revision',
      { computePlatform: 'Server', revision: { s3Location: { bundleType: 'YAML' } } },
      'error: The revision is an AppSpec alone; allowed on EC2 are zip, tar and tgz.',
    ],
    [
      'counts that are none',
      { deploymentOverview: { Failed: -1 } },
      'error: "Failed" is -1; allowed are whole numbers from 0.',
    ],
    [
      'too many instances',
      { deploymentOverview: { Pending: 5_000 } },
      ':5:27: error: In the scenario, /fleet/instanceCount: found 5000, allowed are whole numbers from 0 to 2000.',
    ],
  ])('refuses %s', (_name, change, expected) => {
    const outcome = importText(deployment(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('is read as YAML, too, as --output yaml prints it', () => {
    const text = 'deploymentInfo:\n  applicationName: shop\n  ignoreApplicationStopFailures: yes\n'
    expect(scenarioOf(importText(text)).deployment?.ignoreApplicationStopFailures).toBe(true)
  })
})
