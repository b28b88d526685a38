import { DEPLOYMENT_CONFIGURATIONS, parseScenario, type Scenario, type ScenarioInput, STRATEGIES, simulate } from '@sim'
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
/** Every deployment configuration of the registry, and any custom one. */
const CONFIGURATIONS: readonly (readonly [string, fc.Arbitrary<DeploymentConfig>])[] = [
  ...DEPLOYMENT_CONFIGURATIONS.map(({ name }) => [name, fc.constant(name as DeploymentConfig)] as const),
  ['a custom configuration', CUSTOM],
]

const CASES = STRATEGIES.flatMap(({ id }) => CONFIGURATIONS.map(([name, config]) => [id, name, config] as const))
const SETTINGS = { seed: 20_231_123, numRuns: 20 }

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

describe.each(CASES)('%s with %s', (strategy, _, config) => {
  it('keeps every law, with faults and without', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: false })
    fc.assert(
      fc.property(scenarios, (input) => expectLaws(simulate(parsed(input)))),
      SETTINGS,
    )
  })

  it('succeeds on every host where nothing is wrong and minimum healthy hosts can be met', () => {
    const scenarios = deploying(strategy, config, { withoutFaults: true }).map(inGoodHealth)
    fc.assert(
      fc.property(scenarios, (input) => {
        const run = simulate(parsed(input))
        expectLaws(run)
        const [deployment] = run.deployments
        const canBeMet = run.instances.length > (deployment?.minimumHealthyCount ?? 0)
        expect(deployment?.status).toBe(canBeMet ? 'Succeeded' : 'Failed')
        if (canBeMet) expect(new Set(deployment?.targets.map(({ status }) => status))).toEqual(new Set(['Succeeded']))
      }),
      SETTINGS,
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
    fc.property(scenarios, (input) => expectLaws(simulate(parsed(input)))),
    { ...SETTINGS, numRuns: 20 },
  )
})

it.each(bundledScenarioTexts())('the bundled scenario $id keeps every law', ({ text }) => {
  expectLaws(simulate(parsed(JSON.parse(text))))
})
