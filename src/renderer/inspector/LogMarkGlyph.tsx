import type { ReactNode } from 'react'
import type { LogMark } from './log-filter'

const SHAPES: Readonly<Record<LogMark, ReactNode>> = {
  moment: <circle cx="6" cy="6" r="1.6" fill="var(--ink-3)" />,
  start: <path d="M4 2.5 9.5 6 4 9.5z" fill="var(--ink-2)" />,
  good: <circle cx="6" cy="6" r="4" fill="var(--v2)" />,
  failed: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="var(--fail)" />
      <path d="M4.1 4.1 7.9 7.9M7.9 4.1 4.1 7.9" stroke="var(--on-fail)" strokeWidth="1.4" strokeLinecap="round" />
    </>
  ),
  alarm: (
    <>
      <rect x=".5" y=".5" width="11" height="11" rx="2.5" fill="var(--fail)" />
      <path d="M6 2.9v3.6M6 8.8v.2" stroke="var(--on-fail)" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  fault: (
    <>
      <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="var(--fault)" />
      <path d="M6.6 3 4.4 6.4h1.5L5.4 9l2.2-3.4H6.1z" fill="var(--bg-1)" />
    </>
  ),
}

/** The shape before an entry of the log. */
export function LogMarkGlyph({ mark }: { readonly mark: LogMark }) {
  return (
    <svg className="log-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[mark]}
    </svg>
  )
}
