import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { setTimelineHeight, TIMELINE_HEIGHT } from './view'

const KEY_STEP = 12

/** The upper edge of the timeline: dragged, or moved with the arrow keys; a double click gives the first height back. */
export function HeightHandle({ height }: { readonly height: number }) {
  const drag = useRef<{ readonly startY: number; readonly startHeight: number } | null>(null)

  function onPointerDown(event: PointerEvent<HTMLHRElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { startY: event.clientY, startHeight: height }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowUp: KEY_STEP, ArrowDown: -KEY_STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setTimelineHeight(height + step)
  }

  return (
    <hr
      className="timeline-handle"
      tabIndex={0}
      aria-label="Height of the timeline"
      aria-orientation="horizontal"
      aria-valuemin={TIMELINE_HEIGHT.min}
      aria-valuemax={TIMELINE_HEIGHT.max}
      aria-valuenow={height}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (drag.current) setTimelineHeight(drag.current.startHeight + drag.current.startY - event.clientY)
      }}
      onLostPointerCapture={() => {
        drag.current = null
      }}
      onDoubleClick={() => setTimelineHeight(null)}
      onKeyDown={onKeyDown}
    />
  )
}
