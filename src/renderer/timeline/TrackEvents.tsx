import type { TrackMark } from '@charts'
import type { RunResult } from '@sim'
import { player } from '../playback/player'
import { formatClock } from '../text/format'
import { MarkShape } from './MarkShape'
import { PLOT_PADDING, useTrackDrawing } from './TrackPlot'
import type { TimeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

interface TrackEventsProps {
  readonly result: RunResult
  readonly placed: readonly PlacedTrack[]
  readonly axis: TimeAxis
  readonly top: TrackTop
}

/** Where tracks begin on the screen, and the heights between which they are seen; the rest is scrolled away. */
export interface TrackTop {
  readonly offset: number
  readonly from: number
  readonly to: number
}

/** The events on the tracks; a click goes there. Keyboards have Shift with the arrows, and the log in the inspector. */
export function TrackEvents({ result, placed, axis, top }: TrackEventsProps) {
  return placed.map((each) => <EventsOfTrack key={each.track.id} result={result} placed={each} axis={axis} top={top} />)
}

interface EventsOfTrackProps {
  readonly result: RunResult
  readonly placed: PlacedTrack
  readonly axis: TimeAxis
  readonly top: TrackTop
}

function EventsOfTrack({ result, placed, axis, top }: EventsOfTrackProps) {
  const { marks } = useTrackDrawing(result, placed, axis)
  const offset = top.offset + placed.top + PLOT_PADDING
  return marks
    .filter(({ y }) => offset + y >= top.from && offset + y <= top.to)
    .map((mark) => <EventButton key={`${mark.atMs} ${mark.shape} ${mark.label}`} mark={mark} top={offset} />)
}

function EventButton({ mark, top }: { readonly mark: TrackMark; readonly top: number }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`timeline-event timeline-role-${mark.role}`}
      aria-label={`${formatClock(mark.atMs)}, ${mark.label}`}
      title={`${formatClock(mark.atMs)}  ${mark.label}`}
      style={{ left: mark.x, top: top + mark.y }}
      onClick={() => player.seek(mark.atMs)}
    >
      <MarkShape shape={mark.shape} />
    </button>
  )
}
