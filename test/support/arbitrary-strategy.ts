import { DEPLOYMENT_CONFIGURATIONS, LIMITS, type ScenarioInput, STRATEGIES, type Strategy } from '@sim'
import fc from 'fast-check'

export type DeploymentInput = NonNullable<ScenarioInput['deployment']>
export type StrategyId = Strategy['id']
export type DeploymentConfig = NonNullable<DeploymentInput['deploymentConfig']>
type Parts = Pick<
  ScenarioInput,
  'deployment' | 'autoScaling' | 'lambda' | 'ecs' | 'alarms' | 'interventions' | 'eventRules'
>

/** How large the parts of a scenario may be that belong to its strategy. */
export interface StrategySizes {
  readonly isSmall: boolean
  /** Instances of the fleet: an Auto Scaling group has to want as many at the start. */
  readonly instanceCount: number
  readonly startAtMs: number
  /** null: the run ends when everything has. */
  readonly durationMs: number | null
  /** Nothing interferes: no alarm, no person, no scaling, no hook that fails. */
  readonly isCalm: boolean
  /** The deployment configuration; by default any that the strategy may have. */
  readonly config?: fc.Arbitrary<DeploymentConfig> | undefined
}

const int = (min: number, max: number) => fc.integer({ min, max })
const atMost = (instanceCount: number) => Math.min(instanceCount, LIMITS.instanceCountMax)
const text = (maxLength: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: Math.floor(maxLength / 2) })
const none = () => fc.constant(null).map(() => [])
const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T, weight = 4): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary })

/** The strategy of an id. Throws when there is none. */
export function strategyById(id: StrategyId): Strategy {
  const found = STRATEGIES.find((strategy) => strategy.id === id)
  if (found === undefined) throw new Error(`There is no strategy ${id}.`)
  return found
}

/** Everything of a scenario that hangs on its strategy: the deployment, its platform, alarms, and what a person does. */
export function arbitraryStrategyParts(id: StrategyId, sizes: StrategySizes): fc.Arbitrary<Parts> {
  return fc.tuple(arbitraryAlarms(id, sizes), arbitraryAutoScaling(id, sizes)).chain(([alarms, autoScaling]) =>
    fc.record({
      deployment: arbitraryDeployment(id, sizes, { alarms, scales: autoScaling !== null }),
      autoScaling: fc.constant(autoScaling),
      lambda: arbitraryLambda(sizes),
      ecs: arbitraryEcs(sizes),
      alarms: fc.constant(alarms),
      interventions: arbitraryInterventions(id, sizes, autoScaling !== null),
    }),
  )
}

function arbitraryDeployment(
  id: StrategyId,
  sizes: StrategySizes,
  { alarms, scales }: { readonly alarms: readonly Alarm[]; readonly scales: boolean },
): fc.Arbitrary<DeploymentInput> {
  const required = {
    strategy: fc.constant(id),
    deploymentConfig: sizes.config ?? arbitraryConfig(id, sizes),
    blueGreen: arbitraryBlueGreen(id, sizes, id === 'blue-green' && scales),
    hookFunctions: arbitraryHookFunctions(id, sizes),
    alarmConfiguration: arbitraryAlarmConfiguration(alarms),
    // Only an update in place may leave the balancer out.
    trafficControl: id === 'in-place' ? fc.boolean() : fc.constant(true),
  }
  const optional = {
    applicationName: text(100),
    deploymentGroupName: text(100),
    ignoreApplicationStopFailures: fc.boolean(),
    autoRollback: arbitraryAutoRollback(),
    scheduling: fc.constantFrom('batch' as const, 'sliding' as const),
    alarmPollMs: int(1_000, 20_000),
    outdatedInstancesStrategy: fc.constantFrom('UPDATE' as const, 'IGNORE' as const),
    terminationHookEnabled: fc.boolean(),
    bakeMs: int(0, sizes.isSmall ? 20_000 : 3_600_000),
  }
  return fc.tuple(fc.record(required), fc.record(optional, { requiredKeys: [] })).map(([a, b]) => ({ ...a, ...b }))
}

