import type { RunResult } from '@sim'
import { ListFilter } from 'lucide-react'
import { type UIEvent, useMemo, useRef, useState } from 'react'
import { player } from '../playback/player'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { formatClock } from '../text/format'
import { IconButton } from '../ui/IconButton'
import { LogMarkGlyph } from './LogMarkGlyph'
import { filterLog, happenedCount, LOG_TYPES, type LogFilter, markOf } from './log-filter'
import { type LineType, type LogLine, linesOf } from './log-lines'
import { logTitle, logWords } from './log-words'
import './event-log.css'

const ROW_HEIGHT = 24
/** Rows drawn above and below what is seen, so that scrolling shows no gap. */
const SPARE_ROWS = 8
/** EventBridge sends about everything a second time: only shown when asked for. */
const USUAL_TYPES: readonly LineType[] = LOG_TYPES.map(({ type }) => type).filter((type) => type !== 'event')

/** What has happened up to the playhead, the newest first; a click moves the playhead there. */
export function EventLog({ view }: { readonly view: PlayheadView }) {
  const selected = useStore((state) => state.selectedInstance)
  const [isFilterOpen, setFilterOpen] = useState(false)
  const [types, setTypes] = useState<readonly LineType[]>(USUAL_TYPES)
  const [isOnlySelected, setOnlySelected] = useState(false)
  const [isWholeRun, setWholeRun] = useState(false)
  const instanceIndex = isOnlySelected ? selected : null
  const entries = useMemo(
    () => filterLog(linesOf(view.result, types), { types, instanceIndex } satisfies LogFilter),
    [view.result, types, instanceIndex],
  )
  const shownCount = isWholeRun ? entries.length : happenedCount(entries, view.tMs)

  return (
    <section className="event-log" aria-label="Event log">
      <header className="inspector-heading-row">
        <h3 className="inspector-heading">Event log</h3>
        <IconButton
          icon={ListFilter}
          label="Filter the events"
          tooltip="below-left"
          isExpanded={isFilterOpen}
          onClick={() => setFilterOpen(!isFilterOpen)}
        />
      </header>
      {isFilterOpen && (
        <fieldset className="event-log-filter">
          <legend className="visually-hidden">Events to show</legend>
          {LOG_TYPES.map(({ type, label }) => (
            <Choice
              key={type}
              label={label}
              isChosen={types.includes(type)}
              onChange={(isChosen) => setTypes(isChosen ? [...types, type] : types.filter((other) => other !== type))}
            />
          ))}
          <Choice label="Only the chosen instance" isChosen={isOnlySelected} onChange={setOnlySelected} />
          <Choice label="Also what is to come" isChosen={isWholeRun} onChange={setWholeRun} />
        </fieldset>
      )}
      <LogRows result={view.result} entries={entries} shownCount={shownCount} happenedUntilMs={view.tMs} />
    </section>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly isChosen: boolean
  readonly onChange: (isChosen: boolean) => void
}

function Choice({ label, isChosen, onChange }: ChoiceProps) {
  return (
    <label className="event-log-choice">
      <input type="checkbox" checked={isChosen} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

interface LogRowsProps {
  readonly result: RunResult
  readonly entries: readonly LogLine[]
  readonly shownCount: number
  readonly happenedUntilMs: number
}

/** Draws only the rows that are seen: a run of a large fleet has tens of thousands. */
function LogRows({ result, entries, shownCount, happenedUntilMs }: LogRowsProps) {
  const [scrollTop, setScrollTop] = useState(0)
  const listRef = useRef<HTMLDivElement>(null)
  const seenRows = Math.ceil((listRef.current?.clientHeight ?? 480) / ROW_HEIGHT)
  const firstRow = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS)
  const endRow = Math.min(shownCount, firstRow + seenRows + 2 * SPARE_ROWS)
  const rows = Array.from({ length: Math.max(0, endRow - firstRow) }, (_, offset) => firstRow + offset)
  return (
    <div
      className="event-log-rows scrolls"
      ref={listRef}
      onScroll={(event: UIEvent<HTMLDivElement>) => setScrollTop(event.currentTarget.scrollTop)}
    >
      {shownCount === 0 && <p className="inspector-quiet">Nothing has happened yet.</p>}
      <ol style={{ height: shownCount * ROW_HEIGHT }} className="event-log-list">
        {rows.map((row) => {
          const entry = entries[shownCount - 1 - row]
          return (
            entry && (
              <li key={shownCount - 1 - row} className="event-log-item" style={{ top: row * ROW_HEIGHT }}>
                <LogRow result={result} entry={entry} isToCome={entry.atMs > happenedUntilMs} />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

function LogRow({
  result,
  entry,
  isToCome,
}: {
  readonly result: RunResult
  readonly entry: LogLine
  readonly isToCome: boolean
}) {
  const select = useStore((state) => state.select)
  const { words, instanceLabel } = logWords(result, entry)
  return (
    <button
      type="button"
      className={isToCome ? 'event-log-row event-log-row-to-come' : 'event-log-row'}
      title={logTitle(result, entry)}
      onClick={() => {
        player.seek(entry.atMs)
        if (entry.instanceIndex !== null) select(entry.instanceIndex)
      }}
    >
      <LogMarkGlyph mark={markOf(entry)} />
      <span className="event-log-time mono">{formatClock(entry.atMs)}</span>
      <span className="event-log-words">{words}</span>
      {instanceLabel && <span className="event-log-instance mono">{instanceLabel}</span>}
    </button>
  )
}
