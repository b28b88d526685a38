import { scenarioDigest, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { actsFor, answersIn, bundledScenario, pastOf } from './forks'

/** Strategies and kinds of acts, each at a time at which it changes something. */
const FORKS: readonly (readonly [id: string, act: { readonly atMs: number; readonly kind: string }])[] = [
  ['bad-build-5xx', { atMs: 120_000, kind: 'stop', ...{ autoRollbackEnabled: true } }],
  ['half-at-a-time', { atMs: 95_300, kind: 'stop' }],
  ['validate-fails-rollback', { atMs: 61_000, kind: 'lift-fault', ...{ faultIndex: 0 } }],
  ['zone-by-zone', { atMs: 100_000, kind: 'override-alarms' }],
  ['blue-green-discover', { atMs: 150_000, kind: 'inject-fault', ...{ fault: { kind: 'instance-crash' } } }],
  ['weighted-canary-alarm', { atMs: 90_000, kind: 'override-alarms' }],
  ['ecs-canary-alarm', { atMs: 80_250, kind: 'inject-fault', ...{ fault: { kind: 'zone-outage', zone: 'ZONE' } } }],
  ['ecs-test-listener', { atMs: 100_000, kind: 'set-desired-capacity', ...{ desiredCapacity: 9 } }],
  ['lambda-canary-alarm', { atMs: 55_000, kind: 'override-alarms' }],
  [
    'lambda-linear',
    { atMs: 150_000, kind: 'inject-fault', ...{ fault: { kind: 'traffic-surge', factorPermille: 3_000 } } },
  ],
  [
    'scale-out-during-deployment',
    { atMs: 200_000, kind: 'inject-fault', ...{ fault: { kind: 'memory-leak', onsetMs: 0 } } },
  ],
  ['slow-drain', { atMs: 70_000, kind: 'inject-fault', ...{ fault: { kind: 'retry-storm' } } }],
  [
    'slow-drain',
    {
      atMs: 70_001,
      kind: 'inject-fault',
      ...{ fault: { kind: 'version-error', errorRatePpm: 300_000, revision: 'old' } },
    },
  ],
]

describe('a fork', () => {
  it.each(FORKS)('of %s is byte-identical before its act %o, and another run after it', (id, act) => {
    const scenario = bundledScenario(id)
    const [typed] = [JSON.parse(JSON.stringify(act).replace('ZONE', scenario.fleet.zones[0] ?? ''))]
    const base = simulate(scenario)
    const fork = simulate(scenario, { interventions: actsFor(scenario, typed) })
    const instanceCount = Math.min(base.instances.length, fork.instances.length)
    expect(base.endedAtMs).toBeGreaterThan(act.atMs)
    expect(pastOf(fork, act.atMs, instanceCount)).toEqual(pastOf(base, act.atMs, instanceCount))
    expect(answersIn(fork).filter((answer) => answer !== 'done')).toEqual([])
    const eventsFrom = (result: typeof base) =>
      result.log.filter(({ atMs, type }) => atMs >= act.atMs && type !== 'intervention')
    const rows = (result: typeof base) => Object.values(result.series.columns).map((column) => [...column])
    expect([eventsFrom(fork), rows(fork)]).not.toEqual([eventsFrom(base), rows(base)])
  })

  it('is the run of the scenario that holds the acts, and says in its identity which they are', () => {
    const scenario = bundledScenario('bad-build-5xx')
    const interventions = actsFor(scenario, { kind: 'stop', atMs: 120_000, autoRollbackEnabled: true })
    const fork = simulate(scenario, { interventions })
    const held = simulate({ ...scenario, interventions: [...interventions] })
    expect(fork.identity).toMatchObject({ interventions, scenarioDigest: scenarioDigest(scenario) })
    expect(held.identity).toMatchObject({ interventions: [], digest: fork.identity.digest })
    expect(held.identity.scenarioDigest).not.toBe(fork.identity.scenarioDigest)
    expect(simulate(scenario).identity.digest).not.toBe(fork.identity.digest)
  })

  it('appends its acts behind those of the scenario', () => {
    const scenario = bundledScenario('blue-green-discover')
    const fork = simulate(scenario, { interventions: actsFor(scenario, { kind: 'stop', atMs: 100_000 }) })
    expect(fork.scenario.interventions.map(({ kind }) => kind)).toEqual(['continue', 'stop'])
    expect(fork.log.filter(({ type }) => type === 'intervention').map(({ itemIndex }) => itemIndex)).toEqual([1, 0])
  })
})
