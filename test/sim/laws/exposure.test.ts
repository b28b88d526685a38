import { parseScenario, type RunResult, type ScenarioInput, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { type DeploymentInput, predefinedNames } from '../../support/arbitrary-strategy'
import { cell } from './law'

const RPS = 40
const ERROR_SHARE = 0.05
/** Deviations of more than this many standard deviations are no chance: one test in 16 000 would be. */
const SIGMAS = 4

function run(deployment: DeploymentInput, seed: number, properties: Partial<ScenarioInput> = {}): RunResult {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'A bad build',
    seed,
    startAtMs: 10_000,
    load: { kind: 'constant', rps: RPS },
    fleet: { instanceCount: 4, concurrency: 32 },
    loadBalancer: { deregistrationDelayMs: 20_000, healthCheck: { intervalMs: 10_000 } },
    revisions: {
      old: { serviceTime: { kind: 'exponential', meanMs: 30 } },
      new: { serviceTime: { kind: 'exponential', meanMs: 30 }, errorRatePpm: ERROR_SHARE * 1_000_000 },
    },
    deployment: {
      ...(deployment.strategy === 'lambda-alias' ? {} : { blueGreen: { terminationWaitTimeInMinutes: 0 } }),
      ...deployment,
    },
    ...properties,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return simulate(parsed.value)
}

/** Seconds of full exposure up to the last shift, by name: a share for an interval, or tenths for nine of them. */
function exposureOfName(name: string): number {
  const canary = /Canary(\d+)Percent(\d+)Minutes/.exec(name)
  if (canary !== null) return (Number(canary[1]) / 100) * Number(canary[2]) * 60
  const linear = /Linear10PercentEvery(\d+)Minutes?$/.exec(name)
  // 0.1 + 0.2 + ... + 0.9 of an interval each.
  return linear === null ? 0 : 4.5 * Number(linear[1]) * 60
}

const CUSTOM = (trafficRoutingConfig: object): DeploymentInput['deploymentConfig'] =>
  ({ name: 'custom', trafficRoutingConfig }) as DeploymentInput['deploymentConfig']

const SHIFTS: readonly (readonly [string, DeploymentInput, number])[] = [
  ...(['lambda-alias', 'ecs-blue-green'] as const).flatMap((strategy) =>
    predefinedNames(strategy).map(
      (deploymentConfig) =>
        [String(deploymentConfig), { strategy, deploymentConfig }, exposureOfName(String(deploymentConfig))] as const,
    ),
  ),
  [
    'canary of two target groups, a quarter for 4 minutes',
    {
      strategy: 'weighted-target-groups',
      deploymentConfig: CUSTOM({
        type: 'TimeBasedCanary',
        timeBasedCanary: { canaryPercentage: 25, canaryInterval: 4 },
      }),
    },
    60,
  ],
  [
    'linear by thirds and a rest, 2 minutes each',
    {
      strategy: 'lambda-alias',
      deploymentConfig: CUSTOM({
        type: 'TimeBasedLinear',
        timeBasedLinear: { linearPercentage: 30, linearInterval: 2 },
      }),
    },
    // 30, 60 and 90 percent for two minutes each.
    216,
  ],
]

describe.each(SHIFTS.map((row, index) => [...row, index] as const))('%s', (_, deployment, exposureS, index) => {
  const result = run(deployment, 1_000 + index)
  const lastShiftMs = result.traffic.weightNew.at(-1)?.atMs ?? 0

  it('[platforms 1.2] exposes to a bad build what R p times the integral of the weight says', () => {
    expect(result.deployments.map(({ status }) => status)).toEqual(['Succeeded'])
    const { failed, failedByCause } = result.totals
    expect(failed).toBe(failedByCause.versionError)
    const expected = RPS * ERROR_SHARE * (exposureS + (result.endedAtMs - lastShiftMs) / 1000)
    expect(Math.abs(failed - expected)).toBeLessThan(SIGMAS * Math.sqrt(expected))
  })

  it('[platforms 1.5] gives the new version the share of the requests that is configured, at each step', () => {
    const { columns, rowCount } = result.series
    const seen = new Map<number, { arrived: number; routed: number }>()
    for (let row = 1; row < rowCount; row++) {
      const weight = cell(columns.weightNew, row)
      // A row in which the weight changes is of two weights.
      if (weight !== cell(columns.weightNew, row - 1)) continue
      const sums = seen.get(weight) ?? { arrived: 0, routed: 0 }
      seen.set(weight, {
        arrived: sums.arrived + cell(columns.arrived, row),
        routed: sums.routed + cell(columns.routedNew, row),
      })
    }
    expect(seen.size).toBe(result.traffic.weightNew.length)
    for (const [weight, { arrived, routed }] of seen) {
      const share = weight / 10_000
      const deviation = Math.sqrt(arrived * share * (1 - share))
      expect(Math.abs(routed - arrived * share)).toBeLessThanOrEqual(SIGMAS * deviation)
    }
  })
})
