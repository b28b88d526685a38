import {
  type Distribution,
  LIMITS,
  parseScenario,
  SCRIPTABLE_EVENT_NAMES,
  type Scenario,
  type ScenarioInput,
  STRATEGIES,
} from '@sim'
import fc from 'fast-check'
import {
  arbitraryStrategyParts,
  type DeploymentConfig,
  type StrategyId,
  strategyById,
  waitingSeconds,
} from './arbitrary-strategy'

export interface ArbitraryScenarioOptions {
  /** At most 12 instances, 60 requests per second and short durations, so that one run takes milliseconds. */
  readonly small?: boolean
  /** Nothing interferes: no faults, no alarms, no person, no scaling, no hook function that fails. */
  readonly withoutFaults?: boolean
  /** Which strategies the deployments may have; by default any. */
  readonly strategies?: readonly StrategyId[]
  /** The deployment configuration of the one strategy that is asked for; by default any that it may have. */
  readonly config?: fc.Arbitrary<DeploymentConfig>
}

/** Any valid scenario: every branch of the schema, every rule over several fields held. */
export function arbitraryScenario(options: ArbitraryScenarioOptions = {}): fc.Arbitrary<Scenario> {
  return arbitraryScenarioInput(options).map((input) => {
    const parsed = parseScenario(input)
    if (parsed.ok) return parsed.value
    throw new Error(`The arbitrary made an invalid scenario: ${JSON.stringify(parsed.issues)}`)
  })
}

/** Any valid document of today's version, with properties left out at random. */
export function arbitraryScenarioInput(options: ArbitraryScenarioOptions = {}): fc.Arbitrary<ScenarioInput> {
  const sizes = options.small ? SMALL : FULL
  const { strategies = STRATEGIES.map(({ id }) => id), withoutFaults: isCalm } = options
  const scenarios = fc.constantFrom(...strategies).chain((id) => arbitraryWithoutFaults(sizes, id, options))
  if (isCalm) return scenarios
  return scenarios.chain((input) => arbitraryFaults(input).map((faults) => ({ ...input, faults })))
}

/** The most that each quantity may be, or the list to choose from. */
interface Sizes {
  readonly instanceCount: number
  readonly rps: number
  readonly startAtMs: number
  readonly durationMs: number
  readonly scriptMs: number
  readonly timeoutMs: number
  readonly serviceMs: number
  readonly deregistrationDelayMs: number
  readonly registrationMs: number
  readonly intervalMs: number
  readonly concurrency: number
  readonly queueLimit: number
}

const SMALL: Sizes = {
  instanceCount: 12,
  rps: 60,
  startAtMs: 5_000,
  durationMs: 120_000,
  scriptMs: 3_000,
  timeoutMs: 10_000,
  serviceMs: 150,
  deregistrationDelayMs: 5_000,
  registrationMs: 1_000,
  intervalMs: 6_000,
  concurrency: 8,
  queueLimit: 16,
}

const FULL: Sizes = {
  instanceCount: LIMITS.instanceCountMax,
  // A whole day of it stays below the limit of requests.
  rps: 500,
  startAtMs: 3_600_000,
  durationMs: LIMITS.durationMsMax,
  scriptMs: 7_200_000,
  timeoutMs: LIMITS.eventTimeoutMsMax / 3,
  serviceMs: 10_000,
  deregistrationDelayMs: 3_600_000,
  registrationMs: 600_000,
  intervalMs: 300_000,
  concurrency: LIMITS.concurrencyMax,
  queueLimit: 200,
}

const text = (maxLength: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: Math.floor(maxLength / 2) })
const int = (min: number, max: number) => fc.integer({ min, max })
/** Mostly thousandths spread evenly: of all doubles most are so small that nothing would ever arrive or take time. */
const real = (min: number, max: number) =>
  fc.oneof(
    { weight: 4, arbitrary: int(Math.ceil(min * 1_000), Math.floor(max * 1_000)).map((value) => value / 1_000) },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value)) },
  )

/** Requests of one run that must be over in moments. */
const SMALL_RUN_REQUESTS = 20_000

