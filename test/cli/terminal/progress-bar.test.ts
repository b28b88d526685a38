import { describe, expect, it } from 'vitest'
import type { Capabilities } from '../../../src/cli/terminal/capabilities'
import { createProgressBar } from '../../../src/cli/terminal/progress-bar'

const TERMINAL: Capabilities = { isTerminal: true, hasColour: true, hasUnicode: true, columnCount: 80 }

/** A bar on a terminal of our own, at a clock of our own. */
function barOn(place: Capabilities) {
  const written: string[] = []
  const clock = { nowMs: 0 }
  const terminal = { notes: place, writeNote: (text: string) => written.push(text) }
  const bar = createProgressBar(terminal, () => clock.nowMs)
  return { bar, written, at: (nowMs: number) => Object.assign(clock, { nowMs }) }
}

describe('the progress bar', () => {
  it('says nothing in the first half second', () => {
    const { bar, written, at } = barOn(TERMINAL)
    at(499)
    bar.show(0.5, 'half')
    bar.clear()
    expect(written).toEqual([])
  })

  it('shows how far it is, at most ten times a second, and leaves a clean line', () => {
    const { bar, written, at } = barOn(TERMINAL)
    at(500)
    bar.show(0.5, 'simulated 01:00 of 02:00')
    at(599)
    bar.show(0.6, 'too soon')
    at(600)
    bar.show(2, 'bounded')
    bar.clear()
    expect(written).toEqual([
      `\r\u001b[K${'█'.repeat(15)}${'░'.repeat(15)}  50 % simulated 01:00 of 02:00`,
      `\r\u001b[K${'█'.repeat(30)} 100 % bounded`,
      '\r\u001b[K',
    ])
  })

  it('is ASCII where the locale is not UTF-8', () => {
    const { bar, written, at } = barOn({ ...TERMINAL, hasUnicode: false })
    at(1_000)
    bar.show(0.1, '')
    expect(written[0]).toContain(`###${'.'.repeat(27)}  10 %`)
  })

  it('is not drawn into a pipe or a file', () => {
    const { bar, written, at } = barOn({ ...TERMINAL, isTerminal: false })
    at(1_000)
    bar.show(0.1, '')
    bar.clear()
    expect(written).toEqual([])
  })
})
