import { useEffect, useState } from 'react'
import { useStore } from '../../state/store'
import { counted, formatClock, formatPercent } from '../../text/format'
import { StageOutline } from './EmptyStage'
import './computing.css'

/** A run that is there sooner shows no sign of having been waited for. */
const SHOWN_AFTER_MS = 150
/** Beyond this share of the way the words stand before the edge, where there is room. */
const WORDS_BEFORE_EDGE_FROM = 0.7

/** True once a run has been computing for a moment. */
export function useIsSlow(): boolean {
  const isComputing = useStore((state) => state.run.status === 'computing')
  const scenario = useStore((state) => state.requested?.scenario ?? null)
  const [slowScenario, setSlowScenario] = useState<typeof scenario>(null)
  useEffect(() => {
    if (!isComputing) return
    const timer = setTimeout(() => setSlowScenario(scenario), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isComputing, scenario])
  return isComputing && slowScenario === scenario
}

/** The first run of the window: an empty stage over the timeline that fills. */
export function ComputingStage() {
  return (
    <>
      <div className="computing-scene">
        <StageOutline />
      </div>
      <div className="timeline-place timeline-place-empty">
        <ComputingTimeline />
      </div>
    </>
  )
}

/** Lies over the place of the timeline while a run is computed, and fills from the left as simulated time passes. */
export function ComputingTimeline() {
  const run = useStore((state) => state.run)
  const instanceCount = useStore((state) => state.requested?.scenario.fleet.instanceCount ?? 0)
  const cancelRun = useStore((state) => state.cancelRun)
  const { progress, simulatedMs } = run.status === 'computing' ? run : { progress: 0, simulatedMs: 0 }
  const title = `Simulating ${counted(instanceCount, 'instance')}, ${formatPercent(progress, 0)} %`
  return (
    <section className="computing" aria-label="The run that is being computed">
      <header className="computing-header">
        <h2 className="computing-title">{title}</h2>
        <p className="computing-text">
          Every request is simulated; the run is shown when it has been computed to its end.
        </p>
        <button type="button" className="button" onClick={cancelRun}>
          Cancel
        </button>
      </header>
      <ComputingPlot title={title} progress={progress} simulatedMs={simulatedMs} />
    </section>
  )
}

interface ComputingPlotProps {
  readonly title: string
  readonly progress: number
  readonly simulatedMs: number
}

function ComputingPlot({ title, progress, simulatedMs }: ComputingPlotProps) {
  const percent = Number(formatPercent(progress, 0))
  const isBeforeEdge = progress >= WORDS_BEFORE_EDGE_FROM
  return (
    <div
      className="computing-plot"
      role="progressbar"
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent} %, computed to ${formatClock(simulatedMs)}`}
    >
      <div className="computing-done" style={{ width: `${progress * 100}%` }} />
      <p
        className={isBeforeEdge ? 'computing-edge computing-edge-before' : 'computing-edge'}
        style={{ left: `${progress * 100}%` }}
      >
        computed to <span className="mono">{formatClock(simulatedMs)}</span>
      </p>
    </div>
  )
}
