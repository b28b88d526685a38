import { faultsOf, type RunResult } from '@sim'
import { useStore } from '../state/store'
import { formatCount } from '../text/format'
import { drawBoltDiamond } from './draw-cell'
import { markSetFor, TEXTURE_SPEED } from './request-marks'
import type { SceneKind } from './scene-kind'
import { SCENE_ID } from './scene-painter'
import { useReducedMotion } from './use-reduced-motion'

interface LegendProps {
  readonly result: RunResult
  readonly kind: SceneKind
  readonly isLow: boolean
  /** Pixels up to the target group. */
  readonly width: number
}

/** What the marks of the scene mean: at most six, and how many requests one mark stands for. */
export function Legend({ result, kind, isLow, width }: LegendProps) {
  return (
    <div className="scene-legend" style={{ width }}>
      {!isLow && <LegendEntries result={result} kind={kind} />}
      <MarkScale result={result} />
    </div>
  )
}

function LegendEntries({ result, kind }: { readonly result: RunResult; readonly kind: SceneKind }) {
  if (kind === 'alias') return <EnvironmentEntries />
  const { old, new: next } = result.scenario.revisions
  return (
    <ul>
      <li title={old.name}>
        <svg width="13" height="13" aria-hidden="true">
          <rect x="1" y="1" width="11" height="11" rx="2.4" fill="var(--v1)" />
        </svg>
        <RevisionName name={old.name} />
      </li>
      <li title={next.name}>
        <svg width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5.8" fill="var(--v2)" />
        </svg>
        <RevisionName name={next.name} />
      </li>
      <FailedEntry />
      {kind === 'task-sets' ? <TaskEntries /> : <HostEntries />}
      {faultsOf(result.scenario).length > 0 && (
        <li>
          <BoltDiamond />
          injected fault
        </li>
      )}
    </ul>
  )
}

function FailedEntry() {
  return (
    <li>
      <svg width="13" height="13" aria-hidden="true">
        <path d="M2 2l9 9M11 2l-9 9" stroke="var(--fail)" strokeWidth="1.9" strokeLinecap="round" />
      </svg>
      failed request
    </li>
  )
}

function HostEntries() {
  return (
    <>
      <li>
        <svg width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true">
          <circle r="5.8" fill="none" stroke="var(--v2)" strokeWidth="2.2" strokeDasharray="3.2 1.4" />
        </svg>
        hook progress
      </li>
      <li>
        <svg width="13" height="13" aria-hidden="true">
          <rect
            x="1"
            y="1"
            width="11"
            height="11"
            rx="2.4"
            fill={`url(#${SCENE_ID}-bars-v1)`}
            stroke="var(--v1)"
            strokeWidth="1.2"
          />
        </svg>
        draining
      </li>
    </>
  )
}

function TaskEntries() {
  return (
    <>
      <li title="healthy, takes no production traffic">
        <svg width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5.4" fill="var(--v2-bg)" stroke="var(--v2)" strokeWidth="1.4" />
        </svg>
        not in prod
      </li>
      <li>
        <svg width="20" height="13" aria-hidden="true">
          <path d="M0 6.5h15" stroke="var(--v2)" strokeWidth="1.4" strokeDasharray="4 3" />
        </svg>
        test traffic
      </li>
    </>
  )
}

function EnvironmentEntries() {
  return (
    <ul>
      <li>
        <svg width="13" height="13" aria-hidden="true">
          <rect x="1" y="1" width="11" height="11" rx="2.4" fill="var(--v1)" />
        </svg>
        busy
      </li>
      <li>
        <svg width="13" height="13" aria-hidden="true">
          <rect x="1" y="1" width="11" height="11" rx="2.4" fill="var(--v1-bg)" stroke="var(--v1)" strokeWidth="1.2" />
        </svg>
        warm, idle
      </li>
      <li>
        <svg width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true">
          <path d="M0 -5.5A5.5 5.5 0 1 1 -5.5 0" fill="none" stroke="var(--ink-1)" strokeWidth="1.8" />
        </svg>
        cold start
      </li>
      <li>
        <svg width="13" height="13" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="1.4" fill="var(--ink-4)" />
        </svg>
        reclaimed
      </li>
      <FailedEntry />
    </ul>
  )
}

/** Letters at the end of a name that are always shown: they tell two revisions apart. */
const NAME_END_LENGTH = 8

/** A name that gives way in its middle. */
function RevisionName({ name }: { readonly name: string }) {
  if (name.length <= NAME_END_LENGTH) return <span>{name}</span>
  return (
    <span className="scene-legend-name">
      <span>{name.slice(0, -NAME_END_LENGTH)}</span>
      <span>{name.slice(-NAME_END_LENGTH)}</span>
    </span>
  )
}

function BoltDiamond() {
  const [diamond, bolt] = drawBoltDiamond(6.5, 6.5, 6)
  return (
    <svg width="13" height="13" aria-hidden="true">
      {diamond?.kind === 'path' && <path d={diamond.d} fill="var(--fault)" />}
      {bolt?.kind === 'path' && <path d={bolt.d} fill="none" stroke="var(--bg-0)" strokeWidth="1.1" />}
    </svg>
  )
}

/** The number behind the marks, so that they can be checked against the timeline. */
function MarkScale({ result }: { readonly result: RunResult }) {
  const speed = useStore((state) => state.speed)
  const isPlaying = useStore((state) => state.isPlaying)
  const isReduced = useReducedMotion()
  if (result.totals.arrived === 0) return null
  if (isReduced) return <p className="scene-mark-scale">Motion is reduced: the ribbons show the traffic</p>
  if (speed >= TEXTURE_SPEED && isPlaying) return <p className="scene-mark-scale">Too fast for single requests</p>
  const { requestsPerMark } = markSetFor(result, speed)
  const words =
    requestsPerMark === 1 ? 'Every request is one mark' : `One mark is ${formatCount(requestsPerMark)} requests`
  return <p className="scene-mark-scale">{words}</p>
}
