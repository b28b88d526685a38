import { describe, it } from 'vitest'
import { erlangB, lossMmck } from '../../support/oracles/erlang'
import type { Estimate } from '../../support/oracles/estimate'
import { expectNotTheory, expectTheory, replicate } from './experiment'

const RPS = 500

/** Share of requests that found every place and every waiting place taken. */
function lossShare(places: number, queueLimit: number, load: number, kind: 'exponential' | 'constant'): Estimate {
  const serviceTime = { kind, meanMs: (1000 * load) / RPS }
  const fleet = { instanceCount: 1, concurrency: places, queueLimit }
  const { loss } = replicate({ rps: RPS, loadMs: 40_000, fleet, serviceTime }, ({ totals }) => ({
    values: { loss: totals.failedByCause.queueFull / totals.arrived },
    controls: [totals.arrived / (RPS * 40) - 1],
  }))
  return loss
}

describe('Erlang B: nobody may wait', () => {
  it.each([
    [1, 0.5],
    [4, 3.2],
    [8, 6],
  ])('%i places, %f erlangs', (places, load) => {
    const loss = lossShare(places, 0, load, 'exponential')
    expectTheory(loss, erlangB(places, load))
    expectNotTheory(loss, erlangB(places, load * 1.1))
  })

  it('the law of service does not matter, only its mean', () => {
    expectTheory(lossShare(4, 0, 3.2, 'constant'), erlangB(4, 3.2))
  })
})

it.each([
  [1, 3, 0.8],
  [4, 2, 3.2],
])('M/M/c/K: %i places and %i waiting places, %f erlangs', (places, queueLimit, load) => {
  expectTheory(lossShare(places, queueLimit, load, 'exponential'), lossMmck(places, places + queueLimit, load))
})
