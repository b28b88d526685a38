import {
  FAILURE_CAUSES,
  parseScenario,
  type RunResult,
  type Scenario,
  type ScenarioInput,
  STRATEGIES,
  simulate,
} from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryScenarioInput } from '../../support/arbitrary-scenario'
import {
  arbitraryConfig,
  type DeploymentConfig,
  predefinedNames,
  type StrategyId,
} from '../../support/arbitrary-strategy'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'
import { minimumOf } from './each/minimum-healthy-hosts'
import { expectLaws } from './expect-laws'
import { gatedTargets, strategyOf } from './roles'

/** Every predefined deployment configuration of every strategy, and for each strategy custom ones. */
const CASES = STRATEGIES.flatMap(({ id, configuredBy }) => [
  ...predefinedNames(id).map((name) => {
    const config: fc.Arbitrary<DeploymentConfig> = fc.constant(name)
    // Where a schedule decides, there is little else for chance to vary.
    return { strategy: id, name: String(name), config, numRuns: configuredBy === 'traffic' ? 3 : 12 }
  }),
  { strategy: id, name: 'any configuration', config: arbitraryConfig(id, { isSmall: true }), numRuns: 20 },
]).map((row, index) => ({ ...row, index }))
/** A fixed seed for each property, another for every one, so that each meets scenarios of its own. */
const settings = (propertyIndex: number, numRuns = 24) => ({
  seed: 20_231_123 + propertyIndex,
  numRuns,
  // A broken law is told in time: a smaller example may take minutes to find.
  interruptAfterTimeLimit: 20_000,
  markInterruptAsFailure: true,
})

/** What the battery has met so far: endings of requests, of lifecycle events, of deployments. */
const met = new Map<string, number>()
const meet = (what: string, count = 1): void => {
  met.set(what, (met.get(what) ?? 0) + count)
}

/** Runs a scenario, asserts every law on the recording and notes what happened in it. */
function lawfulRun(input: ScenarioInput): RunResult {
  const run = simulate(parsed(input))
  expectLaws(run)
  meet('ok', run.totals.ok)
  for (const cause of FAILURE_CAUSES) meet(cause, run.totals.failedByCause[cause])
  for (const { status, errorCode, creator, targets } of run.deployments) {
    meet(`${creator} ${status} ${errorCode}`)
    for (const { lifecycleEvents } of targets) for (const event of lifecycleEvents) meet(String(event.errorCode))
  }
  return run
}

function parsed(input: ScenarioInput): Scenario {
  const result = parseScenario(input)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** A small scenario with a deployment by the strategy and the configuration. */
function deploying(
  strategy: StrategyId,
  config: fc.Arbitrary<DeploymentConfig>,
  options: { withoutFaults: boolean },
): fc.Arbitrary<ScenarioInput> {
  return arbitraryScenarioInput({ small: true, strategies: [strategy], config, ...options }).filter(
    ({ deployment }) => deployment !== null,
  )
}

describe.each(CASES)('$strategy with $name', ({ strategy, config, index, numRuns }) => {
  it('keeps every law, with faults and without', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: false })
    fc.assert(
      fc.property(scenarios, (input) => {
        lawfulRun(input)
      }),
      settings(2 * index, numRuns),
    )
  })

  it('succeeds on every target where nothing is wrong and minimum healthy hosts can be met', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: true }).map(inGoodHealth)
    fc.assert(
      fc.property(scenarios, (input) => {
        const run = lawfulRun(input)
        const [deployment] = run.deployments
        const isPossible = canSucceed(run)
        expect(deployment?.status).toBe(isPossible ? 'Succeeded' : 'Failed')
        if (isPossible) expect(new Set(deployment?.targets.map(({ status }) => status))).toEqual(new Set(['Succeeded']))
      }),
      settings(2 * index + 1, numRuns),
    )
  })
})

