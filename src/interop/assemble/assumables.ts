import { type Revision, SCRIPTABLE_EVENT_NAMES, type Scenario } from '@sim'
import type { Platform } from '../importers/codedeploy/platform'
import type { Chosen } from './choose'
import { describeLoad, duration, law } from './words'

/** A value that is assumed when no file and no option says it. */
interface Assumable {
  readonly pointer: string
  readonly what: string
  /** The value in words; null when there is nothing of the kind in this scenario. */
  readonly describe: (scenario: Scenario, chosen: Chosen) => string | null
  readonly why: (chosen: Chosen) => string
}

const MODEL = 'AWS publishes no figure: a MODEL value.'
const IN_THE_SCENARIO = 'No file says it; change it in the scenario.'
const ALB_DEFAULT = 'The default of such a load balancer; a deployment group does not say it.'

/** THE LIST of everything that files may leave open, in the order of a scenario. A test holds that nothing is missing. */
export const ASSUMABLES: readonly Assumable[] = [
  plain('/name', 'name of the scenario', ({ name }) => name, '--name gives another one.'),
  plain('/seed', 'seed', ({ seed }) => String(seed), '--seed sets it.'),
  plain('/startAtMs', 'start of the deployment', ({ startAtMs }) => duration(startAtMs), IN_THE_SCENARIO),
  plain('/durationMs', 'end of the run', () => '60 s after the last deployment', IN_THE_SCENARIO),
  plain(
    '/load',
    'offered load',
    ({ load }) => describeLoad(load),
    'Traffic is in none of the files: --rps or --load sets it.',
  ),
  {
    pointer: '/fleet/instanceCount',
    what: 'instances in the fleet',
    describe: ({ fleet }) => String(fleet.instanceCount),
    why: whyInstanceCount,
  },
  plain('/fleet/zones', 'Availability Zones', ({ fleet }) => fleet.zones.join(', '), '--zones names others.'),
  plain(
    '/fleet/concurrency',
    'requests one instance serves at a time',
    ({ fleet }) => String(fleet.concurrency),
    IN_THE_SCENARIO,
  ),
  plain(
    '/fleet/queueLimit',
    'requests that may wait on one instance',
    ({ fleet }) => String(fleet.queueLimit),
    IN_THE_SCENARIO,
  ),
  plain(
    '/fleet/exceptions',
    'state of the instances before the deployment',
    () => 'all run the old revision, their last deployment succeeded',
    IN_THE_SCENARIO,
  ),
  plain(
    '/loadBalancer/type',
    'kind of load balancer',
    ({ loadBalancer }) => loadBalancer.type,
    'A target group may stand behind an Application or a Network Load Balancer; change it in the scenario.',
  ),
  plain(
    '/loadBalancer/algorithm',
    'routing of the target group',
    ({ loadBalancer }) => loadBalancer.algorithm,
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/healthCheck',
    'health checks',
    ({ loadBalancer: { healthCheck: check } }) =>
      `every ${duration(check.intervalMs)}, timeout ${duration(check.timeoutMs)}, healthy after ${check.healthyThresholdCount} passes, unhealthy after ${check.unhealthyThresholdCount} failures`,
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/deregistrationDelayMs',
    'deregistration delay',
    ({ loadBalancer }) => duration(loadBalancer.deregistrationDelayMs),
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/slowStartMs',
    'slow start',
    ({ loadBalancer: { slowStartMs } }) => (slowStartMs === 0 ? 'off' : duration(slowStartMs)),
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/registrationMs',
    'registration of a target',
    ({ loadBalancer }) => duration(loadBalancer.registrationMs),
    MODEL,
  ),
  plain(
    '/loadBalancer/idleTimeoutMs',
    'idle timeout of the balancer',
    ({ loadBalancer }) => duration(loadBalancer.idleTimeoutMs),
    ALB_DEFAULT,
  ),
  plain('/revisions/old/name', 'name of the old revision', ({ revisions }) => revisions.old.name, IN_THE_SCENARIO),
  plain('/revisions/new/name', 'name of the new revision', ({ revisions }) => revisions.new.name, IN_THE_SCENARIO),
  ofBoth('serviceTime', 'service time of both revisions', ({ serviceTime }) => law(serviceTime), IN_THE_SCENARIO),
  ofBoth(
    'errorRatePpm',
    'share of requests that the application answers with 5xx',
    ({ errorRatePpm }) => `${errorRatePpm} per million`,
    IN_THE_SCENARIO,
  ),
  ofBoth(
    'bootMs',
    'start of the application after ApplicationStart',
    ({ bootMs }) => duration(bootMs),
    IN_THE_SCENARIO,
  ),
  ofBoth(
    'warmUpMs',
    'warm-up of the application after its start',
    ({ warmUpMs }) => duration(warmUpMs),
    IN_THE_SCENARIO,
  ),
  ofBoth('downloadBundle', 'duration of DownloadBundle', ({ downloadBundle }) => law(downloadBundle), MODEL),
  ofBoth('install', 'duration of Install', ({ install }) => law(install), MODEL),
  ofBoth('initTime', 'init phase of a new execution environment', ({ initTime }) => law(initTime), MODEL),
  {
    pointer: '/revisions/old/hooks',
    what: 'scripts of the old revision',
    describe: (scenario, chosen) => (chosen.oldAppspec ? null : describeEvents(scenario.revisions.old)),
    why: () => 'No AppSpec was given: these are the events that most AppSpecs use, with a timeout of 300 s each.',
  },
  {
    pointer: '/revisions/new/hooks',
    what: 'scripts of the new revision',
    describe: (scenario, chosen) => (chosen.newAppspec ? null : describeEvents(scenario.revisions.new)),
    why: () => 'No AppSpec was given: these are the events that most AppSpecs use, with a timeout of 300 s each.',
  },
  {
    pointer: '/revisions/*/hooks/*/*/duration',
    what: 'duration of the scripts',
    describe: describeDurations,
    why: () => `${MODEL} A script runs for at most half its timeout.`,
  },
  plain(
    '/deployment/strategy',
    'deployment type',
    ({ deployment }) => deployment?.strategy ?? null,
    'No file says it: what most deployments are.',
  ),
  plain(
    '/deployment/applicationName',
    'application',
    ({ deployment }) => deployment?.applicationName ?? null,
    'No file names it.',
  ),
  plain(
    '/deployment/deploymentGroupName',
    'deployment group',
    ({ deployment }) => deployment?.deploymentGroupName ?? null,
    'No file names it.',
  ),
  plain(
    '/deployment/deploymentConfig',
    'deployment configuration',
    ({ deployment }) => describeConfig(deployment?.deploymentConfig),
    "No file names one: CodeDeploy's default on EC2, that of its console on ECS, a MODEL choice on Lambda.",
  ),
  {
    pointer: '/deployment/trafficControl',
    what: 'traffic control',
    describe: ({ deployment }) => (deployment?.trafficControl ? 'WITH_TRAFFIC_CONTROL' : 'WITHOUT_TRAFFIC_CONTROL'),
    why: ({ group, deployment }) =>
      group || deployment
        ? "The file has no deploymentOption: CodeDeploy's default."
        : 'No deployment group was given; with a load balancer CodeDeploy takes each instance out of traffic.',
  },
  plain(
    '/deployment/ignoreApplicationStopFailures',
    'failures of ApplicationStop',
    ({ deployment }) => (deployment?.ignoreApplicationStopFailures ? 'ignored' : 'not ignored'),
    "CodeDeploy's default; `aws deploy get-deployment` says it.",
  ),
  {
    pointer: '/deployment/autoRollback',
    what: 'automatic rollback',
    describe: ({ deployment }) =>
      deployment?.autoRollback.enabled ? `on ${deployment.autoRollback.events.join(', ')}` : 'off',
    why: ({ group }) =>
      group
        ? 'The deployment group has no autoRollbackConfiguration.'
        : 'No deployment group was given, and AWS has no rule for one that says nothing: a MODEL choice.',
  },
  plain(
    '/deployment/scheduling',
    'scheduling of waves',
    ({ deployment }) => deployment?.scheduling ?? null,
    'AWS does not say whether a wave waits for the whole one before it: a MODEL choice.',
  ),
  plain(
    '/deployment/alarmPollMs',
    'how often the alarms are asked for',
    ({ deployment }) => (deployment ? duration(deployment.alarmPollMs) : null),
    MODEL,
  ),
  plain('/deployment/alarmConfiguration', 'alarms that stop the deployment', () => 'none', 'No file names any.'),
  plain(
    '/deployment/overrideAlarmConfiguration',
    'alarms of this one deployment',
    () => 'those of its deployment group',
    'No file says that it has others.',
  ),
  {
    pointer: '/alarms',
    what: 'what the alarms measure',
    describe: ({ alarms }) => (alarms.length === 0 ? 'no alarms' : alarms.map(describeAlarm).join(', ')),
    why: () => 'CodeDeploy knows alarms by their names only: placeholders; write in the scenario what they watch.',
  },
  ...blueGreenAssumables(),
  ...autoScalingAssumables(),
  {
    pointer: '/deployment/hookFunctions',
    what: 'hook functions',
    describe: onPlatform(['Lambda', 'ECS'], () => 'none'),
    why: () => 'No AppSpec was given.',
  },
  {
    pointer: '/deployment/hookFunctions/*/duration',
    what: 'duration and result of the hook functions',
    describe: onPlatform(['Lambda', 'ECS'], describeFunctions),
    why: () => MODEL,
  },
  lambdaField('functionName', 'function', ({ functionName }) => functionName),
  lambdaField('alias', 'alias', ({ alias }) => alias),
  lambdaField('timeoutMs', 'timeout of the function', ({ timeoutMs }) => duration(timeoutMs)),
  lambdaField('accountConcurrency', 'concurrency of the account', (lambda) => String(lambda.accountConcurrency)),
  lambdaField('reservedConcurrency', 'reserved concurrency', (lambda) => String(lambda.reservedConcurrency ?? 'none')),
  lambdaField('provisionedConcurrency', 'provisioned concurrency', (lambda) => String(lambda.provisionedConcurrency)),
  lambdaField('provisionedAllocationMs', 'allocation of provisioned concurrency', (lambda) =>
    duration(lambda.provisionedAllocationMs),
  ),
  lambdaField('idleReclaimMs', 'idle environments are reclaimed after', (lambda) => duration(lambda.idleReclaimMs)),
  ecsField('serviceName', 'ECS service', ({ serviceName }) => serviceName),
  ecsField('testListener', 'test listener', ({ testListener }) => (testListener ? 'yes' : 'no')),
  ecsField('taskStart', 'start of a task', ({ taskStart }) => law(taskStart)),
  ecsField('minCapacity', 'fewest tasks', ({ minCapacity }) => String(minCapacity)),
  ecsField('maxCapacity', 'most tasks', ({ maxCapacity }) => String(maxCapacity)),
  ecsField('targetTracking', 'scaling of the service', () => 'none'),
]

