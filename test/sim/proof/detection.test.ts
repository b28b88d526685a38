import { describe, expect, it } from 'vitest'
import type { AlarmRecord } from '../../../src/sim'
import { scenarioSchema } from '../../../src/sim/scenario/schema'
import { engine } from '../theory/engine'

const SEEDS = 500
const RPS = 40
const SHARE_PPM = 100_000
const ERROR_RATE_PPM = 250_000
const PERIOD_S = 10
const PERIODS = 3
/** Binomial thinning of Poisson arrivals: a tenth goes to the new version, and a quarter of that fails. */
const MEAN = RPS * PERIOD_S * (SHARE_PPM / 1e6) * (ERROR_RATE_PPM / 1e6)

/** Alarms of which one datapoint over the limit is enough, and one that asks for two of three. */
const LIMITS_1_OF_1 = [8, 10, 12]
const LIMIT_2_OF_3 = 11

const alarmOf = (threshold: number, evaluationPeriods: number, datapointsToAlarm: number) => ({
  name: `${datapointsToAlarm} of ${evaluationPeriods} above ${threshold}`,
  metric: 'Errors',
  dimension: 'replacement',
  periodS: PERIOD_S,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
  threshold,
  evaluationPeriods,
  datapointsToAlarm,
})

/** A canary of a tenth on an alias, for three periods of alarms on the errors of the new version. */
function alarmRun(seed: number): readonly AlarmRecord[] {
  // Nothing is spread but the arrivals: an invocation takes a millisecond, and a new environment no longer.
  const revision = { serviceTime: { kind: 'constant', meanMs: 1 }, initTime: { kind: 'constant', meanMs: 0 } }
  const scenario = scenarioSchema.parse({
    schemaVersion: 1,
    name: 'threshold alarms on Poisson errors',
    startAtMs: 0,
    durationMs: PERIODS * PERIOD_S * 1_000 + 500,
    load: { kind: 'constant', rps: RPS },
    revisions: { old: revision, new: { ...revision, errorRatePpm: ERROR_RATE_PPM } },
    deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' },
    alarms: [...LIMITS_1_OF_1.map((limit) => alarmOf(limit, 1, 1)), alarmOf(LIMIT_2_OF_3, 3, 2)],
  })
  return engine.simulate(scenario, { seed }).alarms
}

const runs = Array.from({ length: SEEDS }, (_, index) => alarmRun(index + 1))

/** In how many runs the alarm went to ALARM. */
function firedCount(alarmIndex: number): number {
  return runs.filter((alarms) => alarms[alarmIndex]?.states.some(({ value }) => value === 'ALARM')).length
}

/** P(X > k) of a Poisson law. */
function poissonAbove(mean: number, k: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let count = 0; count <= k; count++, term *= mean / count) below += term
  return 1 - below
}

/** P(X >= k) of a binomial law. */
function binomialAtLeast(trials: number, chance: number, k: number): number {
  let logChoose = 0
  let sum = 0
  for (let count = 0; count <= trials; count++) {
    if (count >= k) sum += Math.exp(logChoose + count * Math.log(chance) + (trials - count) * Math.log1p(-chance))
    logChoose += Math.log((trials - count) / (count + 1))
  }
  return sum
}

/** True when the chance lies in the exact (Clopper-Pearson) 99.9 % interval of so many successes. */
function isInInterval(successes: number, trials: number, chance: number): boolean {
  const half = 0.0005
  const atLeast = binomialAtLeast(trials, chance, successes)
  const atMost = 1 - binomialAtLeast(trials, chance, successes + 1)
  return atLeast > half && atMost > half
}

describe('Poisson detection over 500 seeds', () => {
  it('the datapoints of the alarm have the mean and the variance of the thinned Poisson law', () => {
    const counts = runs.flatMap((alarms) => (alarms[0]?.periods ?? []).map(({ value }) => value ?? 0))
    expect(counts).toHaveLength(SEEDS * PERIODS)
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1)
    // Four standard deviations: of a mean of n counts, sqrt(m / n); of their variance, sqrt((m + 2 m^2) / n).
    expect(Math.abs(mean - MEAN)).toBeLessThan(4 * Math.sqrt(MEAN / counts.length))
    expect(Math.abs(variance - MEAN)).toBeLessThan(4 * Math.sqrt((MEAN + 2 * MEAN * MEAN) / counts.length))
  })

  it.each(LIMITS_1_OF_1)('1 of 1 above %i errors: P(some period of three has more), in its interval', (limit) => {
    const fired = firedCount(LIMITS_1_OF_1.indexOf(limit))
    const theory = (threshold: number) => 1 - (1 - poissonAbove(MEAN, threshold)) ** PERIODS
    expect(isInInterval(fired, SEEDS, theory(limit))).toBe(true)
    // A threshold of one error more or less would have been noticed.
    expect(isInInterval(fired, SEEDS, theory(limit - 1))).toBe(false)
    expect(isInInterval(fired, SEEDS, theory(limit + 1))).toBe(false)
  })

  it('2 of 3 above 11 errors: P(at least two periods of three have more), in its interval', () => {
    const fired = firedCount(LIMITS_1_OF_1.length)
    const theory = (threshold: number) => binomialAtLeast(PERIODS, poissonAbove(MEAN, threshold), 2)
    expect(isInInterval(fired, SEEDS, theory(LIMIT_2_OF_3))).toBe(true)
    expect(isInInterval(fired, SEEDS, theory(LIMIT_2_OF_3 - 1))).toBe(false)
    expect(isInInterval(fired, SEEDS, theory(LIMIT_2_OF_3 + 1))).toBe(false)
  })
})
