import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chordOf, isSingleKey } from '../../../src/renderer/keyboard/chord'
import { COMMAND_GROUPS } from '../../../src/renderer/keyboard/command'
import { COMMANDS, commandFor, listenToKeyboard } from '../../../src/renderer/keyboard/registry'
import { sheetRows } from '../../../src/renderer/keyboard/sheet-rows'
import { useStore } from '../../../src/renderer/state/store'
import { keysOf } from '../../../src/renderer/ui/Chord'

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers })

describe('a chord', () => {
  it('is written alike however it was pressed', () => {
    expect(press('l', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+L')
    expect(press('L', { metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+L')
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('+', { shiftKey: true })).toBe('+')
    expect(press(' ')).toBe('Space')
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft')
  })

  it('knows which keys a person may want off', () => {
    expect(['E', '?', '1', 'Shift+R'].every(isSingleKey)).toBe(true)
    expect(['Ctrl+E', 'Space', 'ArrowLeft', 'Shift+ArrowLeft', 'Home'].some(isSingleKey)).toBe(false)
  })

  it('is printed key by key, the plus too', () => {
    expect(keysOf('Ctrl++')).toEqual(['Ctrl', '+'])
    expect(keysOf('+')).toEqual(['+'])
    expect(keysOf('Shift+ArrowLeft')).toEqual(['Shift', '←'])
  })
})

describe('the registry of commands', () => {
  it('gives no chord to two commands, and no id twice', () => {
    const chords = COMMANDS.flatMap(({ chords }) => chords)
    expect(new Set(chords).size).toBe(chords.length)
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length)
  })

  it('writes every chord as a key press gives it', () => {
    for (const chord of COMMANDS.flatMap(({ chords }) => chords)) {
      const keys = chord === '+' ? ['+'] : chord.split('+')
      const key = keys.at(-1) ?? ''
      const typed = press(key === 'Space' ? ' ' : key, {
        ctrlKey: keys.includes('Ctrl'),
        shiftKey: keys.includes('Shift'),
        altKey: keys.includes('Alt'),
      })
      expect(typed).toBe(chord)
    }
  })

  it('lists also what the parts of the window listen to themselves', () => {
    const chordsOf = (group: string) =>
      sheetRows(COMMANDS, '').flatMap((row) => (row.group === group ? row.chords : []))
    expect(chordsOf('Scene')).toEqual(expect.arrayContaining(['Tab', 'ArrowLeft', 'Enter', 'Backspace', 'Ctrl+wheel']))
    expect(chordsOf('Playback')).toContain('Alt+drag')
    expect(chordsOf('Timeline and view')).toContain('wheel')
  })

  it('puts every command into the sheet, under a heading of it', () => {
    const rows = sheetRows(COMMANDS, '')
    expect(new Set(rows.map(({ group }) => group))).toEqual(new Set(COMMAND_GROUPS))
    for (const { label } of COMMANDS) expect(rows.some((row) => row.label === label)).toBe(true)
    expect(sheetRows(COMMANDS, 'inspector').map(({ label }) => label)).toEqual(['Inspector'])
  })
})

describe('the keyboard of the window', () => {
  let stop: () => void
  beforeEach(() => {
    stop = listenToKeyboard()
  })
  afterEach(() => {
    stop()
    document.body.replaceChildren()
    useStore.setState({ future: 'dimmed', singleKeys: true, isHelpOpen: false })
  })

  function type(target: EventTarget, key: string, modifiers: KeyboardEventInit = {}): boolean {
    return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }))
  }

  it('runs the command and keeps the browser out of it', () => {
    expect(type(document.body, 'h')).toBe(false)
    expect(useStore.getState().future).toBe('hidden')
  })

  it('leaves letters to text fields, but not Ctrl chords', () => {
    const field = document.body.appendChild(document.createElement('input'))
    expect(type(field, 'h')).toBe(true)
    expect(useStore.getState().future).toBe('dimmed')
    const { theme } = useStore.getState()
    type(field, 'L', { ctrlKey: true, shiftKey: true })
    expect(useStore.getState().theme).not.toBe(theme)
  })

  it('leaves Space to a focused button', () => {
    const button = document.body.appendChild(document.createElement('button'))
    expect(commandFor('Space', button)).toBeNull()
    expect(commandFor('Space', document.body)?.id).toBe('toggle')
  })

  it('takes Space back from a button that a click has focused, until the focus moves by keyboard', () => {
    const button = document.body.appendChild(document.createElement('button'))
    button.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }))
    button.focus()
    button.dispatchEvent(new MouseEvent('pointerup', { bubbles: true }))
    expect(commandFor('Space', button)?.id).toBe('toggle')
    expect(commandFor('Enter', button)).toBeNull()
    document.body.appendChild(document.createElement('button')).focus()
    expect(commandFor('Space', document.activeElement)).toBeNull()
  })

  it('does nothing with single keys where the person turned them off', () => {
    useStore.setState({ singleKeys: false })
    type(document.body, 'h')
    expect(useStore.getState().future).toBe('dimmed')
    expect(commandFor('ArrowLeft', document.body)).not.toBeNull()
  })

  it('leaves alone what a part of the window has used already, and everything below the open sheet', () => {
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true })
    type(document.body, 'h')
    useStore.setState({ isHelpOpen: true })
    type(document.body, 'h')
    expect(useStore.getState().future).toBe('dimmed')
  })
})
