import { useEffect, useState } from 'react'
import { useStore } from '../../state/store'
import { counted, formatPercent } from '../../text/format'
import { StageMessage } from './StageMessage'
import './computing.css'

/** A run that is there sooner shows no sign of having been waited for. */
const SHOWN_AFTER_MS = 150

/** True once a run has been computing for a moment. */
export function useIsSlow(): boolean {
  const isComputing = useStore((state) => state.run.status === 'computing')
  const scenario = useStore((state) => state.scenario)
  const [slowScenario, setSlowScenario] = useState<typeof scenario>(null)
  useEffect(() => {
    if (!isComputing) return
    const timer = setTimeout(() => setSlowScenario(scenario), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isComputing, scenario])
  return isComputing && slowScenario === scenario
}

/** The first run of the window: the stage is hatched and fills from the left. */
export function ComputingStage() {
  const { title, progress } = useProgress()
  return (
    <StageMessage
      drawing={<ProgressBar progress={progress} title={title} className="computing-plot" />}
      title={title}
      text="Every request is simulated; the run is shown when it has been computed to its end."
    >
      <CancelButton />
    </StageMessage>
  )
}

/** Above the last finished run, while another one is computed. */
export function ComputingStrip() {
  const { title, progress } = useProgress()
  return (
    <div className="computing-strip">
      <span>{title}</span>
      <ProgressBar progress={progress} title={title} className="computing-strip-bar" />
      <CancelButton />
    </div>
  )
}

function useProgress(): { title: string; progress: number } {
  const run = useStore((state) => state.run)
  const instanceCount = useStore((state) => state.scenario?.fleet.instanceCount ?? 0)
  const progress = run.status === 'computing' ? run.progress : 1
  return { title: `Simulating ${counted(instanceCount, 'instance')}, ${formatPercent(progress, 0)} %`, progress }
}

function ProgressBar(props: { readonly progress: number; readonly title: string; readonly className: string }) {
  const percent = Math.round(props.progress * 100)
  return (
    <div
      className={props.className}
      role="progressbar"
      aria-label={props.title}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className="computing-done" style={{ width: `${percent}%` }} />
    </div>
  )
}

function CancelButton() {
  const cancelRun = useStore((state) => state.cancelRun)
  return (
    <button type="button" className="button" onClick={cancelRun}>
      Cancel
    </button>
  )
}
