import type { RunResult, ScenarioInput } from '@sim'
import { describe, expect, it } from 'vitest'
import {
  exponentialFunction,
  KOLMOGOROV_SMIRNOV_999,
  kolmogorovSmirnov,
} from '../../support/oracles/distribution-functions'
import { expectedOfDay, expectedOfRamp, expectedOfSteps } from '../../support/oracles/offered'
import { engine } from './engine'
import { scenarioOf } from './experiment'

/** Two-sided 99.9 % quantile of the normal law. */
const NORMAL_999 = 3.29

/** A run that only counts: its one instance answers at once. */
function arrivalsOf(load: ScenarioInput['load'], durationMs: number, seed: number): RunResult {
  const scenario = scenarioOf({
    durationMs,
    deployment: null,
    load,
    fleet: { instanceCount: 1, concurrency: 64 },
    revisions: { old: { serviceTime: { kind: 'constant', meanMs: 0 } } },
  })
  return engine.simulate(scenario, { seed })
}

/** Sums of neighbouring rows, `width` seconds each. */
function windowsOf(run: RunResult, width: number): number[] {
  const { arrived } = run.series.columns
  return Array.from({ length: Math.floor(arrived.length / width) }, (_, index) =>
    arrived.subarray(index * width, (index + 1) * width).reduce((sum, count) => sum + count, 0),
  )
}

describe('a steady load is a Poisson stream', () => {
  const rps = 50
  const run = arrivalsOf({ kind: 'constant', rps }, 6_000_000, 11)

  it.each([1, 10, 60])('counts in windows of %i s: the variance is the mean', (width) => {
    const counts = windowsOf(run, width)
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0)
    // Index of dispersion: chi-square with n - 1 degrees of freedom, close to normal for so many windows.
    const freedom = counts.length - 1
    const z = (squares / mean - freedom) / Math.sqrt(2 * freedom)
    expect(Math.abs(z)).toBeLessThan(NORMAL_999)
    expect(Math.abs(mean - rps * width)).toBeLessThan(NORMAL_999 * Math.sqrt((rps * width) / counts.length))
  })

  it('gaps follow the exponential law, and neighbours know nothing of each other', () => {
    const at = run.sample.arrivedUs.toSorted()
    expect(run.sample.stride).toBe(1)
    const gapsS = at.slice(1).map((atUs, index) => (atUs - (at[index] ?? 0)) / 1e6)
    const law = exponentialFunction(1 / rps)
    expect(kolmogorovSmirnov(gapsS, law)).toBeLessThan(KOLMOGOROV_SMIRNOV_999)
    expect(kolmogorovSmirnov(gapsS, (x) => law(1.02 * x))).toBeGreaterThan(KOLMOGOROV_SMIRNOV_999)
    const products = gapsS.slice(1).map((gap, index) => (gap * rps - 1) * ((gapsS[index] ?? 0) * rps - 1))
    const correlation = products.reduce((sum, value) => sum + value, 0) / products.length
    expect(Math.abs(correlation)).toBeLessThan(NORMAL_999 / Math.sqrt(products.length))
  })
})

describe('every load brings the number of requests that its area says', () => {
  const points = [
    { atMs: 20_000, rps: 200 },
    { atMs: 100_500, rps: 1_500 },
    { atMs: 200_000, rps: 0 },
    { atMs: 260_000, rps: 700 },
  ]
  const day = { troughRps: 100, peakRps: 1_000, peakAtMs: 70_000, periodMs: 120_000 }
  const loads: [string, NonNullable<ScenarioInput['load']>, (fromMs: number, toMs: number) => number][] = [
    ['constant', { kind: 'constant', rps: 700 }, (fromMs, toMs) => (700 * (toMs - fromMs)) / 1000],
    ['steps', { kind: 'steps', points }, (fromMs, toMs) => expectedOfSteps(points, fromMs, toMs)],
    ['recorded', { kind: 'recorded', points }, (fromMs, toMs) => expectedOfSteps(points, fromMs, toMs)],
    ['ramp', { kind: 'ramp', points }, (fromMs, toMs) => expectedOfRamp(points, fromMs, toMs)],
    ['daily', { kind: 'daily', ...day }, (fromMs, toMs) => expectedOfDay(day, fromMs, toMs)],
  ]
  it.each(loads)('%s', (_, load, expected) => {
    const run = arrivalsOf(load, 400_000, 5)
    const total = expected(0, 400_000)
    expect(Math.abs(run.totals.arrived - total)).toBeLessThan(NORMAL_999 * Math.sqrt(total))
    // Second by second: squared deviations in units of the variance sum up to a chi-square law.
    const terms = [...run.series.columns.arrived].flatMap((count, second) => {
      const mean = expected(second * 1000, (second + 1) * 1000)
      if (mean === 0) expect(count).toBe(0)
      return mean < 20 ? [] : [(count - mean) ** 2 / mean]
    })
    const z = (terms.reduce((sum, term) => sum + term, 0) - terms.length) / Math.sqrt(2 * terms.length)
    expect(terms.length).toBeGreaterThan(200)
    expect(Math.abs(z)).toBeLessThan(NORMAL_999)
  })
})
