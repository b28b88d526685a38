import { formatScenario, parseScenario, type RunResult, type Scenario, type ScenarioInput, simulate } from '@sim'
import { openedEntry } from '../../../src/renderer/library/entries'
import type { ShownRun } from '../../../src/renderer/state/store'

/** Six instances in three waves of two; every script takes its mean, so that times can be counted by hand. */
export function smallScenario(properties: Partial<ScenarioInput> = {}): Scenario {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'Small',
    startAtMs: 5_000,
    load: { kind: 'constant', rps: 30 },
    fleet: { instanceCount: 6, zones: ['us-east-1a', 'us-east-1b'] },
    loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 10_000 },
    deployment: {
      deploymentConfig: { name: 'FourStay', minimumHealthyHosts: { type: 'HOST_COUNT', value: 4 } },
    },
    ...properties,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** A deployment whose ValidateService fails on every instance, and its rollback. */
export function failingScenario(): Scenario {
  return smallScenario({
    name: 'Failing',
    revisions: {
      old: { name: 'shop v1' },
      new: { name: 'shop v2', hooks: { ValidateService: [{ location: 'scripts/validate.sh' }] } },
    },
    faults: [{ kind: 'hook-failure', event: 'ValidateService', revision: 'new' }],
  })
}

const runs = new Map<string, RunResult>()

/** Each scenario is simulated once for all tests of a file. */
export function runOf(scenario: Scenario): RunResult {
  const known = runs.get(scenario.name)
  if (known) return known
  const result = simulate(scenario)
  runs.set(scenario.name, result)
  return result
}

/** A finished run as the window shows it, from an opened file of its own. */
export function shownOf(result: RunResult): ShownRun {
  return { entry: openedEntry('run.json', formatScenario(result.scenario)), result, remarks: [] }
}
