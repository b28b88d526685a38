import { describe, expect, it } from 'vitest'
import { coordinate, decimalNumber, latencyNumber, rateNumber, shortNumber } from '../../src/charts/numbers'

describe('numbers of a chart', () => {
  it.each([
    [0, '0'],
    [-0.001, '0'],
    [1 / 3, '0.33'],
    [1e-9, '0'],
    [1440, '1440'],
    [-12.346, '-12.35'],
  ])('prints the coordinate %d as %s', (value, text) => {
    expect(coordinate(value)).toBe(text)
  })

  it.each([
    [7.5, 1, '7.5'],
    [7, 1, '7'],
    [12_480.25, 2, '12\u2009480.25'],
    [-0.04, 1, '0'],
    [-3.25, 2, '-3.25'],
  ])('prints %d with at most %d decimals as %s', (value, decimals, text) => {
    expect(decimalNumber(value, decimals)).toBe(text)
  })

  it.each([
    [0.02, '0.02'],
    [250, '250'],
    [9_500, '9\u2009500'],
    [50_000, '50\u2009k'],
    [150_000, '150\u2009k'],
    [1_500_000, '1.5\u2009M'],
  ])('prints the axis value %d as %s', (value, text) => {
    expect(shortNumber(value)).toBe(text)
  })

  it('gives rates and latencies the digits that a reader can use', () => {
    expect([0.25, 11.81, 1_054].map(rateNumber)).toEqual(['0.25', '11.8', '1\u2009054'])
    expect([430, 8_230, 394_400].map(latencyNumber)).toEqual(['0.43', '8.2', '394'])
  })
})
