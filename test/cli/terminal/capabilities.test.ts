import { describe, expect, it } from 'vitest'
import { capabilitiesOf, hasUnicodeLocale } from '../../../src/cli/terminal/capabilities'

describe('the character set', () => {
  it.each([
    [{ LC_ALL: 'C', LC_CTYPE: 'en_US.UTF-8', LANG: 'en_US.UTF-8' }, false],
    [{ LC_CTYPE: 'de_DE.utf8', LANG: 'C' }, true],
    [{ LC_ALL: '', LANG: 'C.UTF-8' }, true],
    [{ LANG: 'POSIX' }, false],
    [{}, false],
  ])('is decided by the first locale variable that is set: %j', (environment, expected) => {
    expect(hasUnicodeLocale(environment, 'linux')).toBe(expected)
  })

  it('is UTF-8 on systems whose terminals always are', () => {
    expect(hasUnicodeLocale({}, 'win32')).toBe(true)
    expect(hasUnicodeLocale({}, 'darwin')).toBe(true)
  })
})

describe('the place that text goes to', () => {
  const terminal = { isTTY: true, columns: 90, hasColors: () => true }

  it('is a terminal with colours and its own width', () => {
    expect(capabilitiesOf(terminal, { LANG: 'C.UTF-8', TERM: 'xterm' }, 'linux')).toEqual({
      isTerminal: true,
      hasColour: true,
      hasUnicode: true,
      columnCount: 90,
    })
  })

  it('has no colours when the terminal says so (NO_COLOR), and is never too narrow or too wide', () => {
    const narrow = { ...terminal, columns: 10, hasColors: () => false }
    expect(capabilitiesOf(narrow, {}, 'linux')).toMatchObject({ hasColour: false, columnCount: 60 })
    expect(capabilitiesOf({ ...terminal, columns: 500 }, {}, 'linux').columnCount).toBe(120)
  })

  it('is no terminal when it is a pipe, or dumb', () => {
    expect(capabilitiesOf({ isTTY: false, hasColors: () => true }, {}, 'linux')).toMatchObject({
      isTerminal: false,
      hasColour: false,
      columnCount: 100,
    })
    expect(capabilitiesOf(terminal, { TERM: 'dumb' }, 'linux')).toMatchObject({ isTerminal: false, hasColour: false })
  })
})
