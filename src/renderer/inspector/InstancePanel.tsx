import {
  capitalized,
  type DeploymentRecord,
  deploymentNoun,
  STATUS_WORDS,
  type TargetRecord,
  targetStatusAt,
} from '@sim'
import { useState } from 'react'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { counted, formatDuration } from '../text/format'
import { HookWaterfall } from './HookWaterfall'
import { hookRows, serviceTargetOf, targetOf, tellingDeployment } from './hook-rows'

const FAILED_SHOWN_MAX = 8

/** The selected instance at the playhead: how it stands, and its lifecycle events in a deployment. */
export function InstancePanel({ view }: { readonly view: PlayheadView }) {
  const selected = useStore((state) => state.selectedInstance)
  if (selected === null || !view.result.instances[selected]) return <NothingSelected view={view} />
  return (
    <>
      <InstanceFacts view={view} instanceIndex={selected} />
      <InstanceHooks key={selected} view={view} instanceIndex={selected} />
    </>
  )
}

interface InstanceViewProps {
  readonly view: PlayheadView
  readonly instanceIndex: number
}

function InstanceHooks({ view, instanceIndex }: InstanceViewProps) {
  const { result, tMs } = view
  const [chosenId, setChosenId] = useState<string | null>(null)
  const created = result.deployments.filter(
    (deployment) => deployment.createdAtMs <= tMs && targetOf(deployment, instanceIndex) !== undefined,
  )
  const deployment = created.find(({ id }) => id === chosenId) ?? tellingDeployment(result, instanceIndex, tMs)
  const target = deployment && targetOf(deployment, instanceIndex)
  if (!deployment || !target) return <ServiceHooks view={view} />
  return (
    <section className="inspector-section" aria-label="Lifecycle events">
      <header className="inspector-heading-row">
        <h3 className="inspector-heading">Lifecycle events</h3>
        <span className="inspector-heading-note mono">{targetWords(deployment, target, tMs)}</span>
      </header>
      <DeploymentChoice deployments={created} shown={deployment} onChoose={setChosenId} />
      <HookWaterfall result={result} rows={hookRows(result, deployment, target, tMs)} />
    </section>
  )
}

/** A task is no target itself: the lifecycle events are those of its service. */
function ServiceHooks({ view: { result, tMs } }: { readonly view: PlayheadView }) {
  const deployment = result.deployments.findLast(({ createdAtMs }) => createdAtMs <= tMs)
  const service = deployment && serviceTargetOf(deployment)
  if (!deployment || !service) return <p className="inspector-quiet">No deployment has this instance as a target.</p>
  return (
    <section className="inspector-section" aria-label="Lifecycle events of the service">
      <h3 className="inspector-heading">Lifecycle events of the service</h3>
      <p className="inspector-quiet">
        {deploymentWord(deployment)} <span className="mono">{deployment.id}</span>
      </p>
      <HookWaterfall result={result} rows={hookRows(result, deployment, service, tMs)} isService />
    </section>
  )
}

/** How long the target has been at it, and how it stands: `1 min 15 s · in progress`. */
function targetWords(deployment: DeploymentRecord, target: TargetRecord, tMs: number): string {
  const status = STATUS_WORDS[targetStatusAt(deployment, target, tMs)].toLowerCase()
  if (target.startMs === null || target.startMs > tMs) return status
  return `${formatDuration(Math.min(tMs, target.endMs ?? tMs) - target.startMs)} · ${status}`
}

interface DeploymentChoiceProps {
  readonly deployments: readonly DeploymentRecord[]
  readonly shown: DeploymentRecord
  readonly onChoose: (id: string) => void
}

/** Which deployment's hooks are shown, once there is more than one. */
function DeploymentChoice({ deployments, shown, onChoose }: DeploymentChoiceProps) {
  if (deployments.length < 2) {
    return (
      <p className="inspector-quiet">
        {deploymentWord(shown)} <span className="mono">{shown.id}</span>
      </p>
    )
  }
  return (
    <div className="deployment-choice">
      {deployments.map((deployment) => (
        <button
          key={deployment.id}
          type="button"
          className="deployment-choice-button"
          aria-pressed={deployment.id === shown.id}
          onClick={() => onChoose(deployment.id)}
        >
          {deploymentWord(deployment)} <span className="mono">{deployment.id}</span>
        </button>
      ))}
    </div>
  )
}

function deploymentWord(deployment: DeploymentRecord): string {
  return capitalized(deploymentNoun(deployment))
}

/** How the balancer and the host itself see it. */
function InstanceFacts({ view, instanceIndex }: InstanceViewProps) {
  const instance = view.frame.instances[instanceIndex]
  if (!instance) return null
  return (
    <dl className="instance-facts">
      <dt>Target group</dt>
      <dd>{instance.health}</dd>
      <dt>Application</dt>
      <dd>{instance.application}</dd>
      {view.result.autoScaling !== null && (
        <>
          <dt>Lifecycle state</dt>
          <dd>{instance.lifecycle}</dd>
        </>
      )}
    </dl>
  )
}

function NothingSelected({ view }: { readonly view: PlayheadView }) {
  const select = useStore((state) => state.select)
  const noun = view.result.scenario.deployment?.strategy === 'ecs-blue-green' ? 'a task' : 'an instance'
  const failed = view.frame.instances.filter(({ targetStatus }) => targetStatus === 'Failed')
  return (
    <section className="inspector-section">
      <p className="inspector-quiet">Choose {noun} in the scene to see its lifecycle events.</p>
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
