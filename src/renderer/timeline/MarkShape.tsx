import type { TrackMarkShape } from '@charts'
import { Flag, Hand, type LucideIcon, Rocket, Undo2, X } from 'lucide-react'
import type { ReactElement } from 'react'

/** A symbol of the design, centred. */
function icon(Icon: LucideIcon): ReactElement {
  return <Icon x={-6} y={-6} size={12} strokeWidth={2.2} />
}

const SHAPES: Readonly<Record<TrackMarkShape, ReactElement>> = {
  disc: (
    <>
      <circle r="6" fill="currentColor" />
      <path d="M-2.3-2.3l4.6 4.6M2.3-2.3l-4.6 4.6" stroke="var(--bg-0)" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  diamond: (
    <>
      <path d="M0-7L7 0L0 7L-7 0Z" fill="currentColor" />
      <path
        d="M0.8-3.6L-2 0.7L2-0.4L-0.8 3.6"
        fill="none"
        stroke="var(--bg-0)"
        strokeWidth="1.2"
        strokeLinecap="round"
      />
    </>
  ),
  circle: icon(Rocket),
  act: icon(Hand),
  turn: icon(Undo2),
  square: icon(Flag),
  dot: icon(Flag),
  cross: icon(X),
  ring: <circle r="3" fill="var(--bg-0)" stroke="currentColor" strokeWidth="1.4" />,
  notice: (
    <path
      d="M-4.5,-3.2H4.5V3.2H-4.5ZM-4.5,-3.2L0,0.7L4.5,-3.2"
      fill="var(--bg-0)"
      stroke="currentColor"
      strokeWidth="1.2"
    />
  ),
  dashedRing: <circle r="3" fill="var(--bg-0)" stroke="currentColor" strokeWidth="1.2" strokeDasharray="1.8 1.4" />,
  warning: <path d="M0-5L5 0L0 5L-5 0Z" fill="currentColor" />,
  stop: <path d="M0-6V6" stroke="currentColor" strokeWidth="2" />,
}

/** The mark of an event, around its own centre. */
export function MarkShape({ shape }: { readonly shape: TrackMarkShape }) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  )
}
