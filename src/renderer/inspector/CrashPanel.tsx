import { useStore } from '../state/store'

/** What is shown when the simulation stops on a bug of ours: enough to see it again, and a way to send it. */
export function CrashPanel() {
  const run = useStore((state) => state.run)
  const scenario = useStore((state) => state.requested?.scenario)
  const toast = useStore((state) => state.toast)
  if (run.status !== 'failed') return null

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(run.report)
      toast({ tone: 'done', message: 'The report is on the clipboard.' })
    } catch {
      toast({ tone: 'problem', message: 'The clipboard refused the report.', retry: () => void copy() })
    }
  }
  return (
    <section className="crash-panel" role="alert">
      <h3 className="inspector-heading">The simulation stopped on a bug</h3>
      <p>
        {scenario?.name}, seed {scenario?.seed}. Your scenario is as it was, and the last finished run stays visible.
      </p>
      <p className="crash-message mono">{run.message}</p>
      <button type="button" className="button" onClick={() => void copy()}>
        Copy report
      </button>
    </section>
  )
}
