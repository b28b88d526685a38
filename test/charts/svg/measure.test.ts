import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitText, textWidth, wrapText } from '../../../src/charts/svg/measure'
import { STYLES } from '../../../src/charts/svg/text'

const style = STYLES.eventText

describe('text without a browser', () => {
  it('is as wide as its letters together, and wider in a heavier face', () => {
    const word = 'ValidateService'
    const letters = [...word].reduce((sum, letter) => sum + textWidth(letter, style), 0)
    expect(textWidth(word, style)).toBeCloseTo(letters, 6)
    expect(textWidth(word, { ...style, weight: 600 })).toBeGreaterThan(letters)
    expect(textWidth('', style)).toBe(0)
  })

  it('leaves a full square for a letter that the fonts lack', () => {
    expect(textWidth('漢', style)).toBe(style.size)
  })

  it('fits, or ends in an ellipsis that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (text, width) => {
        const fitted = fitText(text, style, width)
        if (textWidth(text, style) <= width) return fitted === text
        return fitted === '' || (fitted.endsWith('…') && textWidth(fitted, style) <= width)
      }),
    )
  })

  it('breaks between words, loses none and marks where it had to cut', () => {
    const text = 'HEALTH_CONSTRAINTS: 0 of 9 instances succeeded, 4 failed, 5 skipped.'
    const lines = wrapText(text, style, [300, 300])
    expect(lines.join(' ')).toBe(text)
    expect(wrapText(text, style, [100, 100]).at(-1)).toMatch(/…$/)
    for (const line of lines) expect(textWidth(line, style)).toBeLessThanOrEqual(300)
  })

  it('cuts a word that is wider than its line', () => {
    const lines = wrapText('W'.repeat(80), style, [200, 200])
    expect(lines.length).toBe(2)
    for (const line of lines) expect(textWidth(line, style)).toBeLessThanOrEqual(200)
  })
})
