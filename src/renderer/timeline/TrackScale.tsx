import type { TrackTick } from '@charts'
import type { RunResult } from '@sim'
import { memo } from 'react'
import { useStore } from '../state/store'
import { PLOT_PADDING, useTrackDrawing } from './TrackPlot'
import type { TimeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

interface TrackScaleProps {
  readonly result: RunResult
  readonly placed: PlacedTrack
  readonly axis: TimeAxis
}

const LABEL_HEIGHT = 12

/**
 * The values of a track's scale, to the right of it; labels that would touch give way to the one above, or to one with a
 * meaning of its own. Peaks of a hidden future stay untold.
 */
export const TrackScale = memo(function TrackScale({ result, placed, axis }: TrackScaleProps) {
  const isSecret = useStore(
    ({ future, playheadMs }) => placed.track.isScaleFromRun && future === 'hidden' && playheadMs < result.endedAtMs,
  )
  const { ticks } = useTrackDrawing(result, placed, axis)
  const labels: { y: number; label: string; role: string }[] = []
  const isPlain = ({ role }: TrackTick): number => Number(role === 'quiet')
  for (const tick of [...ticks].sort((a, b) => isPlain(a) - isPlain(b) || a.y - b.y)) {
    const y = Math.min(
      placed.height - 2 - (linesOf(tick.label).length - 1) * (LABEL_HEIGHT - 2),
      Math.max(LABEL_HEIGHT - 2, tick.y + PLOT_PADDING + 4),
    )
    if (labels.every((other) => Math.abs(y - other.y) >= LABEL_HEIGHT - 1))
      labels.push({ y, label: tick.label, role: tick.role })
  }
  return (
    <svg className="timeline-scale" width="64" height={placed.height} aria-hidden="true">
      {!placed.isSparkline &&
        !isSecret &&
        labels.map(({ y, label, role }) => (
          <text key={label} y={y} className={`timeline-scale-label timeline-role-${role}`}>
            {linesOf(label).map((line, at) => (
              <tspan key={line} x="6" dy={at === 0 ? 0 : LABEL_HEIGHT - 2}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
    </svg>
  )
})

/** Characters that fit into the column of the scales. */
const LINE_CHARS = 11

/** A label too long for its column stands in two lines. */
function linesOf(label: string): string[] {
  return label.length > LINE_CHARS ? label.split(' ') : [label]
}
