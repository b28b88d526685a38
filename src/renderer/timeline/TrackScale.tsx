import type { RunResult } from '@sim'
import { memo } from 'react'
import { PLOT_PADDING, useTrackDrawing } from './TrackPlot'
import type { TimeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

interface TrackScaleProps {
  readonly result: RunResult
  readonly placed: PlacedTrack
  readonly axis: TimeAxis
}

const LABEL_HEIGHT = 12

/** The values of a track's scale, to the right of it; labels that would touch give way to the one above. */
export const TrackScale = memo(function TrackScale({ result, placed, axis }: TrackScaleProps) {
  const { ticks } = useTrackDrawing(result, placed, axis)
  const labels: { y: number; label: string; role: string }[] = []
  for (const tick of [...ticks].sort((a, b) => a.y - b.y)) {
    const y = Math.min(
      placed.height - 2 - (linesOf(tick.label).length - 1) * (LABEL_HEIGHT - 2),
      Math.max(LABEL_HEIGHT - 2, tick.y + PLOT_PADDING + 4),
    )
    const last = labels[labels.length - 1]
    if (!last || y - last.y >= LABEL_HEIGHT) labels.push({ y, label: tick.label, role: tick.role })
  }
  return (
    <svg className="timeline-scale" width="52" height={placed.height} aria-hidden="true">
      {!placed.isSparkline &&
        labels.map(({ y, label, role }) => (
          <text key={label} y={y} className={`timeline-scale-label timeline-role-${role}`}>
            {linesOf(label).map((line, at) => (
              <tspan key={line} x="8" dy={at === 0 ? 0 : LABEL_HEIGHT - 2}>
                {line}
              </tspan>
            ))}
          </text>
        ))}
    </svg>
  )
})

/** Characters that fit into the column of the scales. */
const LINE_CHARS = 9

/** A label too long for its column stands in two lines. */
function linesOf(label: string): string[] {
  return label.length > LINE_CHARS ? label.split(' ') : [label]
}
