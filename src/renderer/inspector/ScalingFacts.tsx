import type { InstanceLifecycle } from '@sim'
import type { PlayheadView } from '../state/frame'
import { formatCount } from '../text/format'

/** What Auto Scaling wants at the playhead, and where its instances stand; nothing without it. */
export function ScalingFacts({ view: { result, frame } }: { readonly view: PlayheadView }) {
  const { autoScaling } = result
  if (autoScaling === null || frame.desiredCapacity === null) return null
  const { minSize, maxSize } = autoScaling
  const isService = result.scenario.deployment?.strategy === 'ecs-blue-green'
  return (
    <section className="inspector-section" aria-label="Auto Scaling">
      <h3 className="inspector-heading">{isService ? 'Service scaling' : 'Auto Scaling'}</h3>
      <dl className="facts">
        <div>
          <dt>Desired</dt>
          <dd>{formatCount(frame.desiredCapacity)}</dd>
        </div>
        <div>
          <dt>Minimum, maximum</dt>
          <dd>
            {formatCount(minSize)}, {formatCount(maxSize)}
          </dd>
        </div>
        {lifecycleCounts(frame.instances.map(({ lifecycle }) => lifecycle)).map(([lifecycle, count]) => (
          <div key={lifecycle}>
            <dt>{lifecycle}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** How many instances there are in each stage of their life, in the order of that life; none that is not there (yet). */
function lifecycleCounts(lifecycles: readonly InstanceLifecycle[]): [InstanceLifecycle, number][] {
  return STAGES.flatMap((stage) => {
    const count = lifecycles.filter((lifecycle) => lifecycle === stage).length
    return count > 0 ? [[stage, count] as [InstanceLifecycle, number]] : []
  })
}

const STAGES: readonly InstanceLifecycle[] = [
  'Pending',
  'Pending:Wait',
  'Pending:Proceed',
  'InService',
  'Terminating',
  'Terminating:Wait',
  'Terminating:Proceed',
]