/** What has no influence on a platform is not assumed there: nothing hangs on it. */
const ONLY_ON: readonly (readonly [pattern: RegExp, platforms: readonly Platform[]])[] = [
  [/^\/fleet\/|^\/revisions\/\*\/(bootMs|warmUpMs)/, ['Server', 'ECS']],
  [/^\/loadBalancer/, ['Server', 'ECS']],
  [/^\/revisions\/\*\/initTime/, ['Lambda']],
  [/^\/revisions\/\*\/(downloadBundle|install)/, ['Server']],
  [/^\/revisions\/.*hooks/, ['Server']],
  [/^\/deployment\/(ignoreApp|scheduling|trafficControl|outdatedInst|terminationHook)/, ['Server']],
]

/** Whether a value is assumed in this scenario. */
export function isAssumable(pointer: string, scenario: Scenario): boolean {
  const platforms = ONLY_ON.find(([pattern]) => pattern.test(pointer))?.[1]
  return platforms === undefined || platforms.includes(platformOf(scenario))
}

function platformOf({ deployment }: Scenario): Platform {
  if (deployment?.strategy === 'lambda-alias') return 'Lambda'
  return deployment?.strategy === 'ecs-blue-green' ? 'ECS' : 'Server'
}

function onPlatform(
  platforms: readonly Platform[],
  describe: (scenario: Scenario) => string | null,
): (scenario: Scenario) => string | null {
  return (scenario) => (platforms.includes(platformOf(scenario)) ? describe(scenario) : null)
}

