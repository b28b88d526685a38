import { memo, useEffect, useMemo, useRef } from 'react'
import { player } from '../playback/player'
import { formatClock } from '../text/format'
import { rulerTicks, type TimeAxis } from './time-axis'

/** Labels closer to the playhead than this would show half of themselves beside its flag, in pixels. */
const FLAG_REACH = 44

/** Times along the axis; the hairlines of the labelled ones run through all tracks. */
export const Ruler = memo(function Ruler({ axis }: { readonly axis: TimeAxis }) {
  const ruler = useRef<HTMLDivElement>(null)
  const ticks = useMemo(() => rulerTicks(axis), [axis])
  useEffect(
    () =>
      player.onFrame((tMs) => {
        const x = axis.x(tMs)
        ticks.forEach((tick, index) => {
          const element = ruler.current?.children[index]
          if (tick.isMajor) element?.classList.toggle('is-under-flag', Math.abs(axis.x(tick.tMs) - x) < FLAG_REACH)
        })
      }),
    [axis, ticks],
  )
  return (
    <div className="timeline-ruler" aria-hidden="true" ref={ruler}>
      {ticks.map(({ tMs, isMajor }) => (
        <span key={tMs} className={isMajor ? 'timeline-tick is-major' : 'timeline-tick'} style={{ left: axis.x(tMs) }}>
          {isMajor && <span className="timeline-tick-label">{formatClock(tMs)}</span>}
        </span>
      ))}
    </div>
  )
})