/** CodeDeploy refuses one that is enabled and names no alarm. */
function arbitraryAlarmConfiguration(alarms: readonly Alarm[]) {
  return fc
    .tuple(fc.boolean(), fc.subarray(alarms.map(({ name }) => name)), fc.constantFrom(true, true, true, false))
    .map(([ignorePollAlarmFailure, names, isEnabled]) => ({
      enabled: isEnabled && names.length > 0,
      ignorePollAlarmFailure,
      alarms: names,
    }))
}

function arbitraryAutoRollback() {
  const events = fc.subarray(
    ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const,
    { minLength: 1 },
  )
  return fc.oneof(
    fc.record({ enabled: fc.boolean() }),
    events.map((some) => ({ enabled: true, events: [...some] })),
    none().map((events) => ({ enabled: false, events })),
  )
}

/** A predefined configuration of the strategy's kind, or a custom one. */
export function arbitraryConfig(
  id: StrategyId,
  { isSmall }: { readonly isSmall: boolean },
): fc.Arbitrary<DeploymentConfig> {
  const name = fc.stringMatching(/^[A-Za-z0-9+=,@_-]{1,40}$/)
  if (id === 'weighted-target-groups') return arbitraryTrafficConfig(isSmall)
  const predefined = fc.constantFrom(...predefinedNames(id))
  if (strategyById(id).configuredBy === 'traffic') {
    return isSmall
      ? fc.oneof({ weight: 1, arbitrary: predefined }, { weight: 4, arbitrary: arbitraryTrafficConfig(isSmall) })
      : fc.oneof(predefined, arbitraryTrafficConfig(isSmall))
  }
  const minimumHealthyHosts = arbitraryMinimum(14)
  const custom = fc.record({ name, minimumHealthyHosts })
  if (id !== 'in-place') return fc.oneof(predefined, custom)
  const seconds = int(0, isSmall ? 20 : 3_600)
  const zonalConfig = fc.record(
    {
      firstZoneMonitorDurationInSeconds: fc.option(seconds),
      monitorDurationInSeconds: seconds,
      minimumHealthyHostsPerZone: arbitraryMinimum(4),
    },
    { requiredKeys: [] },
  )
  return fc.oneof(predefined, custom, fc.record({ name, minimumHealthyHosts, zonalConfig }))
}

/** Names of the predefined configurations that the strategy can have; empty where there are none. */
export function predefinedNames(id: StrategyId): readonly Extract<DeploymentConfig, string>[] {
  if (id === 'weighted-target-groups') return []
  const { platform } = strategyById(id)
  return DEPLOYMENT_CONFIGURATIONS.filter((row) => row.computePlatform === platform).map(
    ({ name }) => name as `CodeDeployDefault.${string}`,
  )
}

function arbitraryMinimum(hostCountMax: number) {
  return fc.oneof(
    fc.record({ type: fc.constant('HOST_COUNT' as const), value: int(0, hostCountMax) }),
    fc.record({ type: fc.constant('FLEET_PERCENT' as const), value: int(0, 99) }),
  )
}

/** A small one takes two or three shifts, a minute apart. */
function arbitraryTrafficConfig(isSmall: boolean): fc.Arbitrary<DeploymentConfig> {
  const name = fc.stringMatching(/^[A-Za-z0-9+=,@_-]{1,40}$/)
  const allAtOnce = fc.constant({ type: 'AllAtOnce' as const })
  const canary = fc
    .record({ canaryPercentage: int(1, 99), canaryInterval: int(1, isSmall ? 2 : 2_880) })
    .map((timeBasedCanary) => ({ type: 'TimeBasedCanary' as const, timeBasedCanary }))
  const linear = fc
    .record({ linearPercentage: int(isSmall ? 34 : 10, 99), linearInterval: int(1, isSmall ? 1 : 288) })
    .map((timeBasedLinear) => ({ type: 'TimeBasedLinear' as const, timeBasedLinear }))
  return fc.record({ name, trafficRoutingConfig: fc.oneof(allAtOnce, canary, linear) })
}

