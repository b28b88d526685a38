import { trackReadings, tracksOf } from '@charts'
import type { RunResult } from '@sim'
import { player } from '../playback/player'
import { useStore } from '../state/store'
import { formatClock, formatDuration } from '../text/format'
import { toggleTable, useTimelineView, visibleRange } from './view'

/** A table of more rows than this is read by nobody. */
const ROW_COUNT_MAX = 120
const STEPS_S: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600]

/** Every chart of the timeline as one table: a row for each step of time, a column for each track. */
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
          Every {formatDuration(stepMs)} from {formatClock(fromMs)} to {formatClock(toMs)}
        </p>
        <button type="button" className="timeline-table-close" aria-keyshortcuts="Control+T" onClick={toggleTable}>
          Show the charts
        </button>
      </div>
      <table aria-labelledby="timeline-table-title">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {tracks.map((track) => (
              <th key={track.id} scope="col">
                {track.label}
                <span className="timeline-table-unit">{track.unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableTimes(fromMs, Math.min(toMs, knownUntilMs), stepMs).map((tMs) => (
            <TableRow key={tMs} result={result} tMs={tMs} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TableRow({ result, tMs }: { readonly result: RunResult; readonly tMs: number }) {
  return (
    <tr>
      <th scope="row">
        <button type="button" onClick={() => player.seek(tMs)}>
          {formatClock(tMs)}
        </button>
      </th>
      {trackReadings(result, tMs).map(({ trackId, readings }) => (
        <td key={trackId}>{readings.map(({ text }) => text).join(', ') || 'none'}</td>
      ))}
    </tr>
  )
}

/** The finest step that keeps the table readable. */
function tableStepMs(fromMs: number, toMs: number): number {
  const step = STEPS_S.find((seconds) => (toMs - fromMs) / (seconds * 1_000) < ROW_COUNT_MAX)
  return (step ?? 7_200) * 1_000
}

function tableTimes(fromMs: number, toMs: number, stepMs: number): number[] {
  const times: number[] = []
  for (let tMs = Math.ceil(fromMs / stepMs) * stepMs; tMs <= toMs; tMs += stepMs) times.push(tMs)
  return times
}
