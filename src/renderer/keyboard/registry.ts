import { exportMenu } from '../export/menu-state'
import { openFilesFromDisk, saveScenario } from '../export/scenario-files'
import { focusFilter } from '../library/focus'
import { PLAYBACK_COMMANDS } from '../playback/commands'
import { toggleInspector, toggleRail } from '../state/layout'
import { useStore } from '../state/store'
import { TIMELINE_COMMANDS } from '../timeline/commands'
import { chordOf, isSingleKey } from './chord'
import type { Command } from './command'
import { followPointerFocus, isFocusedByPointer } from './pointer-focus'

const store = () => useStore.getState()

const FRAME_COMMANDS: readonly Command[] = [
  {
    id: 'future',
    group: 'Timeline and view',
    label: 'Dim, hide or show the future',
    chords: ['H'],
    run: () => store().cycleFuture(),
  },
  {
    id: 'escape',
    group: 'Timeline and view',
    label: 'Put the problems away, let go of the instance',
    chords: ['Escape'],
    run: () => (store().issues.length > 0 ? store().dismissIssues() : store().select(null)),
  },
  { id: 'open', group: 'Scenario', label: 'Open files', chords: ['Ctrl+O'], run: () => void openFilesFromDisk() },
  { id: 'save', group: 'Scenario', label: 'Save the scenario', chords: ['Ctrl+S'], run: () => void saveScenario() },
  { id: 'export', group: 'Scenario', label: 'Export', chords: ['E'], run: () => exportMenu.getState().toggle() },
  { id: 'filter', group: 'Scenario', label: 'Filter the library', chords: ['/'], run: focusFilter },
  {
    id: 'rail',
    group: 'Window',
    label: 'Library',
    chords: ['Ctrl+B'],
    run: toggleRail,
  },
  {
    id: 'inspector',
    group: 'Window',
    label: 'Inspector',
    chords: ['Ctrl+I'],
    run: toggleInspector,
  },
  {
    id: 'theme',
    group: 'Window',
    label: 'Light or dark',
    chords: ['Ctrl+Shift+L'],
    run: () => store().setTheme(store().theme === 'dark' ? 'light' : 'dark'),
  },
  { id: 'help', group: 'Window', label: 'This sheet', chords: ['?'], run: () => store().setHelpOpen(true) },
]

type ListedCommand = Pick<Command, 'id' | 'group' | 'label'> & { readonly printedChord: string }

/** What a part of the window, the shell or the browser does by itself; listed so that the sheet is complete. */
const LISTED: readonly ListedCommand[] = [
  { id: 'loop-drag', group: 'Playback', label: 'Loop a stretch of the timeline', printedChord: 'Alt+drag' },
  { id: 'wheel-zoom', group: 'Timeline and view', label: 'Zoom the timeline at the pointer', printedChord: 'wheel' },
  { id: 'wheel-pan', group: 'Timeline and view', label: 'Pan the timeline', printedChord: 'Shift+wheel' },
  { id: 'scene-enter', group: 'Scene', label: 'To the instances, and on', printedChord: 'Tab' },
  {
    id: 'scene-walk',
    group: 'Scene',
    label: 'Walk over the instances',
    printedChord: 'ArrowLeft ArrowUp ArrowDown ArrowRight',
  },
  { id: 'scene-inspect', group: 'Scene', label: 'Inspect the instance', printedChord: 'Enter' },
  { id: 'scene-zoom', group: 'Scene', label: 'Into the zone and the wave, out', printedChord: 'Shift+Enter Backspace' },
  { id: 'scene-wheel', group: 'Scene', label: 'In or out at the pointer', printedChord: 'Ctrl+wheel' },
  { id: 'ui-zoom', group: 'Window', label: 'Larger, smaller, normal size', printedChord: 'Ctrl++ Ctrl+- Ctrl+0' },
]
const NATIVE_COMMANDS: readonly Command[] = LISTED.map((listed) => ({ ...listed, chords: [], run: () => {} }))

/** Everything that the keyboard can do: one list for the keys and for the sheet. */
export const COMMANDS: readonly Command[] = [
  ...PLAYBACK_COMMANDS,
  ...TIMELINE_COMMANDS,
  ...FRAME_COMMANDS,
  ...NATIVE_COMMANDS,
]

/** The command of a chord, if there is one that is allowed where the focus is. */
export function commandFor(chord: string, target: EventTarget | null): Command | null {
  if (isSingleKey(chord) && (!store().singleKeys || isTextField(target))) return null
  if (usesKeyItself(chord, target)) return null
  return COMMANDS.find(({ chords }) => chords.includes(chord)) ?? null
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !/^(button|checkbox|radio|range|file)$/.test(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

/** Space presses a button that was reached by keyboard; arrows, Home and End move inside a text field. */
function usesKeyItself(chord: string, target: EventTarget | null): boolean {
  if (chord.startsWith('Ctrl+') || !(target instanceof HTMLElement)) return false
  if (isTextField(target)) return chord !== 'Escape'
  const isPressed = chord === 'Space' ? !isFocusedByPointer() : chord === 'Enter'
  return isPressed && target.closest('button, a, summary, [role=menuitem]') !== null
}

/** Listens on the whole window. Returns how to stop. */
export function listenToKeyboard(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || store().isHelpOpen) return
    const chord = chordOf(event)
    const command = commandFor(chord, event.target)
    if (!command) return
    event.preventDefault()
    command.run(chord, event)
  }
  const stopFollowing = followPointerFocus()
  window.addEventListener('keydown', onKeyDown)
  return () => {
    stopFollowing()
    window.removeEventListener('keydown', onKeyDown)
  }
}