/** Only what the strategy has a use for: the rest is refused. */
function arbitraryBlueGreen(
  id: StrategyId,
  { isSmall, isCalm, instanceCount }: StrategySizes,
  canCopy: boolean,
): fc.Arbitrary<NonNullable<DeploymentInput['blueGreen']>> {
  if (id === 'in-place' || id === 'lambda-alias') return fc.constant({})
  const isOfInstances = id !== 'ecs-blue-green'
  const actionOnTimeout =
    isCalm || id === 'weighted-target-groups'
      ? fc.constant('CONTINUE_DEPLOYMENT' as const)
      : rarely(fc.constant('STOP_DEPLOYMENT' as const), 'CONTINUE_DEPLOYMENT' as const, 2)
  const greens = isCalm ? int(1, Math.max(1, instanceCount)) : int(0, atMost(instanceCount + 2))
  return fc
    .record({
      greenFleetProvisioning: canCopy
        ? fc.constantFrom('COPY_AUTO_SCALING_GROUP' as const, 'DISCOVER_EXISTING' as const)
        : fc.constant('DISCOVER_EXISTING' as const),
      replacementCount: isOfInstances ? fc.option(greens) : fc.constant(null),
      actionOnTimeout,
      waitTimeInMinutes: int(0, isSmall ? 1 : 2_880),
      terminateBlueInstances: isOfInstances
        ? fc.constantFrom('TERMINATE' as const, 'KEEP_ALIVE' as const)
        : fc.constant('TERMINATE' as const),
      terminationWaitTimeInMinutes: int(0, isSmall ? 1 : 2_880),
    })
    .map((options) => (options.actionOnTimeout === 'STOP_DEPLOYMENT' ? options : { ...options, waitTimeInMinutes: 0 }))
    .map((options) =>
      options.greenFleetProvisioning === 'DISCOVER_EXISTING' ? options : { ...options, replacementCount: null },
    )
}

const HOOKS: Readonly<Record<Strategy['platform'], readonly (keyof NonNullable<DeploymentInput['hookFunctions']>)[]>> =
  {
    Server: [],
    Lambda: ['BeforeAllowTraffic', 'AfterAllowTraffic'],
    ECS: ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'],
  }

function arbitraryHookFunctions(id: StrategyId, { isSmall, isCalm }: StrategySizes) {
  const events = HOOKS[strategyById(id).platform]
  if (events.length === 0) return fc.constant({})
  const bad = fc.oneof(
    { weight: 5, arbitrary: fc.constant('Failed' as const) },
    { weight: 1, arbitrary: fc.constant('none' as const) },
  )
  const hook = fc.record({
    functionName: fc.constantFrom('CodeDeployHook_before', 'CodeDeployHook_after'),
    duration: int(0, isSmall ? 5_000 : 3_000_000).map((meanMs) => ({ kind: 'constant' as const, meanMs })),
    result: isCalm ? fc.constant('Succeeded' as const) : rarely(bad, 'Succeeded' as const, 6),
  })
  return fc.dictionary(fc.constantFrom(...events), hook, { noNullPrototype: true })
}

/** Auto Scaling acts on fleets of EC2 in about every third scenario; its numbers hold for the fleet as it starts. */
function arbitraryAutoScaling(id: StrategyId, { isSmall, isCalm, instanceCount }: StrategySizes) {
  if (isCalm || strategyById(id).platform !== 'Server' || instanceCount === 0) return fc.constant(null)
  const group = fc.record(
    {
      minSize: int(0, instanceCount),
      maxSize: int(instanceCount, atMost(instanceCount + 4)),
      boot: int(0, isSmall ? 5_000 : 600_000).map((meanMs) => ({ kind: 'constant' as const, meanMs })),
      defaultInstanceWarmupMs: int(0, isSmall ? 20_000 : 3_600_000),
      defaultCooldownMs: int(0, isSmall ? 60_000 : 3_600_000),
      healthCheckType: fc.constantFrom('EC2' as const, 'ELB' as const),
      healthCheckGracePeriodMs: int(0, isSmall ? 60_000 : 3_600_000),
      terminationPolicy: fc.constantFrom('Default' as const, 'OldestInstance' as const, 'NewestInstance' as const),
      suspendedProcesses: fc.subarray([
        'Launch' as const,
        'Terminate' as const,
        'AddToLoadBalancer' as const,
        'AlarmNotification' as const,
        'AZRebalance' as const,
        'ReplaceUnhealthy' as const,
      ]),
      targetTracking: arbitraryTracking(),
    },
    { requiredKeys: ['minSize', 'maxSize', 'boot', 'defaultCooldownMs', 'targetTracking'] },
  )
  return fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: group })
}

