import { describe, expect, it } from 'vitest'
import { computeChartGolden, readChartGolden } from '../support/chart-golden'

describe('the exported files of the bundled scenarios', () => {
  const golden = readChartGolden()
  const drawn = computeChartGolden()

  it('are those that were written on purpose with npm run golden', () => {
    expect(Object.keys(drawn)).toEqual(Object.keys(golden))
  })

  it.each(Object.keys(golden))('%s has the golden bytes', (name) => {
    expect(drawn[name]).toEqual(golden[name])
  })
})
