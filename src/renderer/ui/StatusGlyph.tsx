import type { LifecycleEventStatus } from '@sim'
import type { ReactNode } from 'react'
import './status-glyph.css'

/** The status of a lifecycle event or target as a shape: every status has its own, so that colour only repeats it. */
export function StatusGlyph({ status }: { readonly status: LifecycleEventStatus }) {
  return (
    <svg
      className={`status-glyph status-glyph-${status}`}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {SHAPES[status]}
    </svg>
  )
}

const SHAPES: Readonly<Record<LifecycleEventStatus, ReactNode>> = {
  Pending: <circle className="status-glyph-line" cx="6" cy="6" r="4.5" strokeDasharray="1.6 1.9" />,
  InProgress: (
    <>
      <circle className="status-glyph-line" cx="6" cy="6" r="4.5" />
      <circle className="status-glyph-core" cx="6" cy="6" r="2.2" />
    </>
  ),
  Succeeded: (
    <>
      <circle className="status-glyph-disc" cx="6" cy="6" r="5.5" />
      <path className="status-glyph-mark" d="M3.6 6.2 5.3 7.9 8.5 4.3" />
    </>
  ),
  Failed: (
    <>
      <circle className="status-glyph-disc" cx="6" cy="6" r="5.5" />
      <path className="status-glyph-mark" d="M4.1 4.1 7.9 7.9M7.9 4.1 4.1 7.9" />
    </>
  ),
  Skipped: <path className="status-glyph-line" d="M3 6h6" />,
}
