import type { TrackMarkShape } from '@charts'
import type { ReactElement } from 'react'

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
  circle: <circle r="4" fill="var(--bg-0)" stroke="currentColor" strokeWidth="1.5" />,
  square: <rect x="-4" y="-4" width="8" height="8" rx="1.8" fill="currentColor" />,
  dot: <circle r="4.4" fill="currentColor" />,
  stop: <rect x="-4" y="-4" width="8" height="8" fill="var(--bg-0)" stroke="currentColor" strokeWidth="1.8" />,
}

/** The mark of an event, around its own centre. */
export function MarkShape({ shape }: { readonly shape: TrackMarkShape }) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  )
}
