import { type DeploymentRecord, STATUS_WORDS, type TargetRecord } from '@sim'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { counted, formatDuration } from '../text/format'
import { HookWaterfall } from './HookWaterfall'
import { hookRows } from './hook-rows'

const FAILED_SHOWN_MAX = 8

/** The selected instance at the playhead: its lifecycle events in the deployment under way. */
export function InstancePanel({ view }: { readonly view: PlayheadView }) {
  const selected = useStore((state) => state.selectedInstance)
  if (selected === null || !view.result.instances[selected]) return <NothingSelected view={view} />
  const deploymentIndex = Math.max(0, view.frame.deployment?.index ?? 0)
  const deployment = view.result.deployments[deploymentIndex]
  const target = deployment?.targets.find(({ instanceIndex }) => instanceIndex === selected)
  return (
    <>
      <InstanceFacts view={view} instanceIndex={selected} />
      {deployment && target ? (
        <TargetHooks view={view} deployment={deployment} target={target} />
      ) : (
        <p className="inspector-quiet">No deployment of this run has this instance as a target.</p>
      )}
    </>
  )
}

function TargetHooks(props: {
  readonly view: PlayheadView
  readonly deployment: DeploymentRecord
  readonly target: TargetRecord
}) {
  const { view, deployment, target } = props
  const status = view.frame.instances[target.instanceIndex]?.targetStatus ?? 'Pending'
  const rows = hookRows(view.result, target, view.frame)
  const elapsedMs = target.startMs === null ? null : Math.min(view.tMs, target.endMs ?? view.tMs) - target.startMs
  const elapsed = elapsedMs === null || elapsedMs < 0 ? '' : `${formatDuration(elapsedMs)} · `
  return (
    <section className="inspector-section" aria-label="Lifecycle events">
      <header className="inspector-heading-row">
        <h3 className="inspector-heading">Lifecycle events</h3>
        <span className="inspector-heading-note mono">
          {elapsed}
          {STATUS_WORDS[status].toLowerCase()}
        </span>
      </header>
      <p className="inspector-quiet">
        {deployment.creator === 'user' ? 'Deployment' : 'Rollback'} <span className="mono">{deployment.id}</span>
        {target.waveIndex !== null && `, wave ${target.waveIndex + 1}`}
      </p>
      <HookWaterfall result={view.result} rows={rows} />
    </section>
  )
}

/** How the balancer and the host itself see it. */
function InstanceFacts({ view, instanceIndex }: { readonly view: PlayheadView; readonly instanceIndex: number }) {
  const instance = view.frame.instances[instanceIndex]
  if (!instance) return null
  return (
    <dl className="instance-facts">
      <dt>Target group</dt>
      <dd>{instance.health}</dd>
      <dt>Application</dt>
      <dd>{instance.application}</dd>
    </dl>
  )
}

function NothingSelected({ view }: { readonly view: PlayheadView }) {
  const select = useStore((state) => state.select)
  const failed = view.frame.instances.filter(({ targetStatus }) => targetStatus === 'Failed')
  return (
    <section className="inspector-section">
      <p className="inspector-quiet">Choose an instance in the scene to see its lifecycle events.</p>
      {failed.length > 0 && (
        <>
          <h3 className="inspector-heading">{counted(failed.length, 'failed instance')}</h3>
          <ul>
            {failed.slice(0, FAILED_SHOWN_MAX).map(({ index }) => (
              <li key={index}>
                <button type="button" className="inspector-link mono" onClick={() => select(index)}>
                  {view.result.instances[index]?.id}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
