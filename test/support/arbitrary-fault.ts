import { parseScenario, type ScenarioInput } from '@sim'
import fc from 'fast-check'

type Fault = NonNullable<ScenarioInput['faults']>[number]
type Targets = Extract<Fault, { kind: 'instance-crash' }>['targets']

const int = (min: number, max: number) => fc.integer({ min, max })
const factorPermille = int(100, 6_000)
const rampMs = fc.constantFrom(0, 700, 15_500)
const errorRatePpm = int(0, 1_000_000)

/** When a fault lasts: within the first two minutes, at any millisecond. */
const window = fc.tuple(int(0, 60_000), fc.option(int(1, 60_000))).map(([fromMs, lastsMs]) => ({
  fromMs,
  untilMs: lastsMs === null ? null : fromMs + lastsMs,
}))

function targetsOf({ fleet }: ScenarioInput): fc.Arbitrary<Targets> {
  return fc.oneof(
    fc.record({ kind: fc.constant('fleet' as const), fleet: fc.constantFrom(null, 'original' as const) }),
    fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...(fleet?.zones ?? ['us-east-1a'])) }),
    fc.record({ kind: fc.constant('batch' as const), waveNumber: int(1, 3) }),
    fc.record({ kind: fc.constant('revision' as const), revision: fc.constantFrom('old' as const, 'new' as const) }),
    fc.record({ kind: fc.constant('share' as const), sharePpm: int(0, 1_000_000) }),
    fc.record({
      kind: fc.constant('instances' as const),
      instanceIndexes: fc.uniqueArray(int(0, Math.max(0, (fleet?.instanceCount ?? 10) - 1)), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  )
}

/** A fault of any kind but a failing hook, which may or may not fit the scenario. */
function arbitraryFault(input: ScenarioInput): fc.Arbitrary<Fault> {
  const targets = targetsOf(input)
  const zone = fc.constantFrom(...(input.fleet?.zones ?? ['us-east-1a']))
  const of = <Kind extends Fault['kind']>(kind: Kind, fields: object): fc.Arbitrary<Fault> =>
    fc.tuple(fc.record(fields), window).map(([own, when]) => ({ kind, ...own, ...when }) as Fault)
  return fc.oneof(
    of('version-error', { errorRatePpm, rampMs, aboveRps: fc.constantFrom(0, 20) }),
    of('instance-crash', { targets }),
    of('zone-outage', { zone }),
    of('latency-regression', { factorPermille, rampMs, targets }),
    of('traffic-surge', { factorPermille, rampMs }),
    of('dependency-brownout', { errorRatePpm: int(1, 1_000_000), factorPermille }),
    of('never-healthy', { targets }),
    of('health-check-lies', { answer: fc.constantFrom('passes', 'fails', 'hangs'), targets }),
    of('slow-boot', { delayMs: int(1, 30_000), targets }),
    of('download-failure', { probabilityPpm: int(0, 1_000_000), targets }),
    of('agent-silent', { targets }),
    of('registration-delay', { delayMs: int(1, 30_000), targets }),
    of('memory-leak', { onsetMs: int(0, 10_000), restartAfterMs: fc.constantFrom(null, 12_000, 40_000), targets }),
    of('cold-cache', { factorPermille, decayMs: int(1_000, 30_000), targets }),
    of('lambda-throttle', { concurrency: int(900, 1_100) }),
    of('retry-storm', { retriesMax: int(1, 5), backOffMs: int(0, 2_000), jitterPermille: int(0, 1_000) }),
  )
}

/** Faults of any kinds, `count` of them, each of which can apply to the scenario. */
export function arbitraryFaults(input: ScenarioInput, count: number): fc.Arbitrary<Fault[]> {
  const fitting = arbitraryFault(input).filter((fault) => parseScenario({ ...input, faults: [fault] }).ok)
  return fc.array(fitting, { minLength: count, maxLength: count })
}
