import { isShiftedByWeights, type RunResult, shiftPlanWords } from '@sim'
import { X } from 'lucide-react'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { counted, formatCount } from '../text/format'
import { IconButton } from '../ui/IconButton'
import { InstanceGlyph } from './InstanceGlyph'

/** Who the inspector speaks of: the chosen instance, or the fleet. */
export function InspectorHead({ view }: { readonly view: PlayheadView }) {
  const selected = useStore((state) => state.selectedInstance)
  const instance = selected === null ? undefined : view.result.instances[selected]
  if (selected === null || !instance) return <FleetHead view={view} />
  const frame = view.frame.instances[selected]
  const { revisions, fleet } = view.result.scenario
  const words = [
    frame?.revision ? revisions[frame.revision].name : 'nothing installed',
    fleet.zones[instance.zoneIndex],
    frame?.waveIndex === null || frame === undefined ? null : `wave ${frame.waveIndex + 1}`,
  ]
  const line = words.filter((word) => word !== null && word !== undefined).join(' · ')
  return (
    <header className="inspector-head">
      <InstanceGlyph view={view} instanceIndex={selected} />
      <div className="inspector-head-words">
        <h2 className="inspector-head-name mono">{instance.id}</h2>
        <p className="inspector-head-line" title={line}>
          {line}
        </p>
      </div>
      <Deselect />
    </header>
  )
}

function FleetHead({ view }: { readonly view: PlayheadView }) {
  const { revisions } = view.result.scenario
  return (
    <header className="inspector-head">
      <div className="inspector-head-words">
        <h2 className="inspector-head-name">
          {revisions.old.name} → {revisions.new.name}
        </h2>
        <p className="inspector-head-line">{fleetWords(view.result)}</p>
        {view.result.plan !== null && isShiftedByWeights(view.result) && (
          <p className="inspector-head-line mono" title={shiftPlanWords(view.result)}>
            {view.result.plan.deploymentConfigName.replace('CodeDeployDefault.', '')}
          </p>
        )}
      </div>
    </header>
  )
}

/** What the revisions run on: `12 instances in 3 zones`, `alias live of checkout`. */
function fleetWords({ scenario: { deployment, fleet, lambda, ecs } }: RunResult): string {
  if (deployment?.strategy === 'lambda-alias') return `alias ${lambda.alias} of ${lambda.functionName}`
  const zones = `${formatCount(fleet.zones.length)} ${fleet.zones.length === 1 ? 'zone' : 'zones'}`
  if (deployment?.strategy === 'ecs-blue-green')
    return `${ecs.serviceName}, ${counted(fleet.instanceCount, 'task')} in ${zones}`
  return `${counted(fleet.instanceCount, 'instance')} in ${zones}`
}

function Deselect() {
  const select = useStore((state) => state.select)
  return (
    <div className="inspector-deselect">
      <IconButton
        icon={X}
        label="Let go of the instance"
        chord="Escape"
        tooltip="below-left"
        onClick={() => select(null)}
      />
    </div>
  )
}