function lambdaField(
  key: keyof Scenario['lambda'],
  what: string,
  describe: (lambda: Scenario['lambda']) => string,
): Assumable {
  const describeField = onPlatform(['Lambda'], ({ lambda }) => describe(lambda))
  return plain(`/lambda/${key}`, what, describeField, IN_THE_SCENARIO)
}

function ecsField(key: keyof Scenario['ecs'], what: string, describe: (ecs: Scenario['ecs']) => string): Assumable {
  return plain(
    `/ecs/${key}`,
    what,
    onPlatform(['ECS'], ({ ecs }) => describe(ecs)),
    IN_THE_SCENARIO,
  )
}

type BlueGreen = NonNullable<Scenario['deployment']>['blueGreen']

/** The fields that each strategy acts on, as `blue-green.ts` maps them. */
function blueGreenAssumables(): readonly Assumable[] {
  const field = (key: keyof BlueGreen, what: string, strategies: readonly string[]) =>
    plain(
      `/deployment/blueGreen/${key}`,
      what,
      ({ deployment }) =>
        deployment && strategies.includes(deployment.strategy)
          ? String(deployment.blueGreen[key] ?? 'as many as the original fleet has')
          : null,
      'The files do not say it.',
    )
  const both = ['blue-green', 'ecs-blue-green']
  return [
    field('greenFleetProvisioning', 'where the replacement fleet comes from', ['blue-green']),
    field('replacementCount', 'instances of the replacement fleet', ['blue-green']),
    field('actionOnTimeout', 'what happens when the replacement is ready', both),
    field('waitTimeInMinutes', 'minutes until the wait for it is over', both),
    field('terminateBlueInstances', 'what becomes of the original fleet', ['blue-green']),
    field('terminationWaitTimeInMinutes', 'minutes until the original fleet is terminated', both),
  ]
}

