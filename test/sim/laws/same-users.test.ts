import { parseScenario, type RunResult, type Scenario, type ScenarioInput, type SeriesName, simulate } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryScenarioInput } from '../../support/arbitrary-scenario'
import { type DeploymentInput, predefinedNames } from '../../support/arbitrary-strategy'

function parsed(input: ScenarioInput): Scenario {
  const result = parseScenario(input)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

const SETTINGS = { seed: 7_011_970, numRuns: 8, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true }
const scenarios = arbitraryScenarioInput({ small: true, withoutFaults: true, strategies: ['in-place'] }).map(
  (input) => ({
    ...input,
    fleet: { ...input.fleet, exceptions: [] },
    // The only load balancer that every strategy can have.
    loadBalancer: { ...input.loadBalancer, type: 'application' as const },
  }),
)
/** What counts for a function only must not tell it from instances: no cold start, and the same time for an answer. */
const NO_INIT = { kind: 'constant' as const, meanMs: 0 }

describe('one seed, one run', () => {
  it('the same seed gives the same bytes, whatever ran in between, and another seed gives others', () => {
    const between = parsed({ schemaVersion: 1, name: 'In between', deployment: { strategy: 'lambda-alias' } })
    const busy = scenarios.map((input) => ({
      ...input,
      load: { kind: 'constant' as const, rps: 20 },
      durationMs: null,
    }))
    fc.assert(
      fc.property(busy, fc.nat(1000), (input, seed) => {
        const scenario = parsed(input)
        const { digest } = simulate(scenario, { seed }).identity
        expect(simulate(scenario, { seed }).identity.digest).toBe(digest)
        simulate(between, { seed: seed + 7 })
        expect(simulate(scenario, { seed }).identity.digest).toBe(digest)
        expect(simulate(scenario, { seed: seed + 1 }).identity.digest).not.toBe(digest)
      }),
      SETTINGS,
    )
  })
})

const CANARY = {
  name: 'Half',
  trafficRoutingConfig: {
    type: 'TimeBasedCanary' as const,
    timeBasedCanary: { canaryPercentage: 50, canaryInterval: 1 },
  },
}

/** The ways of deploying that are compared under one seed: the users must be the same. */
const WAYS: readonly (DeploymentInput | null)[] = [
  null,
  ...predefinedNames('in-place').flatMap((deploymentConfig) =>
    [true, false].map(
      (trafficControl): DeploymentInput => ({ strategy: 'in-place', deploymentConfig, trafficControl }),
    ),
  ),
  ...predefinedNames('blue-green').map(
    (deploymentConfig): DeploymentInput => ({ strategy: 'blue-green', deploymentConfig }),
  ),
  ...(['weighted-target-groups', 'lambda-alias', 'ecs-blue-green'] as const).map(
    (strategy): DeploymentInput => ({ strategy, deploymentConfig: CANARY }),
  ),
]

it('whatever the strategy and its configuration, the same requests arrive, to the microsecond', () => {
  const cases = scenarios.map((input) => ({
    ...input,
    startAtMs: 2_000,
    durationMs: 60_000,
    // The load ends in time for everything to be answered or given up, so that every arrival is in the sample.
    load: {
      kind: 'steps' as const,
      points: [
        { atMs: 0, rps: 50 },
        { atMs: 40_000, rps: 0 },
      ],
    },
    loadBalancer: { ...input.loadBalancer, idleTimeoutMs: 5_000 },
  }))
  fc.assert(
    fc.property(cases, (input) => {
      const runs = WAYS.map((deployment) => simulate(parsed({ ...input, deployment })))
      const [first] = runs
      expect(first?.totals.arrived).toBeGreaterThan(1_500)
      for (const run of runs) {
        expect(run.totals.inFlight).toBe(0)
        expect(run.series.columns.arrived).toEqual(first?.series.columns.arrived)
        expect(run.sample.arrivedUs.toSorted()).toEqual(first?.sample.arrivedUs.toSorted())
      }
    }),
    { ...SETTINGS, numRuns: 5 },
  )
})

it('whatever is deployed how, each user brings the same work', () => {
  // Places for everybody, so that an answer takes as long as its service; a second of it is never a time-out.
  const cases = scenarios.map((input) => ({
    ...input,
    startAtMs: 2_000,
    durationMs: 40_000,
    load: { kind: 'constant' as const, rps: 40 },
    fleet: { instanceCount: 6, concurrency: 64 },
    revisions: {
      old: { ...input.revisions?.old, initTime: NO_INIT },
      new: { ...input.revisions?.new, serviceTime: input.revisions?.old?.serviceTime, initTime: NO_INIT },
    },
  }))
  fc.assert(
    fc.property(cases, (input) => {
      const tookUs = new Map<number, number>()
      for (const deployment of WAYS) {
        const { sample } = simulate(parsed({ ...input, deployment }))
        for (const [row, arrivedUs] of sample.arrivedUs.entries()) {
          if (sample.cause[row] !== 0) continue
          const found = (sample.endedUs[row] ?? 0) - arrivedUs
          expect(tookUs.get(arrivedUs) ?? found).toBe(found)
          tookUs.set(arrivedUs, found)
        }
      }
      expect(tookUs.size).toBeGreaterThan(500)
    }),
    { ...SETTINGS, numRuns: 3 },
  )
})

describe('a bit-identical v2 changes nothing but labels', () => {
  const UNLABELLED: readonly SeriesName[] = [
    'arrived',
    'ok',
    'versionError',
    'refused',
    'noRegisteredTarget',
    'timedOut',
    'cutByDraining',
    'queueFull',
    'routedNone',
    'inFlight',
    'initialTargets',
    'unhealthyTargets',
    'drainingTargets',
    'requiredHealthy',
  ]
  const sumOf = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((value, index) => value + (b[index] ?? 0))

  /** Everything that a recording says when nobody asks which revision it was. */
  function withoutLabels(run: RunResult) {
    const { columns } = run.series
    const { sample, latency } = run
    return {
      columns: UNLABELLED.map((name) => columns[name]),
      routed: sumOf(columns.routedOld, columns.routedNew),
      inService: sumOf(columns.inServiceOld, columns.inServiceNew),
      latencies: [latency.offsets, latency.buckets, latency.counts, sumOf(latency.totalOld, latency.totalNew)],
      sample: [sample.arrivedUs, sample.endedUs, sample.instance, sample.cause],
      tracks: run.instances.map(({ id, health, application }) => ({ id, health, application })),
      deployments: run.deployments.map(({ status, errorCode, createdAtMs, endedAtMs, targets }) => ({
        status,
        errorCode,
        createdAtMs,
        endedAtMs,
        targets: targets.map((target) => ({
          ...target,
          lifecycleEvents: target.lifecycleEvents.map(({ name, status, startMs, endMs }) => [
            name,
            status,
            startMs,
            endMs,
          ]),
        })),
      })),
    }
  }

  /** New is old under another name. */
  const twins = scenarios.map((input) => ({
    ...input,
    load: { kind: 'constant' as const, rps: 50 },
    durationMs: 40_000,
    startAtMs: 2_000,
    fleet: { ...input.fleet, instanceCount: 6, exceptions: [] },
    revisions: { old: input.revisions?.old, new: { ...input.revisions?.old, name: 'the same again' } },
  }))

  it('a second fleet, a weighted shift, an alias: where there is room for everybody, nobody notices any of it', () => {
    const roomy = twins.map((input) => ({
      ...input,
      startAtMs: 2_000,
      durationMs: 100_000,
      load: { kind: 'constant' as const, rps: 30 },
      fleet: { ...input.fleet, instanceCount: 6, concurrency: 64 },
      // Nothing is cut off, and a balancer gives up when a function does.
      loadBalancer: { ...input.loadBalancer, deregistrationDelayMs: 10_000, idleTimeoutMs: 5_000 },
      lambda: { timeoutMs: 5_000 },
      revisions: {
        old: { ...input.revisions?.old, initTime: NO_INIT },
        new: { ...input.revisions?.old, initTime: NO_INIT, name: 'the same again' },
      },
    }))
    const ways = WAYS.filter((way) => way !== null && way.strategy !== 'in-place')
    /** When each request arrived, when it ended, and how; which instance it was is a label here. */
    const endings = ({ sample }: RunResult) =>
      [...sample.arrivedUs]
        .map((arrivedUs, row) => `${arrivedUs} ${sample.endedUs[row]} ${sample.cause[row]}`)
        .toSorted()
    fc.assert(
      fc.property(roomy, (input) => {
        const plain = simulate(parsed({ ...input, deployment: null }))
        expect(plain.totals.arrived).toBeGreaterThan(2_500)
        for (const deployment of ways) {
          const run = simulate(parsed({ ...input, deployment }))
          expect(run.series.columns.arrived).toEqual(plain.series.columns.arrived)
          expect(endings(run)).toEqual(endings(plain))
        }
      }),
      { ...SETTINGS, numRuns: 4 },
    )
  })

  it('a fleet of which any part already runs the twin serves every request as the whole fleet of the old one does', () => {
    const parts = fc.uniqueArray(fc.nat(5), { minLength: 1 })
    fc.assert(
      fc.property(twins, parts, (input, instanceIndexes) => {
        const exceptions = instanceIndexes.map((instanceIndex) => ({ instanceIndex, revision: 'new' as const }))
        const plain = simulate(parsed({ ...input, deployment: null }))
        const mixed = simulate(parsed({ ...input, deployment: null, fleet: { ...input.fleet, exceptions } }))
        expect(mixed.totals.byRevision.new).toBeGreaterThan(0)
        expect(withoutLabels(mixed)).toEqual(withoutLabels(plain))
      }),
      SETTINGS,
    )
  })

  it('rolling the twin out over the old one is rolling the old one out over itself, request by request', () => {
    // Without a rollback: that would bring back the old one to a fleet that has another idea of which that is.
    const rollouts = twins.map((input) => ({
      ...input,
      deployment: { ...input.deployment, autoRollback: { enabled: false } },
    }))
    const everywhere = Array.from({ length: 6 }, (_, instanceIndex) => ({ instanceIndex, revision: 'new' as const }))
    fc.assert(
      fc.property(rollouts, (input) => {
        const rollout = simulate(parsed(input))
        const over = simulate(parsed({ ...input, fleet: { ...input.fleet, exceptions: everywhere } }))
        expect(rollout.totals.byRevision).not.toEqual(over.totals.byRevision)
        expect(withoutLabels(over)).toEqual(withoutLabels(rollout))
      }),
      SETTINGS,
    )
  })
})