function arbitraryTracking() {
  const cpu = fc.record({ metric: fc.constant('ASGAverageCPUUtilization' as const), targetValue: int(20, 80) })
  const requests = fc.record({ metric: fc.constant('ALBRequestCountPerTarget' as const), targetValue: int(50, 2_000) })
  return fc.oneof(
    none(),
    cpu.map((one) => [one]),
    requests.map((one) => [one]),
    fc.tuple(cpu, requests).map((two) => [...two]),
  )
}

/** Reserved leaves 100 of the account's to others, provisioned is a part of it (Lambda developer guide, concurrency). */
function arbitraryLambda({ isSmall }: StrategySizes) {
  return int(101, 2_000).chain((accountConcurrency) =>
    fc.option(int(0, Math.min(isSmall ? 30 : 2_000, accountConcurrency - 100))).chain((reservedConcurrency) =>
      fc.record({
        timeoutMs: int(1_000, isSmall ? 5_000 : 900_000),
        accountConcurrency: fc.constant(accountConcurrency),
        reservedConcurrency: fc.constant(reservedConcurrency),
        provisionedConcurrency: rarely(int(0, reservedConcurrency ?? Math.min(30, accountConcurrency - 100)), 0, 1),
        provisionedAllocationMs: int(0, isSmall ? 10_000 : 3_600_000),
        idleReclaimMs: int(isSmall ? 5_000 : 0, isSmall ? 300_000 : 3_600_000),
      }),
    ),
  )
}

function arbitraryEcs({ isSmall, isCalm, instanceCount }: StrategySizes) {
  const tracking = isCalm
    ? none()
    : fc.oneof({ weight: 3, arbitrary: none() }, { weight: 1, arbitrary: arbitraryTracking() })
  return fc.record({
    testListener: fc.boolean(),
    taskStart: int(0, isSmall ? 8_000 : 600_000).map((meanMs) => ({ kind: 'constant' as const, meanMs })),
    minCapacity: int(0, instanceCount),
    maxCapacity: int(instanceCount, atMost(instanceCount + 4)),
    targetTracking: tracking,
  })
}

type Alarm = NonNullable<ScenarioInput['alarms']>[number]
type Watched = readonly [metric: Alarm['metric'], dimensions: readonly Alarm['dimension'][], thresholdMax: number]

const OF_BALANCER: readonly Watched[] = [
  ['HTTPCode_Target_5XX_Count', [null], 60],
  ['HTTPCode_ELB_5XX_Count', [null], 60],
  ['errorRatePercent', [null], 50],
  ['RequestCount', [null], 4_000],
  ['UnHealthyHostCount', ['original'], 4],
]
const OF_FUNCTION: readonly Watched[] = [
  ['Errors', [null, 'original', 'replacement'], 60],
  ['lambdaErrorRatePercent', [null, 'replacement'], 50],
  ['Throttles', [null], 60],
  ['Duration', [null, 'original', 'replacement'], 300],
]

function arbitraryAlarms(
  id: StrategyId,
  { isCalm }: StrategySizes,
): fc.Arbitrary<NonNullable<ScenarioInput['alarms']>> {
  if (isCalm) return none()
  const { platform } = strategyById(id)
  const alarm = (name: string) =>
    fc
      .constantFrom(...(platform === 'Lambda' ? OF_FUNCTION : OF_BALANCER))
      .chain((watched) => arbitraryAlarm(name, watched))
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Alarm[]>([]) },
    { weight: 2, arbitrary: alarm('errors').map((one): Alarm[] => [one]) },
    { weight: 1, arbitrary: fc.tuple(alarm('errors'), alarm('more errors')).map((two): Alarm[] => [...two]) },
  )
}