type AutoScaling = NonNullable<Scenario['autoScaling']>

function autoScalingAssumables(): readonly Assumable[] {
  const field = (key: keyof AutoScaling, what: string, describe: (group: AutoScaling) => string, why: string) =>
    plain(`/autoScaling/${key}`, what, ({ autoScaling }) => autoScaling && describe(autoScaling), why)
  const unsaid = 'A deployment group names the Auto Scaling group and no more; change it in the scenario.'
  const ms = (key: 'defaultInstanceWarmupMs' | 'defaultCooldownMs' | 'healthCheckGracePeriodMs', what: string) =>
    field(key, what, (group) => duration(group[key]), unsaid)
  return [
    plain('/autoScaling', 'Auto Scaling group', (scenario) => describeNoGroup(scenario), 'No file names one.'),
    field('name', 'name of the Auto Scaling group', ({ name }) => name, 'No file names it.'),
    field('minSize', 'fewest instances', ({ minSize }) => String(minSize), unsaid),
    field('maxSize', 'most instances', ({ maxSize }) => String(maxSize), unsaid),
    field('boot', 'start of a new instance', ({ boot }) => law(boot), MODEL),
    ms('defaultInstanceWarmupMs', 'warm-up of a new instance'),
    ms('defaultCooldownMs', 'cooldown'),
    ms('healthCheckGracePeriodMs', 'grace period of the health check'),
    field('healthCheckType', 'health check of Auto Scaling', ({ healthCheckType }) => healthCheckType, unsaid),
    field('terminationPolicy', 'termination policy', ({ terminationPolicy }) => terminationPolicy, unsaid),
    field('suspendedProcesses', 'suspended processes', () => 'none', unsaid),
    field('targetTracking', 'scaling policies', () => 'none', unsaid),
    plain(
      '/deployment/outdatedInstancesStrategy',
      'instances launched during the deployment',
      ({ deployment }) => deployment?.outdatedInstancesStrategy ?? null,
      "CodeDeploy's default.",
    ),
    plain(
      '/deployment/terminationHookEnabled',
      'termination hook',
      ({ deployment }) => (deployment?.terminationHookEnabled ? 'on' : 'off'),
      "CodeDeploy's default.",
    ),
  ]
}

function describeNoGroup(scenario: Scenario): string | null {
  return scenario.autoScaling === null && platformOf(scenario) === 'Server' ? 'none' : null
}

function describeAlarm({ name, metric, threshold, periodS }: Scenario['alarms'][number]): string {
  return `${name}: ${metric} over ${threshold} in ${periodS} s`
}

function describeFunctions({ deployment }: Scenario): string | null {
  const functions = Object.values(deployment?.hookFunctions ?? {})
  const laws = [...new Set(functions.map((one) => `${law(one.duration)}, ${one.result}`))]
  return laws.length > 0 ? laws.join(' or ') : null
}

function plain(pointer: string, what: string, describe: (scenario: Scenario) => string | null, why: string): Assumable {
  return { pointer, what, describe, why: () => why }
}

function ofBoth(key: keyof Revision, what: string, describe: (revision: Revision) => string, why: string): Assumable {
  const describeBoth = ({ revisions }: Scenario) =>
    [...new Set([describe(revisions.old), describe(revisions.new)])].join(', ')
  return plain(`/revisions/*/${key}`, what, describeBoth, why)
}

function whyInstanceCount({ group }: Chosen): string {
  const how = 'set it with --instances, or add what `aws deploy get-deployment` prints.'
  if (!group || group.targetsBy === 'nothing') return `No file says how many: ${how}`
  return `The deployment group finds its instances by ${group.targetsBy}, which does not say how many: ${how}`
}

function describeEvents({ hooks }: Revision): string {
  return Object.keys(hooks).join(', ')
}

/** Events whose scripts all take equally long are named once, "BeforeInstall 15 s". */
function describeDurations({ revisions }: Scenario): string | null {
  const parts = SCRIPTABLE_EVENT_NAMES.flatMap((event) => {
    const scripts = [...(revisions.old.hooks[event] ?? []), ...(revisions.new.hooks[event] ?? [])]
    const laws = [...new Set(scripts.map((script) => law(script.duration)))]
    return laws.length > 0 ? [`${event} ${laws.join(' or ')}`] : []
  })
  return parts.length > 0 ? parts.join(', ') : null
}

function describeConfig(config: NonNullable<Scenario['deployment']>['deploymentConfig'] | undefined): string | null {
  if (config === undefined) return null
  return typeof config === 'string' ? config : config.name
}
