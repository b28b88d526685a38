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
    expect(scenario.deployment).toEqual({
      strategy: 'in-place',
      applicationName: 'orders',
      deploymentGroupName: 'orders-prod',
      deploymentConfig: { name: 'KeepThreeQuarters', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 } },
      trafficControl: true,
      ignoreApplicationStopFailures: true,
      autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
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
    ['on alarm only', { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] }, false],
    ['switched off', { enabled: false, events: ['DEPLOYMENT_FAILURE'] }, false],
    ['switched off for nothing', { enabled: false, events: [] }, false],
    ['as texts', { enabled: 'yes', events: ['DEPLOYMENT_FAILURE'] }, true],
  ])('automatic rollback %s', (_name, autoRollbackConfiguration, enabled) => {
    expect(scenarioOf(importText(group({ autoRollbackConfiguration }))).deployment?.autoRollback.enabled).toBe(enabled)
  })

  it.each([
    [
      'blue/green',
      { deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
      ':9:25: error: This is a blue/green deployment; Fleetshift simulates in-place deployments',
    ],
    [
      'ECS',
      { computePlatform: 'ECS' },
      ':7:24: error: This is for Amazon ECS; Fleetshift reads EC2 deployments (computePlatform Server) so far.',
    ],
    [
      'a configuration of Lambda',
      { deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' },
      ':6:29: error: "CodeDeployDefault.LambdaAllAtOnce" is a configuration of Lambda',
    ],
    [
      'a configuration that does not exist',
      { deploymentConfigName: 'CodeDeployDefault.OneAtTime' },
      ':6:29: error: CodeDeploy has no configuration "CodeDeployDefault.OneAtTime"; predefined for EC2 are CodeDeployDefault.OneAtATime, CodeDeployDefault.HalfAtATime, CodeDeployDefault.AllAtOnce. Did you mean "CodeDeployDefault.OneAtATime"?',
    ],
    [
      'a custom configuration alone',
      { deploymentConfigName: 'Mine' },
      ':6:29: error: "Mine" is a custom deployment configuration; how many hosts must stay healthy is not in this file. Add what `aws deploy get-deployment-config --deployment-config-name Mine` prints.',
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
      'alarms',
      { alarmConfiguration: { enabled: true, alarms: [{ name: '5xx' }] } },
      'warning: CloudWatch alarms are not simulated yet: 5xx will not stop this deployment.',
    ],
    [
      'other rollback events',
      { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] } },
      'warning: Automatic rollback on DEPLOYMENT_STOP_ON_REQUEST is not simulated yet; on DEPLOYMENT_FAILURE it is.',
    ],
    [
      'other rollback events alone',
      { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] } },
      'warning: Automatic rollback on DEPLOYMENT_STOP_ON_ALARM is not simulated yet; DEPLOYMENT_FAILURE is not listed, so automatic rollback is off in the scenario.',
    ],
    [
      'Auto Scaling',
      { autoScalingGroups: [{ name: 'web' }] },
      'warning: Scaling during the deployment is not simulated yet',
    ],
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
      'warning: 2 load balancers are named; one target group is simulated.',
    ],
    ['the termination hook', { terminationHookEnabled: true }, 'warning: The termination hook is not simulated yet'],
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

describe('deployment configuration', () => {
  it('is taken when it is the only word', () => {
    expect(scenarioOf(importText(config(HOSTS))).deployment?.deploymentConfig).toEqual({ name: 'Mine', ...HOSTS })
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
    ['another platform', { computePlatform: 'Lambda', trafficRoutingConfig: {} }, 'error: This is for AWS Lambda'],
    ['no name', { ...HOSTS, deploymentConfigName: null }, 'error: "deploymentConfigName" is empty.'],
  ])('refuses %s', (_name, change, expected) => {
    const outcome = importText(config(change))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('names a zonal configuration, which is not simulated yet', () => {
    const outcome = importText(config({ ...HOSTS, zonalConfig: { monitorDurationInSeconds: 60 } }))
    expect(printed(outcome)).toContain(
      'warning: A zonal configuration is not simulated yet ("monitorDurationInSeconds")',
    )
    expect(outcome.ok).toBe(true)
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
      { revision: { s3Location: { bundleType: 'YAML' } } },
      'error: The revision is an AppSpec alone, as Lambda and ECS deployments have it',
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
