import { useEffect, useRef } from 'react'
import { player } from '../playback/player'
import { formatClock } from '../text/format'
import type { TimeAxis } from './time-axis'

/** The line across all tracks, its time, and the veil over what comes after it. Moved by the playback clock, not by React. */
export function Playhead({ axis }: { readonly axis: TimeAxis }) {
  const line = useRef<HTMLDivElement>(null)
  const flag = useRef<HTMLSpanElement>(null)
  const veil = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      player.onFrame((tMs) => {
        const x = axis.x(tMs)
        const isInView = x >= -0.5 && x <= axis.width + 0.5
        if (line.current) {
          line.current.style.transform = `translateX(${x}px)`
          line.current.hidden = !isInView
        }
        if (flag.current) flag.current.textContent = `${formatClock(tMs)}.${Math.floor(tMs / 100) % 10}`
        if (veil.current) veil.current.style.left = `${Math.min(axis.width, Math.max(0, x))}px`
      }),
    [axis],
  )
  return (
    <>
      <div className="timeline-veil" ref={veil} />
      <div className="timeline-playhead" ref={line} aria-hidden="true">
        <span className="timeline-flag" ref={flag} />
      </div>
    </>
  )
}
