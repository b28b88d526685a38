import { parseScenario, type RunResult, type Scenario, type ScenarioInput, STRATEGIES, simulate } from '@sim'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryScenarioInput } from '../../support/arbitrary-scenario'

function parsed(input: ScenarioInput): Scenario {
  const result = parseScenario(input)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** What a recording says of the time before `untilMs`: rows that are over by then, the log, the sample. */
function before(run: RunResult, untilMs: number) {
  const rowCount = Math.max(0, Math.floor((untilMs - 1) / 1000))
  const columns = Object.entries(run.series.columns).map(([name, column]) => [name, column.slice(0, rowCount)])
  const endCount = run.sample.endedUs.filter((endedUs) => endedUs < untilMs * 1000).length
  const { arrivedUs, endedUs, instance, cause, revision } = run.sample
  return {
    columns,
    latencies: run.latency.counts.slice(0, run.latency.offsets[rowCount]),
    log: run.log.filter(({ atMs }) => atMs < untilMs),
    sample: [arrivedUs, endedUs, instance, cause, revision].map((column) => column.slice(0, endCount)),
  }
}

/** With an act, and one that comes soon enough for the run without it to be under way still. */
const acted = (strategy: (typeof STRATEGIES)[number]['id']) =>
  arbitraryScenarioInput({ small: true, strategies: [strategy] }).filter(
    ({ interventions = [], startAtMs = 0, load }) =>
      (interventions[0]?.atMs ?? 0) > startAtMs + 1_000 && load?.kind === 'constant',
  )

it.each(STRATEGIES.map(({ id }, index) => [id, index] as const))(
  '%s: until the first act of a person, a run is the one without that person, byte for byte',
  (strategy, index) => {
    fc.assert(
      fc.property(acted(strategy), (input) => {
        const firstMs = input.interventions?.[0]?.atMs ?? 0
        const alone = simulate(parsed({ ...input, interventions: [] }))
        const withPerson = simulate(parsed(input))
        const untilMs = Math.min(firstMs, alone.endedAtMs)
        expect(before(withPerson, untilMs)).toEqual(before(alone, untilMs))
        expect(withPerson.log.some(({ type }) => type === 'intervention')).toBe(withPerson.endedAtMs >= firstMs)
      }),
      { seed: 19_690_720 + index, numRuns: 6, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    )
  },
)
