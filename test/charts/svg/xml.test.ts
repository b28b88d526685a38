import { describe, expect, it } from 'vitest'
import { element, escapeXml } from '../../../src/charts/svg/xml'

describe('escapeXml', () => {
  it('makes text of markup', () => {
    expect(escapeXml('<a b="1">&amp;</a>')).toBe('&lt;a b=&quot;1&quot;&gt;&amp;amp;&lt;/a&gt;')
  })

  it('replaces what XML cannot hold, and keeps pairs of surrogates', () => {
    expect(escapeXml('a\u0000b\u001fc\ud800d\udc00e\uffff')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffd')
    expect(escapeXml('\u{1f680}\t\n')).toBe('\u{1f680}\t\n')
  })

  it('takes out what turns the direction of the text around it', () => {
    expect(escapeXml('v2\u202e x\u2067')).toBe('v2\ufffd x\ufffd')
  })
})

describe('element', () => {
  it('prints numbers as coordinates and leaves out what has no value', () => {
    expect(element('rect', { x: 0.333333, y: -0, fill: null, rx: undefined })).toBe('<rect x="0.33" y="0"/>')
  })
})
