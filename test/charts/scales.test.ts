import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceCeiling, niceCountCeiling, valueScale } from '../../src/charts/tracks/scales'

describe('niceCeiling', () => {
  it.each([
    [0, 1],
    [1, 1],
    [10, 10],
    [11.8, 15],
    [0.02, 0.02],
    [0.021, 0.025],
    [394, 400],
    [999_999, 1_000_000],
  ])('of %d is %d', (value, nice) => {
    expect(niceCeiling(value)).toBe(nice)
  })

  it('is never below its value and never more than half again as much', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => {
        const nice = niceCeiling(value)
        return nice >= value * (1 - 1e-9) && nice <= value * 1.51
      }),
    )
  })

  it('leaves head room over a count of instances', () => {
    expect([0, 1, 12, 2_000].map(niceCountCeiling)).toEqual([2, 2, 15, 2_500])
  })
})

describe('valueScale', () => {
  it('leads values from the bottom to the top, and no value nowhere', () => {
    const { y } = valueScale(10, 100)
    expect([0, 5, 10, 12].map(y)).toEqual([100, 50, 0, 0])
    expect(y(Number.NaN)).toBeNaN()
  })
})

describe('valueScale', () => {
  it('places 0 at the bottom, the highest at the top, and what is no value nowhere', () => {
    expect([0, 5, 10, 12, Number.NaN].map(valueScale(10, 100).y)).toEqual([100, 50, 0, 0, Number.NaN])
  })
})
