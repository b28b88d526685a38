import type { RunResult } from '@sim'
import { useStore } from '../state/store'
import { formatClock } from '../text/format'
import { useHoveredMs } from './hover'
import type { TrackTop } from './TrackEvents'
import type { TimeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

interface HoverLineProps {
  readonly result: RunResult
  readonly placed: readonly PlacedTrack[]
  readonly axis: TimeAxis
  readonly top: TrackTop
}

/** A thin second line under the pointer, with the values of every track there. */
export function HoverLine({ result, placed, axis, top }: HoverLineProps) {
  const tMs = useHoveredMs()
  // A hidden future stays hidden under the pointer too.
  const isHidden = useStore((state) => state.future === 'hidden' && tMs !== null && tMs > state.playheadMs)
  if (tMs === null || isHidden) return null
  const x = axis.x(tMs)
  const isRight = x > axis.width - 200
  return (
    <div className={isRight ? 'timeline-hover is-right' : 'timeline-hover'} style={{ left: x }} aria-hidden="true">
      <span className="timeline-hover-time">{formatClock(tMs)}</span>
      {placed
        .filter((each) => top.offset + each.top >= top.from - 4)
        .map((each) => (
          <span key={each.track.id} className="timeline-hover-values" style={{ top: top.offset + each.top + 4 }}>
            {each.track.read(result, tMs).map(({ text, role }) => (
              <span key={text} className={`timeline-role-${role}`}>
                {text}
              </span>
            ))}
          </span>
        ))}
    </div>
  )
}
