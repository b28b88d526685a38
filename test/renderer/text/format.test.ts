import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLatencyMs, formatNumber, formatPercent } from '../../../src/renderer/text/format'

describe('numbers of the window', () => {
  it('parts thousands with a thin space and keeps the asked decimals', () => {
    expect(formatNumber(1_234_567.891, 2)).toBe('1\u2009234\u2009567.89')
    expect(formatNumber(12, 0)).toBe('12')
  })

  it('gives latencies in the room of a readout', () => {
    expect([formatLatencyMs(4_240), formatLatencyMs(394_400), formatLatencyMs(1_204_000)]).toEqual([
      '4.2',
      '394',
      '1\u2009204',
    ])
  })

  it('calls only what is whole 100 % and only what is nothing 0 %', () => {
    expect(formatPercent(1, 2)).toBe('100.00')
    expect(formatPercent(0, 2)).toBe('0.00')
    expect(formatPercent(0.999_999, 2)).toBe('99.99')
    expect(formatPercent(0.000_001, 2)).toBe('0.01')
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 1 - Number.EPSILON, noNaN: true }), (share) => {
        const percent = Number(formatPercent(share, 2))
        expect(percent).toBeGreaterThan(0)
        expect(percent).toBeLessThan(100)
      }),
    )
  })
})
