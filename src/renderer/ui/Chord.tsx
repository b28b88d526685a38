import './chord.css'

const PRINTED: ReadonlyMap<string, string> = new Map([
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['Escape', 'Esc'],
])

/** Whether the machine says Cmd where others say Ctrl. */
function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}

/** The keys of a chord as a keyboard prints them: `Ctrl+Shift+L` is three, `?` is one. */
export function keysOf(chord: string): string[] {
  // The plus that is itself the key stands at the end, and not between two keys.
  const keys = chord.endsWith('+') ? [...chord.slice(0, -1).split('+'), '+'] : chord.split('+')
  return keys.filter(Boolean).map((key) => {
    if (key === 'Ctrl' && isMac()) return 'Cmd'
    return PRINTED.get(key) ?? (key.length === 1 ? key.toUpperCase() : key)
  })
}

/** A chord, key by key. */
export function Chord({ chord }: { readonly chord: string }) {
  return (
    <span className="chord">
      {keysOf(chord).map((key) => (
        <kbd key={key} className="chord-key mono">
          {key}
        </kbd>
      ))}
    </span>
  )
}
