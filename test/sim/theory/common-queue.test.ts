import { describe, it } from 'vitest'
import { erlangC, meanWaitMmc, responsePercentileMm1, serviceLevelMmc } from '../../support/oracles/erlang'
import { EVERY_REQUEST_RPS, type Experiment, expectNotTheory, expectTheory } from './experiment'
import { estimateQueue } from './queue'

/** One instance with `places` for requests in service: one queue before several servers, M/M/c. */
function commonQueue(places: number, load: number, loadMs: number): Experiment & { meanMs: number } {
  const meanMs = (1000 * places * load) / EVERY_REQUEST_RPS
  return {
    rps: EVERY_REQUEST_RPS,
    loadMs,
    fleet: { instanceCount: 1, concurrency: places },
    serviceTime: { kind: 'exponential', meanMs },
    meanMs,
  }
}

describe('Erlang C: one instance that serves several requests at a time', () => {
  it.each([
    [8, 0.8, 900_000],
    // The fleet of ten at 70 %: what each instance out of service does to the others.
    [10, 0.7, 1_600_000],
    [9, 7 / 9, 900_000],
  ])('%i places at %f: share that waits and mean wait', (places, load, loadMs) => {
    const experiment = commonQueue(places, load, loadMs)
    const { waitShare, meanWait } = estimateQueue(experiment, experiment.meanMs)
    expectTheory(waitShare, erlangC(places, places * load))
    expectTheory(meanWait, meanWaitMmc(places, places * load))
    // Two per cent more or less load would have been noticed.
    expectNotTheory(waitShare, erlangC(places, places * load * 1.02))
    expectNotTheory(waitShare, erlangC(places, places * load * 0.98))
  })

  it('the published call centre, a millisecond for a second: 14 agents, 10 erlangs, answered within 20', () => {
    const experiment = commonQueue(14, 10 / 14, 900_000)
    // 180 s of talking are one mean service time.
    const { waitShare, lateShare } = estimateQueue(experiment, experiment.meanMs, 20 / 180)
    expectTheory(waitShare, 0.1741319335950498)
    expectTheory(lateShare, 1 - 0.8883500191794669)
    expectTheory(lateShare, 1 - serviceLevelMmc(14, 10, 20 / 180))
  })
})

it.each([
  [0.5, 300_000],
  [0.8, 1_500_000],
])('M/M/1 at %f: waits, and the percentiles of the response as the recording gives them', (load, loadMs) => {
  const experiment = commonQueue(1, load, loadMs)
  const found = estimateQueue(experiment, experiment.meanMs)
  expectTheory(found.waitShare, load)
  expectTheory(found.meanWait, meanWaitMmc(1, load))
  expectTheory(found.p50, responsePercentileMm1(load, 0.5))
  expectTheory(found.p95, responsePercentileMm1(load, 0.95))
  expectTheory(found.p99, responsePercentileMm1(load, 0.99))
})
