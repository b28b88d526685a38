import { trackSpans, tracksOf } from '@charts'
import type { RunResult } from '@sim'
import { memo } from 'react'
import { player } from '../playback/player'
import { useStore } from '../state/store'
import { formatClock, formatDuration } from '../text/format'
import { toggleTable, useTimelineView, visibleRange } from './view'

/** A table of more rows than this is read by nobody. */
const ROW_COUNT_MAX = 120
const STEPS_S: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600]

/** Every chart of the timeline as one table: a row for each stretch of time, a column for each track. */
export function TableView({ result }: { readonly result: RunResult }) {
  const range = useTimelineView((view) => view.range)
  const { fromMs, toMs } = visibleRange(range, result.endedAtMs)
  const knownUntilMs = useStore((state) => (state.future === 'hidden' ? state.playheadMs : result.endedAtMs))
  const stepMs = tableStepMs(fromMs, toMs)
  const tracks = tracksOf(result)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
    <section className="timeline-table" aria-label="Charts as a table" tabIndex={0}>
      <div className="timeline-table-head">
        <p id="timeline-table-title">
          What came together in every {formatDuration(stepMs)} from {formatClock(fromMs)} to {formatClock(toMs)}
        </p>
        <button type="button" className="timeline-table-close" aria-keyshortcuts="Control+T" onClick={toggleTable}>
          Show the charts
        </button>
      </div>
      <table aria-labelledby="timeline-table-title">
        <thead>
          <tr>
            <th scope="col">From</th>
            {tracks.map((track) => (
              <th key={track.id} scope="col">
                {track.label}
                <span className="timeline-table-unit">{track.unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableSpans(fromMs, Math.min(toMs, knownUntilMs), stepMs).map((span) => (
            <TableRow key={span.fromMs} result={result} span={span} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const TableRow = memo(function TableRow({ result, span }: { readonly result: RunResult; readonly span: TableSpan }) {
  const { fromMs, toMs } = span
  return (
    <tr>
      <th scope="row">
        <button type="button" onClick={() => player.seek(fromMs)}>
          {formatClock(fromMs)}
        </button>
      </th>
      {trackSpans(result, fromMs, toMs).map(({ trackId, phrases }) => (
        <td key={trackId}>{phrases.join(', ') || 'none'}</td>
      ))}
    </tr>
  )
}, isSameRow)

/** The finest step that keeps the table readable. */
function tableStepMs(fromMs: number, toMs: number): number {
  const step = STEPS_S.find((seconds) => (toMs - fromMs) / (seconds * 1_000) < ROW_COUNT_MAX)
  return (step ?? 7_200) * 1_000
}

interface TableSpan {
  readonly fromMs: number
  readonly toMs: number
}

function isSameRow(
  before: { readonly result: RunResult; readonly span: TableSpan },
  after: { readonly result: RunResult; readonly span: TableSpan },
): boolean {
  return (
    before.result === after.result && before.span.fromMs === after.span.fromMs && before.span.toMs === after.span.toMs
  )
}

const SECOND_MS = 1_000

/** Stretches of whole seconds, the last one cut where the table ends: a second that is still under way is not told. */
function tableSpans(fromMs: number, untilMs: number, stepMs: number): TableSpan[] {
  const spans: TableSpan[] = []
  const endMs = Math.floor(untilMs / SECOND_MS) * SECOND_MS
  for (let startMs = Math.floor(fromMs / stepMs) * stepMs; startMs < endMs; startMs += stepMs) {
    spans.push({ fromMs: startMs, toMs: Math.min(startMs + stepMs, endMs) })
  }
  return spans
}