function arbitraryAlarm(name: string, [metric, dimensions, thresholdMax]: Watched): fc.Arbitrary<Alarm> {
  const shape = {
    name: fc.constant(name),
    metric: fc.constant(metric),
    dimension: fc.constantFrom(...dimensions),
    periodS: fc.constantFrom(10, 10, 20, 30, 60, 120),
    comparisonOperator: fc.constantFrom('GreaterThanThreshold' as const, 'GreaterThanOrEqualToThreshold' as const),
    threshold: int(1, thresholdMax),
    treatMissingData: fc.constantFrom(
      'missing' as const,
      'notBreaching' as const,
      'notBreaching' as const,
      'breaching' as const,
      'ignore' as const,
    ),
    initialState: fc.constantFrom(
      'OK' as const,
      'OK' as const,
      'OK' as const,
      'ALARM' as const,
      'INSUFFICIENT_DATA' as const,
    ),
    metricLagMs: fc.constantFrom(0, 0, 5_000, 30_000),
    unreadableFromMs: rarely(int(0, 60_000), null, 8),
  }
  return fc.tuple(fc.record(shape), int(1, 4), int(0, 3)).map(([rest, evaluationPeriods, fewer]) => ({
    ...rest,
    evaluationPeriods,
    datapointsToAlarm: Math.max(1, evaluationPeriods - fewer),
  }))
}

/** Up to three acts of a person, in the order in which they are done. */
function arbitraryInterventions(id: StrategyId, sizes: StrategySizes, scales: boolean) {
  const { isCalm, isSmall, startAtMs, durationMs, instanceCount } = sizes
  if (isCalm) return none()
  const lastMs = startAtMs + (isSmall ? 150_000 : 3_600_000)
  const atMs = int(0, durationMs === null ? lastMs : Math.min(lastMs, durationMs - 1))
  const stop = fc.record({ kind: fc.constant('stop' as const), atMs, autoRollbackEnabled: fc.option(fc.boolean()) })
  const carryOn = fc.record({
    kind: fc.constant('continue' as const),
    atMs,
    deploymentWaitType: fc.constantFrom('READY_WAIT' as const, 'TERMINATION_WAIT' as const),
  })
  const deploy = fc.record({
    kind: fc.constant('deploy' as const),
    atMs,
    revision: fc.constantFrom('new' as const, 'old' as const),
    overrideAlarms: fc.boolean(),
  })
  const scale = fc.record({
    kind: fc.constant('set-desired-capacity' as const),
    atMs,
    desiredCapacity: int(0, atMost(instanceCount + 4)),
  })
  const kinds = scales || id === 'ecs-blue-green' ? [stop, carryOn, deploy, scale] : [stop, carryOn, deploy]
  const acts = fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 3 })
  return fc
    .oneof({ weight: 2, arbitrary: none() }, { weight: 1, arbitrary: acts })
    .map((list) => list.toSorted((a, b) => a.atMs - b.atMs))
}

/** How long a deployment of these parts takes beside what it does to each target, seconds; a guess. */
export function waitingSeconds({ deployment }: Parts): number {
  if (!deployment) return 0
  const { strategy = 'in-place', deploymentConfig, blueGreen, hookFunctions } = deployment
  const hours = Object.values(hookFunctions ?? {}).filter((hook) => hook?.result === 'none').length
  const waits =
    strategy === 'in-place' ? 0 : (blueGreen?.waitTimeInMinutes ?? 0) + (blueGreen?.terminationWaitTimeInMinutes ?? 5)
  return 60 * (waits + shiftMinutes(deploymentConfig)) + 3_600 * hours
}

function shiftMinutes(config: DeploymentInput['deploymentConfig']): number {
  if (config === undefined) return 0
  const routing =
    typeof config === 'string'
      ? DEPLOYMENT_CONFIGURATIONS.flatMap((row) =>
          row.name === config && row.computePlatform !== 'Server' ? [row.trafficRoutingConfig] : [],
        )[0]
      : 'trafficRoutingConfig' in config
        ? config.trafficRoutingConfig
        : undefined
  if (routing?.type === 'TimeBasedCanary') return routing.timeBasedCanary.canaryInterval
  if (routing?.type !== 'TimeBasedLinear') return 0
  const { linearPercentage, linearInterval } = routing.timeBasedLinear
  return Math.ceil((100 - linearPercentage) / linearPercentage) * linearInterval
}
