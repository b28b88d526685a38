import type { TrackReading, TrackRow } from '@charts'
import type { RunResult } from '@sim'
import { memo } from 'react'
import { useStore } from '../state/store'
import type { PlacedTrack } from './track-heights'
import { useRowLabels } from './use-row-labels'

interface ReadingsProps {
  readonly result: RunResult
  readonly placed: readonly PlacedTrack[]
}

/** Names of the tracks, and their values at the playhead. */
export function Readings({ result, placed }: ReadingsProps) {
  const playheadMs = useStore((state) => state.playheadMs)
  const tMs = Math.min(playheadMs, result.endedAtMs)
  return (
    <div className="timeline-labels">
      {placed.map((each) => (
        <TrackLabel key={each.track.id} result={result} placed={each} readings={each.track.read(result, tMs)} />
      ))}
    </div>
  )
}

interface TrackLabelProps {
  readonly result: RunResult
  readonly placed: PlacedTrack
  readonly readings: readonly TrackReading[]
}

const TrackLabel = memo(
  function TrackLabel({ result, placed, readings }: TrackLabelProps) {
    const rows = useRowLabels(result, placed)
    // The waves that a hidden future holds have no name yet.
    const knownMs = useStore(({ future, playheadMs }) =>
      future === 'hidden' ? latestStartMs(rows, playheadMs) : Number.POSITIVE_INFINITY,
    )
    const rowChars = Math.max(0, ...rows.map(({ label }) => label.length))
    const paddingRight = rows.length > 0 ? rowChars * ROW_CHAR_WIDTH + 14 : undefined
    return (
      <div className={classNameOf(placed, rows.length > 0)} style={{ height: placed.height, paddingRight }}>
        <span className="timeline-label-name">
          <span>{placed.track.label}</span>
          {placed.track.readingSpan && <span className="timeline-label-span">{placed.track.readingSpan}</span>}
        </span>
        <span className="timeline-label-values" title={readings.map(({ text }) => text).join(', ')}>
          {readings.map(({ text, role }) => (
            <span key={role + text.replace(/[\d\s.]/g, '')} className={`timeline-reading timeline-role-${role}`}>
              {text}
            </span>
          ))}
        </span>
        {rows
          .filter(({ fromMs }) => fromMs <= knownMs)
          .map(({ y, label }) => (
            <span key={`${y} ${label}`} className="timeline-row-label" style={{ top: y - 7 }}>
              {label}
            </span>
          ))}
      </div>
    )
  },
  (before, after) =>
    before.result === after.result &&
    before.placed === after.placed &&
    wordsOf(before.readings) === wordsOf(after.readings),
)

/** Of the names of rows, in pixels. */
const ROW_CHAR_WIDTH = 6.1

/** Too low for two lines: name and values share one. */
const TWO_LINES_HEIGHT = 28

function classNameOf({ height }: PlacedTrack, hasRows: boolean): string {
  return ['timeline-label', hasRows ? 'has-rows' : '', height < TWO_LINES_HEIGHT ? 'is-low' : ''].join(' ').trim()
}

/** When the last row began that has begun: a value that changes only when another row does. */
function latestStartMs(rows: readonly TrackRow[], tMs: number): number {
  return rows.reduce((latest, { fromMs }) => (fromMs <= tMs ? Math.max(latest, fromMs) : latest), -1)
}

function wordsOf(readings: readonly TrackReading[]): string {
  return readings.map(({ text, role }) => `${role}:${text}`).join('|')
}
