import {
  type Intervention,
  parseScenario,
  type RunResult,
  type Scenario,
  simulate,
  type Track,
  withInterventions,
} from '@sim'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'

/** A bundled scenario, by its id. */
export function bundledScenario(id: string): Scenario {
  const text = bundledScenarioTexts().find((one) => one.id === id)?.text
  const parsed = parseScenario(JSON.parse(text ?? 'null'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** Acts as one would type them, with their defaults. */
export function actsFor(scenario: Scenario, ...acts: readonly object[]): readonly Intervention[] {
  const parsed = withInterventions(scenario, acts)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value.interventions.slice(scenario.interventions.length)
}

/** The run of a bundled scenario with acts beside its own. */
export function runWith(id: string, ...acts: readonly object[]): RunResult {
  const scenario = bundledScenario(id)
  return simulate(scenario, { interventions: actsFor(scenario, ...acts) })
}

/** What became of the acts of a run: `done`, or the sentence of the refusal. */
export function answersIn({ log }: RunResult): string[] {
  return log
    .filter(({ type }) => type === 'intervention')
    .map(({ status, detail }) => (status === 'done' ? status : detail))
}

/** Everything that a run has recorded before a time; what only the end of a run settles is left out. */
export function pastOf(result: RunResult, untilMs: number, instanceCount: number) {
  const rowCount = Math.ceil(untilMs / 1_000) - 1
  const { series, latency, traffic, autoScaling, alarms } = result
  const entryCount = latency.offsets[rowCount]
  return {
    series: Object.entries(series.columns).map(([name, column]) => [name, [...column.subarray(0, rowCount)]]),
    latency: {
      offsets: [...latency.offsets.subarray(0, rowCount + 1)],
      buckets: [...latency.buckets.subarray(0, entryCount)],
      counts: [...latency.counts.subarray(0, entryCount)],
      shortestUs: [...latency.shortestUs.subarray(0, rowCount)],
      longestUs: [...latency.longestUs.subarray(0, rowCount)],
    },
    sample: sampleBefore(result, untilMs),
    log: result.log.filter(({ atMs }) => atMs < untilMs),
    instances: result.instances.slice(0, instanceCount).map(({ id, lifecycle, health, application, revision }) => ({
      id,
      tracks: [lifecycle, health, application, revision].map((track: Track<unknown>) => trackBefore(track, untilMs)),
    })),
    weightNew: trackBefore(traffic.weightNew, untilMs),
    testListener: trackBefore(traffic.testListener, untilMs),
    // The count of a service that nothing scales is not recorded at all, so only its changes can be compared.
    desiredChanges: trackBefore(autoScaling?.desiredCapacity ?? [], untilMs).slice(1),
    alarms: alarms.map(({ states }) => states.filter(({ atMs }) => atMs < untilMs)),
    lifecycleEvents: result.deployments
      .flatMap(({ id, targets }) =>
        targets.flatMap(({ lifecycleEvents }) => lifecycleEvents.map((one) => ({ id, ...one }))),
      )
      .filter(({ endMs }) => endMs !== null && endMs < untilMs),
  }
}

function trackBefore<T>(track: Track<T>, untilMs: number): Track<T> {
  return track.filter(({ atMs }) => atMs < untilMs)
}

function sampleBefore({ sample }: RunResult, untilMs: number) {
  const count = sample.endedUs.findIndex((endedUs) => endedUs >= untilMs * 1_000)
  const { stride, arrivedUs, endedUs, instance, cause, revision } = sample
  return [[stride], ...[arrivedUs, endedUs, instance, cause, revision].map((column) => [...column.subarray(0, count)])]
}
