import { describe, expect, it } from 'vitest'
import { FleetTally, type Standing } from '../../../src/sim/fleet/fleet-tally'

const standing = (change: Partial<Standing>): Standing => ({
  health: 'healthy',
  application: 'serving',
  revision: 'old',
  ...change,
})

describe('FleetTally', () => {
  it('tells targets that are healthy and down from those in service', () => {
    const tally = new FleetTally([standing({}), standing({ application: 'stopped' })])
    tally.move(0, standing({ application: 'warming', revision: 'new' }))
    expect(tally.counts()).toMatchObject({ inServiceOld: 0, silentOld: 1, silentNew: 1, unhealthyTargets: 0 })
    tally.move(1, standing({ health: 'unhealthy', application: 'stopped' }))
    expect(tally.counts()).toMatchObject({ silentOld: 0, unhealthyTargets: 1 })
  })

  it('counts an instance that was added only once it stands somewhere', () => {
    const tally = new FleetTally([])
    tally.add()
    expect(tally.counts()).toMatchObject({ inServiceNew: 0, silentNew: 0 })
    tally.move(0, standing({ revision: 'new' }))
    expect(tally.counts()).toMatchObject({ inServiceNew: 1 })
  })
})
