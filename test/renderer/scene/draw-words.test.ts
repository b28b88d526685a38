import { describe, expect, it } from 'vitest'
import type { TextShape } from '../../../src/renderer/scene/draw-list'
import { drawCellWords, textWidth, wrapWords } from '../../../src/renderer/scene/draw-words'

describe('live text', () => {
  it('stays in one line where it fits', () => {
    expect(wrapWords('Install 3 s', 8, 2)).toEqual(['Install 3 s'])
  })

  it('breaks between the name and its seconds, and never inside a name', () => {
    expect(wrapWords('ValidateService 4 s', 8, 2)).toEqual(['ValidateService', '4 s'])
    expect(wrapWords('BeforeBlockTraffic 12 s', 7, 2)).toEqual(['BeforeBlockTraffic', '12 s'])
  })

  it('never loses a unit', () => {
    for (const width of [4, 5, 6, 7, 8]) expect(wrapWords('draining 17 s', width, 2).join(' ')).toContain('17 s')
  })

  it('leaves seconds away from the end where lines run out', () => {
    expect(wrapWords('ValidateService 4 s', 8, 1)).toEqual(['ValidateService'])
  })

  it('is absent without room', () => {
    expect(wrapWords('Install', 8, 0)).toEqual([])
    expect(wrapWords('', 8, 2)).toEqual([])
  })
})

describe('the words below a cell', () => {
  const place = { x: 0, y: 0, ringDiameter: 62, width: 78, liveLineCount: 2, isLow: false }
  const words = { id: 'i-05c9e41b', liveText: '', trouble: '', isFailedEvent: false, isSelected: false }
  const textsOf = (part: Partial<typeof words>, where: Partial<typeof place> = {}) =>
    drawCellWords({ ...place, ...where }, { ...words, ...part })
      .filter((shape): shape is TextShape => shape.kind === 'text')
      .slice(1)

  it('leave room to the words of their neighbours', () => {
    for (const liveText of ['ValidateService 4 s', 'ApplicationStop 12 s', 'DownloadBundle 1 s', 'draining 17 s']) {
      for (const { text, size } of textsOf({ liveText })) expect(textWidth(text) * size).toBeLessThanOrEqual(72)
    }
  })

  it('alternate in height where two neighbours have names too long for that', () => {
    const [high, low] = [false, true].map((isLow) => textsOf({ liveText: 'BeforeBlockTraffic 2 s' }, { isLow }))
    expect([high, low].map((texts) => texts?.map(({ text }) => text))).toEqual(Array(2).fill(['BeforeBlockTraffic']))
    expect((low?.[0]?.y ?? 0) - (high?.[0]?.y ?? 0)).toBeGreaterThanOrEqual(12)
  })

  it('set what is wrong in red on a line of its own, and a running event not', () => {
    const texts = textsOf({ liveText: 'AllowTraffic 33 s', trouble: 'unhealthy' })
    expect(texts.map(({ text, fill }) => [text, fill])).toEqual([
      [expect.stringMatching(/^AllowTraffic/), 'ink-2'],
      ['unhealthy', 'fail-ink'],
    ])
  })
})
