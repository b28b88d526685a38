import { PanelLeft, Plus, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { openFilesFromDisk } from '../export/scenario-files'
import { toggleRail, useLayout } from '../state/layout'
import { RAIL_WIDTH, within } from '../state/preferences'
import { chosenEntryOf, entryOf, useStore } from '../state/store'
import { IconButton } from '../ui/IconButton'
import { Separator } from '../ui/Separator'
import type { LibraryEntry } from './entries'
import { closestEntries, filterEntries, groupEntries } from './filter'
import { FILTER_FIELD_ID } from './focus'
import { WaveGlyph } from './WaveGlyph'
import { plannedWaveWords, waveStepsOf } from './wave-glyph'
import './rail.css'

/** The library: bundled scenarios under their headings, then the person's own; narrow it is a column of glyphs. */
export function Rail() {
  const width = useStore((state) => state.railWidth)
  const setPreferences = useStore((state) => state.setPreferences)
  const { isRailWide, isRailOverlay } = useLayout()
  const className = ['rail', isRailWide ? 'rail-wide' : 'rail-narrow', isRailOverlay ? 'rail-overlay' : ''].join(' ')
  return (
    <nav className={className} aria-label="Library" style={isRailWide ? { width } : undefined}>
      {isRailWide ? <WideRail /> : <NarrowRail />}
      {isRailWide && (
        <Separator
          label="Width of the library"
          panel="left"
          width={width}
          bounds={RAIL_WIDTH}
          onResize={(railWidth) => setPreferences({ railWidth: within(RAIL_WIDTH, railWidth) })}
        />
      )}
    </nav>
  )
}

function WideRail() {
  const library = useStore((state) => state.library)
  const [query, setQuery] = useState('')
  const found = useMemo(() => filterEntries(library, query), [library, query])
  const listRef = useRef<HTMLDivElement>(null)
  const openScenario = useStore((state) => state.openScenario)

  const onFilterKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') focusRow(listRef.current, 0, event)
    if (event.key === 'Escape') {
      // Leaves the chosen instance to the next Escape.
      event.preventDefault()
      setQuery('')
      event.currentTarget.blur()
    }
    if (event.key === 'Enter') {
      const best = found[0] ?? closestEntries(library, query)[0]
      if (best) openScenario(best.id)
    }
  }

  return (
    <>
      <header className="rail-header">
        <h2 className="rail-title">Library</h2>
        <IconButton icon={Plus} label="Open files" chord="Ctrl+O" onClick={() => void openFilesFromDisk()} />
        <IconButton
          icon={PanelLeft}
          label="Fold the library"
          chord="Ctrl+B"
          tooltip="below-left"
          onClick={toggleRail}
        />
      </header>
      <label className="rail-filter">
        <Search size={14} strokeWidth={1.35} aria-hidden="true" />
        <input
          id={FILTER_FIELD_ID}
          type="search"
          placeholder="Filter"
          aria-label="Filter the library"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onFilterKeyDown}
        />
        <span className="chord-key mono" aria-hidden="true">
          /
        </span>
      </label>
      <div className="rail-list scrolls" ref={listRef}>
        {found.length > 0 ? (
          <EntryGroups entries={found} isWide />
        ) : (
          <NoMatch query={query} closest={closestEntries(library, query)} />
        )}
      </div>
      <StoryCard />
    </>
  )
}

function NarrowRail() {
  const library = useStore((state) => state.library)
  return (
    <>
      <header className="rail-header">
        <IconButton icon={PanelLeft} label="Unfold the library" chord="Ctrl+B" onClick={toggleRail} />
      </header>
      <div className="rail-list scrolls">
        <EntryGroups entries={library} isWide={false} />
      </div>
    </>
  )
}

function NoMatch({ query, closest }: { readonly query: string; readonly closest: readonly LibraryEntry[] }) {
  return (
    <div className="rail-no-match">
      <p role="status">No scenario is called “{query}”.</p>
      {closest.length > 0 && (
        <>
          <p className="rail-quiet">Close to it:</p>
          <EntryRows entries={closest} isWide />
        </>
      )}
    </div>
  )
}

interface EntryListProps {
  readonly entries: readonly LibraryEntry[]
  readonly isWide: boolean
}

function EntryGroups({ entries, isWide }: EntryListProps) {
  return groupEntries(entries).map((group) => (
    <section key={group.collection} className="rail-group" aria-label={group.collection}>
      {isWide && <h3 className="rail-heading">{group.collection}</h3>}
      <EntryRows entries={group.entries} isWide={isWide} />
    </section>
  ))
}

function EntryRows({ entries, isWide }: EntryListProps) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.id}>
          <EntryRow entry={entry} isWide={isWide} />
        </li>
      ))}
    </ul>
  )
}

function EntryRow({ entry, isWide }: { readonly entry: LibraryEntry; readonly isWide: boolean }) {
  const isActive = useStore((state) => chosenEntryOf(state)?.id === entry.id)
  const openScenario = useStore((state) => state.openScenario)
  const steps = useMemo(() => waveStepsOf(entry.text), [entry.text])
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    const list = event.currentTarget.closest<HTMLElement>('.rail-list')
    focusRow(list, rowsOf(list).indexOf(event.currentTarget) + step, event)
  }
  return (
    <button
      type="button"
      ref={row}
      className="rail-row"
      aria-current={isActive ? 'true' : undefined}
      aria-label={isWide ? undefined : entry.name}
      title={`${entry.name}\n${plannedWaveWords(steps)}`}
      onClick={() => openScenario(entry.id)}
      onKeyDown={onKeyDown}
    >
      <WaveGlyph steps={steps} />
      {isWide && <span className="rail-row-name">{entry.name}</span>}
    </button>
  )
}

function StoryCard() {
  const story = useStore((state) => entryOf(state)?.story)
  const isHidden = useStore(
    ({ future, playheadMs, shown }) => future === 'hidden' && (shown === null || playheadMs < shown.result.endedAtMs),
  )
  if (!story) return null
  return (
    <section className="rail-story" aria-labelledby="rail-story-heading">
      <h3 className="rail-heading" id="rail-story-heading">
        What to watch
      </h3>
      <p>{isHidden ? 'Hidden with the future until the run has ended.' : story}</p>
    </section>
  )
}

function rowsOf(list: HTMLElement | null): HTMLButtonElement[] {
  return list ? [...list.querySelectorAll<HTMLButtonElement>('.rail-row')] : []
}

function focusRow(list: HTMLElement | null, index: number, event: KeyboardEvent): void {
  event.preventDefault()
  const row = rowsOf(list)[index]
  if (row) row.focus()
  else if (index < 0) document.getElementById(FILTER_FIELD_ID)?.focus()
}
