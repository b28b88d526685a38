import type { LifecycleEventName } from '../result/types'
import type { Step, TargetSet } from './plan'

/** All lifecycle events that the steps bring to each target of a set, in their order; empty for a set that they do not touch. */
export function lifecycleEventsOf(steps: readonly Step[], set: TargetSet): readonly LifecycleEventName[] {
  return steps.flatMap((step) => (step.kind === 'update-targets' && step.set === set ? step.lifecycleEvents : []))
}
