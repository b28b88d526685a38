import type { Distribution } from '@sim'
import { describe, it } from 'vitest'
import { constantMoments, empiricalMoments, lognormalMoments, type Moments } from '../../support/oracles/moments'
import { meanWaitMg1 } from '../../support/oracles/single-server'
import { EVERY_REQUEST_RPS, expectNotTheory, expectTheory } from './experiment'
import { estimateQueue } from './queue'

const OBSERVED_MS = [2, 3, 3, 4, 5, 5, 6, 8, 9, 12, 14, 40]

describe('Pollaczek-Khinchine: one place, any law of service', () => {
  it.each<[string, Distribution, Moments, number]>([
    ['constant', { kind: 'constant', meanMs: 12 }, constantMoments(12), 400_000],
    ['lognormal', { kind: 'lognormal', medianMs: 8, p99Ms: 44 }, lognormalMoments(8, 44), 1_200_000],
    ['empirical', { kind: 'empirical', samplesMs: OBSERVED_MS }, empiricalMoments(OBSERVED_MS), 900_000],
  ])('%s: mean wait and share that waits', (_, serviceTime, { mean, secondMoment }, loadMs) => {
    const experiment = { rps: EVERY_REQUEST_RPS, loadMs, fleet: { instanceCount: 1, concurrency: 1 }, serviceTime }
    const { waitShare, meanWait } = estimateQueue(experiment, mean)
    const rate = EVERY_REQUEST_RPS / 1000
    expectTheory(waitShare, rate * mean)
    expectTheory(meanWait, meanWaitMg1(rate, mean, secondMoment) / mean)
    // The wait of an exponential law of the same mean would have been noticed: it is the second moment that counts.
    expectNotTheory(meanWait, meanWaitMg1(rate, mean, 2 * mean * mean) / mean)
  })
})
