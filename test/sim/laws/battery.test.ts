import {
  DEPLOYMENT_CONFIGURATIONS,
  FAILURE_CAUSES,
  parseScenario,
  type RunResult,
  type Scenario,
  type ScenarioInput,
  SERIES,
  STRATEGIES,
  simulate,
} from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryScenarioInput } from '../../support/arbitrary-scenario'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'
import { expectLaws } from './expect-laws'

type DeploymentInput = NonNullable<ScenarioInput['deployment']>
type DeploymentConfig = NonNullable<DeploymentInput['deploymentConfig']>

const CUSTOM = fc.record({
  name: fc.constant('Custom'),
  minimumHealthyHosts: fc.oneof(
    fc.record({ type: fc.constant('HOST_COUNT' as const), value: fc.nat(12) }),
    fc.record({ type: fc.constant('FLEET_PERCENT' as const), value: fc.nat(99) }),
  ),
})
/** Every deployment configuration of EC2, and any custom one. */
const CONFIGURATIONS: readonly (readonly [string, fc.Arbitrary<DeploymentConfig>])[] = [
  ...DEPLOYMENT_CONFIGURATIONS.filter(({ computePlatform }) => computePlatform === 'Server').map(
    ({ name }) => [name, fc.constant(name as DeploymentConfig)] as const,
  ),
  ['a custom configuration', CUSTOM],
]

const CASES = STRATEGIES.filter(({ id }) => id === 'in-place')
  .flatMap(({ id }) => CONFIGURATIONS.map(([name, config]) => ({ strategy: id, name, config })))
  .map((row, index) => ({ ...row, index }))
/** A fixed seed for each property, another for every one, so that each meets scenarios of its own. */
const settings = (propertyIndex: number) => ({
  seed: 20_231_123 + propertyIndex,
  numRuns: 24,
  // A broken law is told in time: a smaller example may take minutes to find.
  interruptAfterTimeLimit: 15_000,
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
  strategy: string,
  config: fc.Arbitrary<DeploymentConfig>,
  options: { withoutFaults: boolean },
): fc.Arbitrary<ScenarioInput> {
  const input = arbitraryScenarioInput({ small: true, ...options })
  return fc.tuple(input, config).map(([scenario, deploymentConfig]) => ({
    ...scenario,
    deployment: { ...scenario.deployment, strategy: strategy as DeploymentInput['strategy'], deploymentConfig },
    faults: scenario.deployment === null ? [] : (scenario.faults ?? []),
  }))
}

describe.each(CASES)('$strategy with $name', ({ strategy, config, index }) => {
  it('keeps every law, with faults and without', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: false })
    fc.assert(
      fc.property(scenarios, (input) => {
        lawfulRun(input)
      }),
      settings(2 * index),
    )
  })

  it('succeeds on every host where nothing is wrong and minimum healthy hosts can be met', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: true }).map(inGoodHealth)
    fc.assert(
      fc.property(scenarios, (input) => {
        const run = lawfulRun(input)
        const [deployment] = run.deployments
        const canBeMet = run.instances.length > (deployment?.minimumHealthyCount ?? 0)
        expect(deployment?.status).toBe(canBeMet ? 'Succeeded' : 'Failed')
        if (canBeMet) expect(new Set(deployment?.targets.map(({ status }) => status))).toEqual(new Set(['Succeeded']))
      }),
      settings(2 * index + 1),
    )
  })
})

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
  const scenarios = arbitraryScenarioInput({ small: true }).map((input) => ({
    ...input,
    deployment: null,
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

/** The strategies of the battery put revisions on instances: what only a Lambda function meets is not theirs. */
function isOfServers(cause: (typeof FAILURE_CAUSES)[number]): boolean {
  return SERIES.some(({ name, platforms }) => name === cause && platforms.includes('Server'))
}

it('the battery has met every way in which requests, scripts and deployments end', () => {
  const wanted = [
    ...['ok', ...FAILURE_CAUSES.filter(isOfServers)],
    ...['Success', 'ScriptFailed', 'ScriptTimedOut', 'UnknownError'],
    ...[
      'Succeeded null',
      'Failed HEALTH_CONSTRAINTS',
      'Failed HEALTH_CONSTRAINTS_INVALID',
      'Failed NO_INSTANCES',
    ].flatMap((ending) => [`user ${ending}`, `codeDeployRollback ${ending}`]),
  ]
  expect(wanted.filter((what) => (met.get(what) ?? 0) === 0)).toEqual([])
})
