import { describe, expect, it } from 'vitest'
import { densityLevel } from '../../../src/renderer/scene/density'

const space = (pixels: number) => ({ cell: pixels, chip: pixels, dot: pixels, tile: Number.POSITIVE_INFINITY })

describe('the level of detail', () => {
  it('follows the space of an instance', () => {
    expect([60, 44, 43, 26, 25, 7, 6].map((pixels) => densityLevel(space(pixels), null))).toEqual([
      'cell',
      'cell',
      'chip',
      'chip',
      'dot',
      'dot',
      'tile',
    ])
  })

  it('changes back only after a tenth more, in both directions', () => {
    expect(densityLevel(space(41), 'cell')).toBe('cell')
    expect(densityLevel(space(39), 'cell')).toBe('chip')
    expect(densityLevel(space(46), 'chip')).toBe('chip')
    expect(densityLevel(space(49), 'chip')).toBe('cell')
  })

  it('never flickers: what one step settles, the same space leaves alone', () => {
    for (let pixels = 3; pixels < 70; pixels += 0.5) {
      const first = densityLevel(space(pixels), 'dot')
      expect(densityLevel(space(pixels), first)).toBe(first)
    }
  })
})
