import { parseScenario, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../../src/sim/faults'
import type { FaultKind } from '../../../src/sim/faults/schema'
import { LAWS } from '../laws'
import { placesOf } from '../laws/expect-laws'
import { suspendedBy } from './suspended-laws'

/** One of each kind that fits everything below. */
const EXAMPLES: Readonly<Record<FaultKind, object>> = {
  'hook-failure': { event: 'ApplicationStart', probabilityPpm: 200_000 },
  'version-error': { errorRatePpm: 200_000, rampMs: 20_000, fromMs: 20_000 },
  'instance-crash': { fromMs: 22_000, untilMs: 60_000 },
  'zone-outage': { zone: 'b', fromMs: 30_000, untilMs: 90_000 },
  'latency-regression': { factorPermille: 2_000, rampMs: 30_000 },
  'traffic-surge': { factorPermille: 2_500, fromMs: 15_500, untilMs: 70_250 },
  'dependency-brownout': { errorRatePpm: 100_000, factorPermille: 1_500, fromMs: 20_000 },
  'never-healthy': { targets: { kind: 'instances', instanceIndexes: [3] }, fromMs: 10_000, untilMs: 60_000 },
  'health-check-lies': { answer: 'hangs', targets: { kind: 'zone', zone: 'a' }, fromMs: 30_000, untilMs: 80_000 },
  'slow-boot': { delayMs: 7_000 },
  'download-failure': { targets: { kind: 'share', sharePpm: 300_000 } },
  'agent-silent': { targets: { kind: 'instances', instanceIndexes: [1] }, fromMs: 12_000, untilMs: 50_000 },
  'registration-delay': { delayMs: 11_000 },
  'memory-leak': { onsetMs: 10_000, restartAfterMs: 30_000 },
  'cold-cache': { factorPermille: 3_000, decayMs: 20_000 },
  'lambda-throttle': { concurrency: 990, fromMs: 20_000, untilMs: 60_000 },
  'alarm-flapping': { value: 1_000, forMs: 60_000 },
  'alarm-missing-data': { fromMs: 60_000 },
  'retry-storm': { retriesMax: 2 },
}
const STRATEGIES = {
  Server: { strategy: 'in-place', deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
  Lambda: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' },
  ECS: { strategy: 'ecs-blue-green', deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce' },
} as const

function scenarioWith(platform: keyof typeof STRATEGIES, kinds: readonly FaultKind[]) {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'Faults together',
    startAtMs: 10_000,
    durationMs: 130_000,
    load: { kind: 'constant', rps: 20 },
    fleet: { instanceCount: 6, concurrency: 4, zones: ['a', 'b'] },
    loadBalancer: { deregistrationDelayMs: 5_000, healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 } },
    revisions: { new: { hooks: { ApplicationStart: [{ location: 'start.sh', timeoutMs: 20_000 }] } } },
    alarms: [
      {
        name: 'errors',
        metric: platform === 'Lambda' ? 'Errors' : 'HTTPCode_Target_5XX_Count',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 500,
        periodS: 60,
      },
    ],
    deployment: STRATEGIES[platform],
    faults: kinds.map((kind) => ({ kind, ...EXAMPLES[kind] })),
  })
  if (!parsed.ok) throw new Error(`${kinds.join(' and ')}: ${JSON.stringify(parsed.issues)}`)
  return parsed.value
}

describe.each(['Server', 'Lambda', 'ECS'] as const)('on %s', (platform) => {
  const kinds = FAULTS.filter(({ platforms }) => platforms.includes(platform)).map(({ kind }) => kind)
  const pairs = kinds.flatMap((first, index) => kinds.slice(index + 1).map((second) => [first, second] as const))

  it.each(pairs)('%s and %s run together and keep every law that they do not suspend', (...pair) => {
    const run = simulate(scenarioWith(platform, pair))
    expect(run.endedAtMs).toBe(130_000)
    const suspended = pair.flatMap(suspendedBy)
    const laws = Object.values(LAWS).filter((law) => !suspended.includes(law))
    expect(laws.flatMap((law) => placesOf(law, run).map((place) => `${law.name}: ${place}`))).toEqual([])
  })

  it('all of them at once run twice alike', () => {
    const first = simulate(scenarioWith(platform, kinds)).identity.digest
    expect(simulate(scenarioWith(platform, kinds)).identity.digest).toBe(first)
  })
})
