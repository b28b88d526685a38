import { describe, expect, it } from 'vitest'
import { textWidth, wrapWords } from '../../../src/renderer/scene/draw-words'

describe('live text', () => {
  it('stays in one line where it fits', () => {
    expect(wrapWords('Install 3 s', 8, 2)).toEqual(['Install 3 s'])
  })

  it('breaks between the name and its seconds, and at the humps of a name', () => {
    expect(wrapWords('ValidateService 4 s', 8, 2)).toEqual(['ValidateService', '4 s'])
    expect(wrapWords('BeforeBlockTraffic 12 s', 7, 2)).toEqual(['BeforeBlock', 'Traffic 12 s'])
  })

  it('never loses a unit', () => {
    for (const width of [4, 5, 6, 7, 8]) expect(wrapWords('draining 17 s', width, 2).join(' ')).toContain('17 s')
  })

  it('is cut with an ellipsis where nothing else helps', () => {
    const [line = ''] = wrapWords('BeforeBlockTraffic', 4, 1)
    expect(line).toMatch(/^Before?.*…$/)
    expect(textWidth(line)).toBeLessThanOrEqual(4.6)
  })

  it('is absent without room', () => {
    expect(wrapWords('Install', 8, 0)).toEqual([])
    expect(wrapWords('', 8, 2)).toEqual([])
  })
})