/** Whether there are enough hosts for what the configuration keeps healthy; a function or a service is always there. */
function canSucceed({ scenario, deployments: [deployment] }: RunResult): boolean {
  const strategy = strategyOf(scenario)
  if (strategy?.platform !== 'Server') return true
  const originalCount = scenario.fleet.instanceCount
  const gatedCount =
    strategy.deploymentType === 'IN_PLACE'
      ? originalCount
      : (scenario.deployment?.blueGreen.replacementCount ?? originalCount)
  if (deployment !== undefined && gatedTargets(deployment).length > 0)
    expect(gatedTargets(deployment)).toHaveLength(gatedCount)
  return originalCount > 0 && gatedCount > Math.max(minimumOf(scenario, gatedCount), zonalMinimum(scenario))
}

/** Minimum healthy hosts of a zone that leave none to take out: then the deployment cannot start at all. */
function zonalMinimum({ deployment, fleet: { instanceCount, zones } }: Scenario): number {
  const config = deployment?.deploymentConfig
  if (typeof config !== 'object' || !('zonalConfig' in config) || config.zonalConfig === null) return 0
  const { type, value } = config.zonalConfig.minimumHealthyHostsPerZone
  const sizes = zones.map((_, zone) => Math.ceil((instanceCount - zone) / zones.length)).filter((size) => size > 0)
  const isStuck = sizes.some((size) => size <= (type === 'HOST_COUNT' ? value : Math.ceil((size * value) / 100)))
  return isStuck ? Number.POSITIVE_INFINITY : 0
}

/** No stopped instance, no script that overruns its timeout, and time enough. */
function inGoodHealth(input: ScenarioInput): ScenarioInput {
  const exceptions = input.fleet?.exceptions?.map((exception) => ({ ...exception, state: 'running' as const }))
  const patient = (revision: NonNullable<ScenarioInput['revisions']>['old']) => ({
    ...revision,
    hooks: Object.fromEntries(
      Object.entries(revision?.hooks ?? {}).map(([event, scripts]) => [
        event,
        scripts.map((script) => ({ ...script, timeoutMs: 1_200_000 })),
      ]),
    ),
  })
  const { old: oldRevision, new: newRevision } = input.revisions ?? {}
  return {
    ...input,
    durationMs: null,
    fleet: { ...input.fleet, exceptions: exceptions ?? [] },
    revisions: { old: patient(oldRevision), new: patient(newRevision) },
  }
}

it('a run without a deployment keeps every law', () => {
  const scenarios = arbitraryScenarioInput({ small: true, strategies: ['in-place'] }).map((input) => ({
    ...input,
    deployment: null,
    interventions: [],
    faults: (input.faults ?? []).filter(({ kind }) => kind === 'version-error'),
  }))
  fc.assert(
    fc.property(scenarios, (input) => {
      lawfulRun(input)
    }),
    settings(2 * CASES.length),
  )
})

it.each(bundledScenarioTexts())('the bundled scenario $id keeps every law', ({ text }) => {
  lawfulRun(JSON.parse(text))
})

it('the battery has met every way in which requests, scripts and deployments end', () => {
  const wanted = [
    ...['ok', ...FAILURE_CAUSES],
    ...['Success', 'ScriptFailed', 'ScriptTimedOut', 'UnknownError'],
    ...[
      'Succeeded null',
      'Failed HEALTH_CONSTRAINTS',
      'Failed HEALTH_CONSTRAINTS_INVALID',
      'Failed NO_INSTANCES',
    ].flatMap((ending) => [`user ${ending}`, `codeDeployRollback ${ending}`]),
    ...['Failed HOOK_EXECUTION_FAILURE', 'Stopped MANUAL_STOP', 'Stopped ALARM_ACTIVE', 'Stopped TIMEOUT'].map(
      (ending) => `user ${ending}`,
    ),
    ...['Succeeded null', 'Failed HEALTH_CONSTRAINTS'].map((ending) => `autoscaling ${ending}`),
    'CodeDeployAutoUpdate Succeeded null',
  ]
  expect(wanted.filter((what) => (met.get(what) ?? 0) === 0)).toEqual([])
})
