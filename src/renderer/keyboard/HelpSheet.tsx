import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from '../state/store'
import { Chord } from '../ui/Chord'
import { IconButton } from '../ui/IconButton'
import { COMMAND_GROUPS } from './command'
import { COMMANDS } from './registry'
import { type SheetRow, sheetRows } from './sheet-rows'
import './help-sheet.css'

/** The keyboard sheet: every command of the registry, and what can be switched off. */
export function HelpSheet() {
  const isOpen = useStore((state) => state.isHelpOpen)
  return isOpen ? <OpenSheet /> : null
}

function OpenSheet() {
  const setHelpOpen = useStore((state) => state.setHelpOpen)
  const [query, setQuery] = useState('')
  const rows = useMemo(() => sheetRows(COMMANDS, query), [query])
  const dialogRef = useRef<HTMLDivElement>(null)
  const close = () => setHelpOpen(false)

  // The focus goes back to where it was when the sheet closes.
  useEffect(() => {
    const before = document.activeElement
    dialogRef.current?.querySelector('input')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    close()
  }
  return (
    <div className="help-scrim" onPointerDown={(event) => event.target === event.currentTarget && close()}>
      <div
        className="help-sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby="help-title"
        tabIndex={-1}
        ref={dialogRef}
        onKeyDown={onKeyDown}
      >
        <header className="help-header">
          <h2 className="help-title" id="help-title">
            Keyboard
          </h2>
          <label className="help-filter">
            <Search size={13} strokeWidth={1.35} aria-hidden="true" />
            <input
              type="search"
              placeholder="type to filter"
              aria-label="Filter the keys"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
          <IconButton icon={X} label="Close" chord="Escape" tooltip="below-left" onClick={close} />
        </header>
        <div className="help-groups scrolls">
          {COMMAND_GROUPS.map((group) => (
            <HelpGroup key={group} group={group} rows={rows.filter((row) => row.group === group)} />
          ))}
          {rows.length === 0 && <p role="status">No command is called “{query}”.</p>}
        </div>
        <Switches />
      </div>
    </div>
  )
}

function HelpGroup({ group, rows }: { readonly group: string; readonly rows: readonly SheetRow[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-label={group}>
      <h3 className="help-heading">{group}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.label} className="help-row">
            <span>{row.label}</span>
            <span className="help-keys">
              {row.chords.map((chord) => (
                <Chord key={chord} chord={chord} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Switches() {
  const singleKeys = useStore((state) => state.singleKeys)
  const isMotionReduced = useStore((state) => state.isMotionReduced)
  const setPreferences = useStore((state) => state.setPreferences)
  return (
    <footer className="help-switches">
      <label className="help-switch">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setPreferences({ singleKeys: event.target.checked })}
        />
        Letters and digits without Ctrl
      </label>
      <label className="help-switch">
        <input
          type="checkbox"
          checked={isMotionReduced}
          onChange={(event) => setPreferences({ isMotionReduced: event.target.checked })}
        />
        Less motion
      </label>
    </footer>
  )
}