function arbitraryWithoutFaults(
  sizes: Sizes,
  id: StrategyId,
  options: ArbitraryScenarioOptions,
): fc.Arbitrary<ScenarioInput> {
  const hasInstances = strategyById(id).platform === 'Server'
  const shape = {
    notes: text(LIMITS.notesCharsMax),
    presentation: fc.record({ collection: text(40), story: text(600), order: int(0, 10_000) }, { requiredKeys: [] }),
    seed: int(0, 4_294_967_295),
    load: arbitraryLoad(sizes),
    fleet: arbitraryFleet(sizes, hasInstances),
    loadBalancer: arbitraryLoadBalancer(sizes, id === 'in-place' || id === 'blue-green'),
    revisions: fc.record({ old: arbitraryRevision(sizes), new: arbitraryRevision(sizes) }),
  }
  const required = ['load', 'fleet', 'loadBalancer', 'revisions'] as const
  return fc
    .tuple(fc.record(shape, { requiredKeys: [...required] }), text(LIMITS.nameCharsMax), arbitraryTimes(sizes))
    .map(([parts, name, times]): ScenarioInput => ({ schemaVersion: 1, name, ...parts, ...times }))
    .chain((input) => withStrategy(input, sizes, id, options))
}

/** Nine scenarios of ten have a deployment. A small run whose deployment waits for long has the fewer requests. */
function withStrategy(input: ScenarioInput, sizes: Sizes, id: StrategyId, options: ArbitraryScenarioOptions) {
  const { withoutFaults: isCalm = false, config } = options
  const isSmall = sizes === SMALL
  const { startAtMs = 0, durationMs = null, fleet } = input
  const sizesOfStrategy = { isSmall, isCalm, startAtMs, durationMs, config, instanceCount: fleet?.instanceCount ?? 10 }
  const parts = arbitraryStrategyParts(id, sizesOfStrategy)
  const deploying = parts.map((more): ScenarioInput => {
    const rpsMax = isSmall ? SMALL_RUN_REQUESTS / (300 + waitingSeconds(more)) : sizes.rps
    return { ...input, ...more, load: slowed(input.load, Math.min(1, rpsMax / sizes.rps)) }
  })
  const idle: fc.Arbitrary<ScenarioInput> = fc.constant({ ...input, deployment: null })
  return fc.oneof({ weight: 9, arbitrary: deploying }, { weight: 1, arbitrary: idle })
}

/** The same load at a share of its rates. */
function slowed(load: ScenarioInput['load'], share: number): ScenarioInput['load'] {
  if (load === undefined || share === 1) return load
  if (load.kind === 'constant') return { ...load, rps: load.rps * share }
  if (load.kind === 'daily') return { ...load, troughRps: load.troughRps * share, peakRps: load.peakRps * share }
  return { ...load, points: load.points.map(({ atMs, rps }) => ({ atMs, rps: rps * share })) }
}

/** The deployment is created before the run ends. */
function arbitraryTimes(sizes: Sizes) {
  return int(0, sizes.startAtMs).chain((startAtMs) =>
    fc.record({
      startAtMs: fc.constant(startAtMs),
      durationMs: fc.oneof(fc.constant(null), int(Math.max(1_000, startAtMs + 1), sizes.durationMs)),
    }),
  )
}

function arbitraryLoad({ rps, durationMs }: Sizes) {
  const rate = real(0, rps)
  const points = fc
    .uniqueArray(fc.record({ atMs: int(0, durationMs), rps: rate }), {
      selector: ({ atMs }) => atMs,
      minLength: 1,
      maxLength: 8,
    })
    .map((list) => list.toSorted((a, b) => a.atMs - b.atMs))
  return fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), rps: rate }),
    fc.record({ kind: fc.constant('steps' as const), points }),
    fc.record({ kind: fc.constant('ramp' as const), points }),
    fc.record({ kind: fc.constant('recorded' as const), points, source: text(LIMITS.nameCharsMax) }),
    fc.tuple(rate, rate, int(0, durationMs), int(60_000, LIMITS.durationMsMax)).map(([a, b, peakAtMs, periodMs]) => ({
      kind: 'daily' as const,
      troughRps: Math.min(a, b),
      peakRps: Math.max(a, b),
      peakAtMs,
      periodMs,
    })),
  )
}

