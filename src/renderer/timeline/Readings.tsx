import type { TrackReading } from '@charts'
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
    return (
      <div className={rows.length > 0 ? 'timeline-label has-rows' : 'timeline-label'} style={{ height: placed.height }}>
        <span className="timeline-label-name">{placed.track.label}</span>
        <span className="timeline-label-values">
          {readings.map(({ text, role }) => (
            <span key={role + text.replace(/[\d\s.]/g, '')} className={`timeline-reading timeline-role-${role}`}>
              {text}
            </span>
          ))}
        </span>
        {rows.map(({ y, label }) => (
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

function wordsOf(readings: readonly TrackReading[]): string {
  return readings.map(({ text, role }) => `${role}:${text}`).join('|')
}
