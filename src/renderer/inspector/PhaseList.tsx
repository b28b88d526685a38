import type { DeploymentRecord, PhaseRecord } from '@sim'
import { player } from '../playback/player'
import { formatDuration } from '../text/format'
import { StatusGlyph } from '../ui/StatusGlyph'
import './platform-panels.css'

interface PhaseListProps {
  readonly deployment: DeploymentRecord
  readonly tMs: number
  readonly isFutureHidden: boolean
}

/** The stretches of a deployment that has more than one, with how long each has taken; a click goes to its start. */
export function PhaseList({ deployment, tMs, isFutureHidden }: PhaseListProps) {
  const phases = deployment.phases.filter(({ startMs }) => !isFutureHidden || startMs <= tMs)
  if (deployment.phases.length < 2) return null
  return (
    <ol className="phase-list" aria-label="Phases">
      {phases.map((phase) => (
        <li key={phase.startMs + phase.label}>
          <button type="button" className="phase-row" onClick={() => player.seek(phase.startMs)}>
            <StatusGlyph status={phaseStatus(deployment, phase, tMs)} />
            <span className="phase-name">{phase.label}</span>
            <span className="phase-time mono">{elapsedWords(phase, tMs)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** The last phase of a deployment that did not succeed is where it ended. */
function phaseStatus(deployment: DeploymentRecord, { startMs, endMs }: PhaseRecord, tMs: number) {
  if (tMs < startMs) return 'Pending'
  if (endMs === null || tMs < endMs) return 'InProgress'
  const isBroken = deployment.status !== 'Succeeded' && endMs === deployment.endedAtMs
  return isBroken ? 'Failed' : 'Succeeded'
}

function elapsedWords({ startMs, endMs }: PhaseRecord, tMs: number): string {
  return tMs < startMs ? '–' : formatDuration(Math.min(tMs, endMs ?? tMs) - startMs)
}