/** A fleet of instances; tasks and functions are not there before the deployment as anything but the old revision. */
function arbitraryFleet(sizes: Sizes, hasExceptions: boolean) {
  return int(0, sizes.instanceCount).chain((instanceCount) =>
    fc.record({
      instanceCount: fc.constant(instanceCount),
      zones: fc.uniqueArray(fc.stringMatching(/^[a-z]{2}-[a-z]{4}-[1-3][a-f]$/), { minLength: 1, maxLength: 6 }),
      concurrency: int(1, sizes.concurrency),
      queueLimit: int(0, sizes.queueLimit),
      exceptions: hasExceptions ? arbitraryExceptions(instanceCount) : fc.tuple().map(() => []),
    }),
  )
}

function arbitraryExceptions(instanceCount: number) {
  if (instanceCount === 0) return fc.tuple().map(() => [])
  const exception = fc.record(
    {
      instanceIndex: int(0, instanceCount - 1),
      state: fc.constantFrom('running' as const, 'running' as const, 'stopped' as const),
      lastDeployment: fc.constantFrom('succeeded' as const, 'failed' as const, 'none' as const),
      revision: fc.constantFrom('old' as const, 'new' as const, 'none' as const),
    },
    { requiredKeys: ['instanceIndex'] },
  )
  return fc.uniqueArray(exception, { selector: ({ instanceIndex }) => instanceIndex, maxLength: 4 })
}

/** Weights and ECS ask for an Application Load Balancer here; slow start is its own in any case. */
function arbitraryLoadBalancer(sizes: Sizes, isAnyType: boolean) {
  const types = ['application', ...(isAnyType ? ['application', 'network', 'classic'] : [])] as const
  const type = fc.constantFrom(...(types as readonly ('application' | 'network' | 'classic')[]))
  const routing = fc.oneof(
    fc.record({
      type,
      algorithm: fc.constantFrom('round_robin' as const, 'least_outstanding_requests' as const),
      slowStartMs: fc.constant(0),
    }),
    fc.record({ algorithm: fc.constant('round_robin' as const), slowStartMs: int(30_000, LIMITS.slowStartMsMax) }),
  )
  const rest = fc.record({
    healthCheck: arbitraryHealthCheck(sizes),
    deregistrationDelayMs: int(0, sizes.deregistrationDelayMs),
    registrationMs: int(0, sizes.registrationMs),
    idleTimeoutMs: int(1_000, 90_000),
  })
  return fc.tuple(routing, rest).map(([a, b]) => {
    const { timeoutMs } = b.healthCheck
    const isClassic = 'type' in a && a.type === 'classic'
    // A Classic Load Balancer waits for an answer for a minute at most.
    const healthCheck = { ...b.healthCheck, timeoutMs: isClassic ? Math.min(timeoutMs, 60_000) : timeoutMs }
    return { ...a, ...b, healthCheck }
  })
}

function arbitraryHealthCheck({ intervalMs }: Sizes) {
  return int(5_000, intervalMs).chain((chosenMs) =>
    fc.record({
      intervalMs: fc.constant(chosenMs),
      timeoutMs: int(2_000, Math.min(120_000, chosenMs - 1)),
      healthyThresholdCount: int(2, 10),
      unhealthyThresholdCount: int(2, 10),
    }),
  )
}

function arbitraryDistribution(maxMs: number): fc.Arbitrary<Distribution> {
  return fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), meanMs: real(0, maxMs) }),
    fc.record({ kind: fc.constant('exponential' as const), meanMs: real(0.001, maxMs) }),
    fc
      .tuple(real(0.001, maxMs / 2), real(1, 20))
      .map(([medianMs, ratio]) => ({ kind: 'lognormal' as const, medianMs, p99Ms: medianMs * ratio })),
    fc.record({
      kind: fc.constant('empirical' as const),
      samplesMs: fc.array(real(0, maxMs), { minLength: 1, maxLength: 20 }),
    }),
  )
}

