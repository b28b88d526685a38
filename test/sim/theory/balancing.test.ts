import { describe, expect, it } from 'vitest'
import { meanWaitMmc } from '../../support/oracles/erlang'
import { meanInSystemOfTwo, supermarketResponse } from '../../support/oracles/join-shortest-queue'
import { roundRobin } from '../../support/oracles/single-server'
import { EVERY_REQUEST_RPS, type Experiment, expectNotTheory, expectTheory } from './experiment'
import { estimateQueue } from './queue'

/** Instances that serve one request at a time each, behind one balancer. */
function singleServers(
  instanceCount: number,
  load: number,
  loadMs: number,
  algorithm: Experiment['algorithm'],
): { experiment: Experiment; meanMs: number } {
  const meanMs = (1000 * instanceCount * load) / EVERY_REQUEST_RPS
  const fleet = { instanceCount, concurrency: 1 }
  const serviceTime = { kind: 'exponential', meanMs } as const
  return { experiment: { rps: EVERY_REQUEST_RPS, loadMs, fleet, serviceTime, algorithm }, meanMs }
}

describe('round robin: each instance sees every n-th arrival of a Poisson stream, an Erlang gap', () => {
  it.each([
    [2, 0.6, 350_000],
    [4, 0.7, 400_000],
    [10, 0.8, 600_000],
  ])('%i instances at %f', (instanceCount, load, loadMs) => {
    const { experiment, meanMs } = singleServers(instanceCount, load, loadMs, 'round_robin')
    const { waitShare, meanWait } = estimateQueue(experiment, meanMs)
    const theory = roundRobin(instanceCount, load)
    expectTheory(waitShare, theory.waitShare)
    expectTheory(meanWait, theory.meanWait)
    // Neither dealt out at random (M/M/1 each) nor one common queue (M/M/c).
    expectNotTheory(meanWait, meanWaitMmc(1, load))
    expectNotTheory(meanWait, meanWaitMmc(instanceCount, instanceCount * load))
  })
})

describe('least outstanding requests: join the shortest queue', () => {
  it.each([
    [0.6, 500_000],
    [0.8, 700_000],
  ])('two instances at %f: the exact chain', (load, loadMs) => {
    const { experiment, meanMs } = singleServers(2, load, loadMs, 'least_outstanding_requests')
    const { meanWait } = estimateQueue(experiment, meanMs)
    expectTheory(meanWait, meanInSystemOfTwo(load) / (2 * load) - 1)
    expectNotTheory(meanWait, roundRobin(2, load).meanWait)
    expectNotTheory(meanWait, meanWaitMmc(2, 2 * load))
  })

  it('fifty instances: worse than one common queue, better than the best of two and far better than taking turns', () => {
    const { experiment, meanMs } = singleServers(50, 0.8, 300_000, 'least_outstanding_requests')
    const { mean, halfWidth } = estimateQueue(experiment, meanMs).meanWait
    expect(mean - halfWidth).toBeGreaterThan(meanWaitMmc(50, 40))
    expect(mean + halfWidth).toBeLessThan(supermarketResponse(0.8, 2) - 1)
    expect(supermarketResponse(0.8, 2) - 1).toBeLessThan(roundRobin(50, 0.8).meanWait)
  })
})
