import type { TrackRow } from '@charts'
import type { RunResult } from '@sim'
import { useMemo } from 'react'
import { PLOT_PADDING, useTrackDrawing } from './TrackPlot'
import { timeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

const ROW_LABEL_HEIGHT = 11

/** Names of the rows inside a track (its waves), as many as can be read. */
export function useRowLabels(result: RunResult, placed: PlacedTrack): readonly TrackRow[] {
  // Rows do not depend on what part of the run is shown.
  const axis = useMemo(() => timeAxis(0, Math.max(1, result.endedAtMs), 100), [result])
  const { rows } = useTrackDrawing(result, placed, axis)
  if (placed.isSparkline) return []
  const pitch = rows.length > 1 ? (rows[1]?.y ?? 0) - (rows[0]?.y ?? 0) : ROW_LABEL_HEIGHT
  const every = Math.max(1, Math.ceil(ROW_LABEL_HEIGHT / Math.max(1, pitch)))
  return rows.filter((_, at) => at % every === 0).map((row) => ({ ...row, y: row.y + PLOT_PADDING }))
}