function arbitraryRevision(sizes: Sizes) {
  const script = fc.record(
    {
      location: text(60),
      // What is run must not wait an hour for a script that hangs without a timeout.
      timeoutMs: sizes === SMALL ? int(1, sizes.timeoutMs) : fc.option(int(1, sizes.timeoutMs)),
      duration: arbitraryDistribution(sizes.scriptMs),
    },
    { requiredKeys: ['location', 'timeoutMs', 'duration'] },
  )
  const hooks = fc.dictionary(fc.constantFrom(...SCRIPTABLE_EVENT_NAMES), fc.array(script, { maxLength: 3 }), {
    noNullPrototype: true,
  })
  return fc.record({
    name: text(LIMITS.nameCharsMax),
    serviceTime: arbitraryDistribution(sizes.serviceMs),
    initTime: arbitraryDistribution(sizes.serviceMs * 4),
    errorRatePpm: fc.oneof(fc.constant(0), int(0, 1_000_000)),
    bootMs: int(0, sizes.scriptMs / 3),
    warmUpMs: int(0, sizes.scriptMs / 3),
    downloadBundle: arbitraryDistribution(sizes.scriptMs / 3),
    install: arbitraryDistribution(sizes.scriptMs / 3),
    hooks,
  })
}

/** Faults that can apply: a hook failure needs a deployment in which a script of that revision and event runs. */
function arbitraryFaults(input: ScenarioInput): fc.Arbitrary<NonNullable<ScenarioInput['faults']>> {
  const candidates = hookCandidates(input)
  const kinds = [
    arbitraryVersionError(input),
    ...(candidates.length > 0 ? [arbitraryHookFailure(input, candidates)] : []),
  ]
  return fc.array(fc.oneof(...kinds), { maxLength: 3 })
}

type Fault = NonNullable<ScenarioInput['faults']>[number]
type HookFailure = Extract<Fault, { kind: 'hook-failure' }>
type HookCandidate = Pick<HookFailure, 'event' | 'revision'>

function hookCandidates({ revisions, deployment }: ScenarioInput): HookCandidate[] {
  if (deployment === null || strategyById(deployment?.strategy ?? 'in-place').platform !== 'Server') return []
  const runs = SCRIPTABLE_EVENT_NAMES.filter(
    (event) => deployment?.trafficControl !== false || !event.endsWith('Traffic'),
  )
  return (['old', 'new'] as const).flatMap((revision) =>
    runs
      .filter((event) => (revisions?.[revision]?.hooks?.[event] ?? []).length > 0)
      .map((event) => ({ event, revision })),
  )
}

function arbitraryHookFailure(input: ScenarioInput, candidates: readonly HookCandidate[]): fc.Arbitrary<Fault> {
  const instanceCount = input.fleet?.instanceCount ?? 10
  const indexes: fc.Arbitrary<number[] | null> =
    instanceCount === 0
      ? fc.constant(null)
      : fc.option(fc.uniqueArray(int(0, instanceCount - 1), { minLength: 1, maxLength: 5 }))
  return fc
    .tuple(
      fc.constantFrom(...candidates),
      fc.constantFrom('fails' as const, 'hangs' as const),
      indexes,
      fc.oneof(fc.constant(1_000_000), int(0, 1_000_000)),
    )
    .map(([candidate, outcome, instanceIndexes, probabilityPpm]) => ({
      kind: 'hook-failure',
      ...candidate,
      outcome,
      instanceIndexes,
      probabilityPpm,
    }))
}

function arbitraryVersionError({ durationMs }: ScenarioInput): fc.Arbitrary<Fault> {
  return fc
    .tuple(
      fc.constantFrom('old' as const, 'new' as const),
      int(0, 1_000_000),
      int(0, Math.min(60_000, (durationMs ?? 60_001) - 1)),
      fc.option(int(1, 60_000)),
    )
    .map(([revision, errorRatePpm, fromMs, lastsMs]) => ({
      kind: 'version-error',
      revision,
      errorRatePpm,
      fromMs,
      untilMs: lastsMs === null ? null : fromMs + lastsMs,
    }))
}
