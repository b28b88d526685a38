import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rulerTicks, timeAxis } from '../../../src/renderer/timeline/time-axis'

describe('the time axis', () => {
  it('maps the visible part to the width, and back to whole milliseconds', () => {
    const axis = timeAxis(10_000, 70_000, 600)
    expect([axis.x(10_000), axis.x(40_000), axis.x(70_000)]).toEqual([0, 300, 600])
    expect([axis.tMs(0), axis.tMs(300), axis.tMs(600)]).toEqual([10_000, 40_000, 70_000])
    expect([axis.tMs(-50), axis.tMs(900)]).toEqual([10_000, 70_000])
  })
})

describe('the ruler', () => {
  it('counts in steps that people count in, with room for the labels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000_000 }),
        fc.integer({ min: 2_000, max: 86_400_000 }),
        fc.integer({ min: 300, max: 2_000 }),
        (fromMs, spanMs, width) => {
          const axis = timeAxis(fromMs, fromMs + spanMs, width)
          const majors = rulerTicks(axis).filter(({ isMajor }) => isMajor)
          const gaps = majors.slice(1).map(({ tMs }, at) => axis.x(tMs) - axis.x(majors[at]?.tMs ?? 0))
          expect(gaps.filter((gap) => gap < 61)).toEqual([])
          expect(majors.every(({ tMs }) => tMs % 1_000 === 0 && tMs >= fromMs && tMs <= fromMs + spanMs)).toBe(true)
          expect(majors.length).toBeLessThanOrEqual(width / 60 + 1)
        },
      ),
    )
  })

  it('labels every minute of the eight minutes of the design', () => {
    const majors = rulerTicks(timeAxis(0, 480_000, 694)).filter(({ isMajor }) => isMajor)
    expect(majors.map(({ tMs }) => tMs)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((minute) => minute * 60_000))
  })
})
