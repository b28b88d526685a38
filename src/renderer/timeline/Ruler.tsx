import { memo } from 'react'
import { formatClock } from '../text/format'
import { rulerTicks, type TimeAxis } from './time-axis'

/** Times along the axis; the hairlines of the labelled ones run through all tracks. */
export const Ruler = memo(function Ruler({ axis }: { readonly axis: TimeAxis }) {
  const ticks = rulerTicks(axis)
  return (
    <div className="timeline-ruler" aria-hidden="true">
      {ticks.map(({ tMs, isMajor }) => (
        <span key={tMs} className={isMajor ? 'timeline-tick is-major' : 'timeline-tick'} style={{ left: axis.x(tMs) }}>
          {isMajor && <span className="timeline-tick-label">{formatClock(tMs)}</span>}
        </span>
      ))}
    </div>
  )
})
