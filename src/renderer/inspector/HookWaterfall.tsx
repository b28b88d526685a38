import { type EventGroup, type LifecycleEventRecord, type RevisionLabel, type RunResult, STATUS_WORDS } from '@sim'
import { player } from '../playback/player'
import { useStore } from '../state/store'
import { formatDuration } from '../text/format'
import { showRange } from '../timeline/view'
import { StatusGlyph } from '../ui/StatusGlyph'
import { type HookRow, tellingRow } from './hook-rows'
import './hook-waterfall.css'

const GROUP_LABEL: Readonly<Record<EventGroup, string>> = {
  block: 'Traffic off',
  application: 'Install',
  allow: 'Traffic on',
}
const GROUPS: readonly EventGroup[] = ['block', 'application', 'allow']

interface HookWaterfallProps {
  readonly result: RunResult
  readonly rows: readonly HookRow[]
  /** Of a function or a service, whose events call functions instead of scripts. */
  readonly isService?: boolean
}

/** Every lifecycle event of a target on one time scale; a click moves the playhead to its start and zooms the timeline to it. */
export function HookWaterfall({ result, rows, isService = false }: HookWaterfallProps) {
  const groups = GROUPS.map((group) => ({ group, rows: rows.filter((row) => row.group === group) }))
  const shown = groups.filter((group) => group.rows.length > 0)
  return (
    <>
      {shown.map(({ group, rows: groupRows }) => (
        <section key={group} className="hook-group" aria-label={GROUP_LABEL[group]}>
          {shown.length > 1 && <h4 className="hook-group-label">{GROUP_LABEL[group]}</h4>}
          <ul>
            {groupRows.map((row) => (
              <li key={row.record.name}>
                <HookRowButton row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ScriptBox result={result} row={tellingRow(rows)} isService={isService} />
    </>
  )
}

function HookRowButton({ row }: { readonly row: HookRow }) {
  const { record, status } = row
  const duration = durationWords(row)
  return (
    <button
      type="button"
      className={`hook-row hook-row-${status}`}
      disabled={record.startMs === null}
      onClick={() => showEvent(record)}
    >
      <StatusGlyph status={status} />
      <span className="hook-row-name mono">{record.name}</span>
      <span className="visually-hidden">
        {status === 'Skipped' ? ', ' : `, ${STATUS_WORDS[status].toLowerCase()}, `}
      </span>
      <span className="hook-row-scale">
        <HookBar row={row} />
      </span>
      <span className="hook-row-duration mono">{duration}</span>
    </button>
  )
}

/** Moves the playhead to the start of the event and the timeline around it; one that took no time has nothing to zoom to. */
function showEvent({ startMs, endMs }: LifecycleEventRecord): void {
  if (startMs === null) return
  player.seek(startMs)
  if (endMs !== null && endMs > startMs) showRange(startMs, endMs)
}

function durationWords({ status, durationMs }: HookRow): string {
  if (status === 'Skipped') return 'skipped'
  return durationMs === null ? '–' : formatDuration(durationMs)
}

/** Coloured by the revision whose script ran; in the future it is veiled as everything else is. */
function HookBar({ row }: { readonly row: HookRow }) {
  const future = useStore((state) => state.future)
  if (!row.bar || (row.isToCome && future === 'hidden')) return null
  const veil = row.isToCome && future === 'dimmed' ? 'hook-bar-veiled' : ''
  const style = { left: `${row.bar.from * 100}%`, width: `max(2px, ${row.bar.length * 100}%)` }
  return <span className={`hook-bar hook-bar-${barTone(row)} ${veil}`} style={style} />
}

function barTone({ status, record, isToCome }: HookRow): 'failed' | RevisionLabel | 'plain' {
  const isFailed = status === 'Failed' || (isToCome && record.status === 'Failed')
  return isFailed ? 'failed' : (record.revision ?? 'plain')
}

interface ScriptBoxProps {
  readonly result: RunResult
  readonly row: HookRow | null
  readonly isService: boolean
}

/** What ran: scripts by their location, whose revision they came from, and the agent's sentence when one failed. */
function ScriptBox({ result, row, isService }: ScriptBoxProps) {
  if (!row || (isService && row.record.scripts.length === 0 && row.status !== 'Failed')) return null
  const { record, status } = row
  const isFailed = status === 'Failed'
  return (
    <div className="script-box mono">
      <p className="script-box-event">
        {record.name}
        {record.revision && ` · from ${result.scenario.revisions[record.revision].name}`}
      </p>
      <p className="script-box-scripts">{record.scripts.join('\n') || (isService ? 'no function' : 'no script')}</p>
      {isFailed && (
        <p className="script-box-failure">
          {record.errorCode}
          {record.message && `: ${record.message}`}
        </p>
      )}
    </div>
  )
}
