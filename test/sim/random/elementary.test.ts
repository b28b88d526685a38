import { expect, it } from 'vitest'
import { cosineOfTurn, exponential, naturalLog, normalQuantile } from '../../../src/sim/random/elementary'

const relativeError = (found: number, wanted: number): number =>
  Math.abs(found - wanted) / Math.max(Math.abs(wanted), 1e-300)

it('naturalLog agrees with Math.log to the last bits', () => {
  for (let x = 1e-9; x < 1e9; x *= 1.0137) expect(relativeError(naturalLog(x), Math.log(x))).toBeLessThan(4e-15)
  expect(naturalLog(1)).toBe(0)
})

it('exponential agrees with Math.exp to the last bits', () => {
  for (let x = -40; x < 40; x += 0.0173) expect(relativeError(exponential(x), Math.exp(x))).toBeLessThan(2e-14)
  expect(exponential(0)).toBe(1)
})

it('normalQuantile gives the printed quantiles of the standard normal law', () => {
  const printed = [
    [0.5, 0],
    [0.841344746068543, 1],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [0.0001, -3.719016485455709],
  ] as const
  for (const [p, quantile] of printed) expect(normalQuantile(p)).toBeCloseTo(quantile, 7)
  for (let p = 0.001; p < 0.5; p += 0.0007) expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 8)
})

it('cosineOfTurn is the cosine, for turns forward and backward', () => {
  for (let turn = -2; turn < 2; turn += 0.0031) expect(cosineOfTurn(turn)).toBeCloseTo(Math.cos(turn * 2 * Math.PI), 12)
})
