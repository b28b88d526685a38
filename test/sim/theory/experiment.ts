import type { RunResult, Scenario, ScenarioInput } from '@sim'
import { expect } from 'vitest'
import { disagreement, type Estimate, estimate } from '../../support/oracles/estimate'
import { engine } from './engine'

/** At most this many requests a second are sampled without a gap: then the recording holds every finished request. */
export const EVERY_REQUEST_RPS = 60
/** What is left open when the load ends is answered within this time. */
const EMPTYING_MS = 60_000

export function scenarioOf(input: Omit<ScenarioInput, 'schemaVersion' | 'name'>): Scenario {
  const parsed = engine.parseScenario({ schemaVersion: 1, name: 'theory', ...input })
  if (!parsed.ok) throw new Error(parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'))
  return parsed.value
}

type Fleet = NonNullable<ScenarioInput['fleet']>
type ServiceTime = NonNullable<NonNullable<NonNullable<ScenarioInput['revisions']>['old']>['serviceTime']>

/** A fleet that answers a steady load without a deployment; the load ends in time for everything to be answered. */
export interface Experiment {
  readonly rps: number
  /** How long the load lasts. */
  readonly loadMs: number
  readonly fleet: Fleet
  readonly serviceTime: ServiceTime
  readonly algorithm?: 'round_robin' | 'least_outstanding_requests'
}

export function runOf(experiment: Experiment, seed: number): RunResult {
  const { rps, loadMs, fleet, serviceTime, algorithm = 'round_robin' } = experiment
  const points = [
    { atMs: 0, rps },
    { atMs: loadMs, rps: 0 },
  ]
  const scenario = scenarioOf({
    durationMs: loadMs + EMPTYING_MS,
    deployment: null,
    load: { kind: 'steps', points },
    fleet: { queueLimit: 900, ...fleet },
    loadBalancer: { algorithm, healthCheck: { intervalMs: 300_000 } },
    revisions: { old: { serviceTime } },
  })
  const run = engine.simulate(scenario, { seed })
  if (run.totals.inFlight !== 0) throw new Error('Requests were left open: the experiment needs more time to empty.')
  return run
}

const REPLICATIONS = 24

/** What one run says: the quantities of interest, and controls whose true mean is 0 (see `estimate`). */
export interface Measured<Name extends string> {
  readonly values: Readonly<Record<Name, number>>
  readonly controls?: readonly number[]
}

/** Runs an experiment under the seeds 1 to 24 and estimates what `measure` says of each run, by name. */
export function replicate<Name extends string>(
  experiment: Experiment,
  measure: (run: RunResult) => Measured<Name>,
): Record<Name, Estimate> {
  const measured = Array.from({ length: REPLICATIONS }, (_, index) => measure(runOf(experiment, index + 1)))
  const [first] = measured
  if (first === undefined) throw new Error('No replication ran.')
  const controls = (first.controls ?? []).map((_, index) => measured.map((row) => row.controls?.[index] ?? 0))
  const columns = (Object.keys(first.values) as Name[]).map((name) => [
    name,
    estimate(
      measured.map((row) => row.values[name]),
      controls,
    ),
  ])
  return Object.fromEntries(columns) as Record<Name, Estimate>
}

/** The theory's value lies inside a 99.9 % interval over the replications, and the interval is narrow. */
export function expectTheory(found: Estimate, theory: number): void {
  expect(disagreement(found, theory)).toBe('')
}

/** The same experiment is able to tell another theory's value from what it has measured. */
export function expectNotTheory(found: Estimate, otherTheory: number): void {
  expect(Math.abs(found.mean - otherTheory)).toBeGreaterThan(found.halfWidth)
}
