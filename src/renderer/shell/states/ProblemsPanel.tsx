import { CircleX, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { openFilesFromDisk } from '../../export/scenario-files'
import { type Problem, useStore } from '../../state/store'
import { counted } from '../../text/format'
import './problems-panel.css'

const ICONS: Readonly<Record<Problem['severity'], LucideIcon>> = { error: CircleX, warning: TriangleAlert, note: Info }

/** Every problem of the file last opened, with its place and what would mend it. The last valid run stays, veiled. */
export function ProblemsPanel() {
  const issues = useStore((state) => state.issues)
  const dismissIssues = useStore((state) => state.dismissIssues)
  const panel = useRef<HTMLElement>(null)
  // What is below is inert: the keyboard goes on here, and back to where it was.
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const errorCount = issues.filter(({ severity }) => severity === 'error').length
  const files = [...new Set(issues.map(({ file }) => file).filter(Boolean))]
  return (
    <section className="problems" aria-labelledby="problems-title" tabIndex={-1} ref={panel}>
      <header className="problems-header">
        <div className="problems-title" role="alert">
          <h2 id="problems-title">
            {files.join(', ') || 'The files'} cannot be run: {counted(errorCount, 'problem')}
          </h2>
        </div>
        <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismissIssues}>
          <X size={15} strokeWidth={1.35} aria-hidden="true" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className="problems-list scrolls" tabIndex={0} aria-label="Problems">
        {issues.map((problem) => (
          <ProblemRow
            key={`${problem.file}:${problem.line}:${problem.column}:${problem.pointer}:${problem.message}`}
            problem={problem}
          />
        ))}
      </ol>
      <footer className="problems-footer">
        <button type="button" className="button button-primary" onClick={() => void openFilesFromDisk()}>
          Open another file
        </button>
        <button type="button" className="button" onClick={dismissIssues}>
          Keep what was there
        </button>
      </footer>
    </section>
  )
}

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const Icon = ICONS[problem.severity]
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`
  return (
    <li className="problem">
      <Icon
        className={`problem-icon problem-icon-${problem.severity}`}
        size={14}
        strokeWidth={1.35}
        role="img"
        aria-label={problem.severity}
      />
      <div>
        <p className="problem-place mono">
          {place} {problem.pointer}
        </p>
        <p className="problem-message">{problem.message}</p>
        {problem.suggestion && <p className="problem-suggestion">{problem.suggestion}</p>}
      </div>
    </li>
  )
}
