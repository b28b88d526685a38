import { expect, it } from 'vitest'
import {
  erlangB,
  erlangC,
  lossMmck,
  meanWaitMmc,
  responsePercentileMm1,
  serviceLevelMmc,
} from '../../support/oracles/erlang'
import { disagreement, estimate } from '../../support/oracles/estimate'
import { meanInSystemOfTwo, supermarketResponse } from '../../support/oracles/join-shortest-queue'
import { empiricalMoments, lognormalMoments } from '../../support/oracles/moments'
import { expectedOfDay, expectedOfRamp, expectedOfSteps } from '../../support/oracles/offered'
import { meanWaitMg1, roundRobin } from '../../support/oracles/single-server'

it('Erlang C: published worked examples', () => {
  // 100 calls in half an hour of 3 minutes each, 14 agents, 20 s: pyworkforce's own tests.
  expect(erlangC(14, 10)).toBeCloseTo(0.1741319335950498, 12)
  expect(meanWaitMmc(14, 10) * 180).toBeCloseTo(7.836, 3)
  expect(serviceLevelMmc(14, 10, 20 / 180)).toBeCloseTo(0.8883500191794669, 12)
  // 360 calls in half an hour of 4 minutes each, 55 agents: an Erlang C tutorial prints 0.239 and 8.2 s.
  expect(erlangC(55, 48)).toBeCloseTo(0.2387, 4)
  expect(meanWaitMmc(55, 48) * 240).toBeCloseTo(8.184, 3)
})

it.each([
  [1, 0.8, 0.8, 4],
  [2, 0.7, 0.5765, 0.96078],
  [5, 0.8, 0.5541, 0.55411],
  [10, 0.7, 0.2217, 0.07391],
  [50, 0.9, 0.3639, 0.07277],
])('Erlang C: %i places at %f', (servers, load, waitShare, meanWait) => {
  expect(erlangC(servers, servers * load)).toBeCloseTo(waitShare, 4)
  expect(meanWaitMmc(servers, servers * load)).toBeCloseTo(meanWait, 5)
})

it('M/M/1: percentiles of the response', () => {
  const table: [number, number, number][] = [
    [0.5, 0.5, 1.386],
    [0.5, 0.95, 5.991],
    [0.5, 0.99, 9.21],
    [0.8, 0.5, 3.466],
    [0.8, 0.95, 14.979],
    [0.8, 0.99, 23.026],
  ]
  for (const [load, share, value] of table) expect(responsePercentileMm1(load, share)).toBeCloseTo(value, 3)
})

it('the formulas agree where they must', () => {
  expect(lossMmck(4, 4, 3)).toBeCloseTo(erlangB(4, 3), 12)
  expect(roundRobin(1, 0.8).meanWait).toBeCloseTo(4, 6)
  // Infinitely many turns make the arrivals regular: D/M/1 at one half has sigma = e^(-2 (1 - sigma)) = 0.20319.
  expect(roundRobin(20_000, 0.5).waitShare).toBeCloseTo(0.20319, 4)
  expect(meanWaitMg1(0.5, 1, 2)).toBeCloseTo(1, 12)
  expect(supermarketResponse(0.9, 2)).toBeCloseTo(2.6141, 3)
  const lognormal = lognormalMoments(40, 220)
  expect(lognormal.secondMoment / lognormal.mean ** 2 - 1).toBeCloseTo(0.7108, 3)
  const uniform = empiricalMoments([0, 6])
  expect([uniform.mean, uniform.secondMoment]).toEqual([3, 12])
})

it('join the shortest queue: better than random, worse than one common queue, and busy as the load says', () => {
  for (const load of [0.3, 0.5, 0.8]) {
    const inSystem = meanInSystemOfTwo(load)
    const common = 2 * load * (1 + meanWaitMmc(2, 2 * load))
    expect(inSystem).toBeGreaterThan(common)
    expect(inSystem).toBeLessThan(2 * load * (1 + roundRobin(2, load).meanWait))
  }
  // Light traffic: two requests together almost never share a server, so the wait vanishes with the square of the load.
  expect(meanInSystemOfTwo(0.001) / 0.002).toBeCloseTo(1, 5)
})

it('areas under a load', () => {
  const points = [
    { atMs: 1_000, rps: 10 },
    { atMs: 3_000, rps: 30 },
  ]
  expect(expectedOfSteps(points, 0, 4_000)).toBe(60)
  expect(expectedOfRamp(points, 0, 4_000)).toBe(10 + 40 + 30)
  expect(expectedOfRamp(points, 1_500, 2_000)).toBeCloseTo(8.75, 12)
  const day = { troughRps: 10, peakRps: 30, peakAtMs: 0, periodMs: 60_000 }
  expect(expectedOfDay(day, 0, 60_000)).toBeCloseTo(1200, 9)
  expect(expectedOfDay(day, 0, 15_000)).toBeCloseTo(300 + 600 / (2 * Math.PI), 9)
})

it('an interval that is too wide has tested nothing, and a wrong theory lies outside a narrow one', () => {
  const narrow = Array.from({ length: 20 }, (_, index) => 100 + (index % 2 === 0 ? 1 : -1))
  expect(estimate(narrow).mean).toBeCloseTo(100, 9)
  // Student's 99.9 % quantile for 19 degrees of freedom is 3.883.
  expect(estimate(narrow).halfWidth).toBeCloseTo((3.883 * Math.sqrt(20 / 19)) / Math.sqrt(20), 2)
  expect(disagreement(estimate(narrow), 100.5)).toBe('')
  expect(disagreement(estimate(narrow), 102)).toContain('outside')
  const wide = narrow.map((value) => 100 + 10 * (value - 100))
  expect(disagreement(estimate(wide), 100)).toContain('too wide')
})

it('a control takes out what is owed to luck, and nothing else', () => {
  const luck = Array.from({ length: 24 }, (_, index) => ((index * 7) % 24) - 11.5)
  const noise = luck.map((_, index) => (index % 2 === 0 ? 0.1 : -0.1))
  const samples = luck.map((value, index) => 50 + 3 * value + (noise[index] ?? 0))
  const plain = estimate(samples)
  const controlled = estimate(samples, [luck])
  expect(plain.halfWidth).toBeGreaterThan(50 * controlled.halfWidth)
  expect(Math.abs(controlled.mean - 50)).toBeLessThan(controlled.halfWidth)
})
