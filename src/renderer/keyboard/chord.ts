type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The chord of a key press, written as in `Command.chords`. Cmd counts as Ctrl. */
export function chordOf(press: KeyPress): string {
  const isSymbol = press.key.length === 1 && press.key.toLowerCase() === press.key.toUpperCase() && press.key !== ' '
  const key = press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toUpperCase() : press.key
  const modifiers = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    // The symbol says already that Shift is down, and on which key it sits differs from layout to layout.
    press.shiftKey && !isSymbol ? 'Shift' : '',
  ]
  return [...modifiers.filter((modifier) => modifier !== ''), key].join('+')
}

/** True for a letter, digit or symbol without Ctrl or Alt: off in text fields, and where the person turned them off. */
export function isSingleKey(chord: string): boolean {
  return chord.length === 1 || /^Shift\+.$/.test(chord)
}
