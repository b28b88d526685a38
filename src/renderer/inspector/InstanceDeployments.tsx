import {
  type DeploymentRecord,
  deploymentNoun,
  deploymentStatusAt,
  isOfGroup,
  type LifecycleEventStatus,
  type RunResult,
} from '@sim'
import { player } from '../playback/player'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { formatClock } from '../text/format'
import { StatusGlyph } from '../ui/StatusGlyph'
import './platform-panels.css'

interface InstanceDeploymentsProps {
  readonly view: PlayheadView
  readonly isFutureHidden: boolean
}

/** Deployments that Auto Scaling asked for, each to a single instance or a few: a line for each; a click goes there. */
export function InstanceDeployments({ view: { result, tMs }, isFutureHidden }: InstanceDeploymentsProps) {
  const shown = result.deployments
    .map((deployment, index) => ({ deployment, index }))
    .filter(({ deployment }) => !isOfGroup(deployment) && (!isFutureHidden || deployment.createdAtMs <= tMs))
  if (shown.length === 0) return null
  return (
    <section className="inspector-section" aria-label="Deployments to single instances">
      <h3 className="inspector-heading">Launch deployments</h3>
      <ol className="phase-list">
        {shown.map(({ deployment, index }) => (
          <li key={deployment.id}>
            <InstanceDeployment result={result} deployment={deployment} status={glyphStatus(result, index, tMs)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface InstanceDeploymentProps {
  readonly result: RunResult
  readonly deployment: DeploymentRecord
  readonly status: LifecycleEventStatus
}

function InstanceDeployment({ result, deployment, status }: InstanceDeploymentProps) {
  const select = useStore((state) => state.select)
  const instanceIndex = deployment.targets[0]?.instanceIndex ?? null
  const id = instanceIndex === null ? '' : (result.instances[instanceIndex]?.id ?? '')
  const more = deployment.targets.length > 1 ? ` and ${deployment.targets.length - 1} more` : ''
  return (
    <button
      type="button"
      className="phase-row"
      title={`${deployment.id}: ${deploymentNoun(deployment)} of ${result.scenario.revisions[deployment.revision].name} to ${id}${more}`}
      onClick={() => {
        player.seek(deployment.createdAtMs)
        select(instanceIndex)
      }}
    >
      <StatusGlyph status={status} />
      <span className="phase-name">
        {deploymentNoun(deployment)} <span className="mono">{id.slice(0, SHORT_ID_CHARS)}</span>
        {more}
      </span>
      <span className="phase-time mono">{formatClock(deployment.createdAtMs)}</span>
    </button>
  )
}

const SHORT_ID_CHARS = 6

function glyphStatus(result: RunResult, index: number, tMs: number): LifecycleEventStatus {
  const status = deploymentStatusAt(result, index, tMs)
  if (status === 'Created') return 'Pending'
  if (status === 'Stopped') return 'Failed'
  return status === 'Ready' ? 'InProgress' : status
}
