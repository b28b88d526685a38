import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import './separator.css'

interface SeparatorProps {
  readonly label: string
  /** Width in pixels of the panel that it resizes. */
  readonly width: number
  readonly bounds: { readonly min: number; readonly max: number; readonly initial: number }
  /** On which side of the handle the panel lies. */
  readonly panel: 'left' | 'right'
  readonly onResize: (width: number) => void
}

const KEY_STEP = 12

/** A handle that is dragged, or moved with the arrow keys; a double click gives the first width back. */
export function Separator({ label, width, bounds, panel, onResize }: SeparatorProps) {
  const drag = useRef<{ startX: number; startWidth: number } | null>(null)
  const sign = panel === 'left' ? 1 : -1

  const onPointerDown = (event: PointerEvent<HTMLHRElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { startX: event.clientX, startWidth: width }
  }
  const onPointerMove = (event: PointerEvent<HTMLHRElement>) => {
    if (drag.current) onResize(drag.current.startWidth + sign * (event.clientX - drag.current.startX))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLHRElement>) => {
    const steps = { ArrowLeft: -sign, ArrowRight: sign }[event.key]
    if (steps === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onResize(width + steps * KEY_STEP)
  }

  return (
    <hr
      className={`separator separator-${panel}`}
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={bounds.min}
      aria-valuemax={bounds.max}
      aria-valuenow={width}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        drag.current = null
      }}
      onDoubleClick={() => onResize(bounds.initial)}
      onKeyDown={onKeyDown}
    />
  )
}
