import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisTimes } from '../../../src/charts/timeline/axis'
import { spreadDiscs } from '../../../src/charts/timeline/numbered'
import {
  FOOTER_RULE,
  PLOT_LEFT,
  PLOT_RIGHT,
  PLOT_WIDTH,
  pageLayout,
  TRACKS_TOP,
} from '../../../src/charts/timeline/page'

describe('spreadDiscs', () => {
  it('leaves discs alone that have room', () => {
    expect(spreadDiscs([300, 400, 900])).toEqual([300, 400, 900])
  })

  it('keeps their order, their distance and the plot, wherever they are', () => {
    const anywhere = fc.array(fc.double({ min: PLOT_LEFT, max: PLOT_RIGHT, noNaN: true }), { maxLength: 9 })
    fc.assert(
      fc.property(anywhere, (xs) => {
        const spread = spreadDiscs(xs.toSorted((left, right) => left - right))
        const isApart = spread.every((x, index) => index === 0 || x - (spread[index - 1] ?? 0) >= 20.99)
        return isApart && spread.every((x) => x >= PLOT_LEFT - 10 && x <= PLOT_RIGHT + 10)
      }),
    )
  })
})

describe('axisTimes', () => {
  it.each([
    [30_000, 5_000],
    [480_000, 60_000],
    [86_400_000, 7_200_000],
  ])('labels %d ms every %d ms', (endMs, stepMs) => {
    const times = axisTimes(endMs)
    expect(times[0]).toBe(0)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(stepMs)
    expect(times.at(-1)).toBeLessThanOrEqual(endMs)
  })

  it('leaves room between labels for every length of run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 86_400_000 }), (endMs) => {
        const [first = 0, second] = axisTimes(endMs)
        return second === undefined || ((second - first) * PLOT_WIDTH) / endMs >= 84
      }),
    )
  })
})

describe('pageLayout', () => {
  it('keeps tracks in order, apart, above the axis, and the axis above the notes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 260 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 220 }),
        (heights, notesHeight) => {
          const { bands, axisY, notesRule } = pageLayout(heights, notesHeight)
          let top = TRACKS_TOP - 1
          for (const band of bands) {
            if (band.top <= top) return false
            top = band.top + band.height
          }
          return top < axisY && axisY < notesRule && notesRule <= FOOTER_RULE
        },
      ),
    )
  })
})
