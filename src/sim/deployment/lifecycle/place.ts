import type { Control, DeploymentState, EventPlace, EventWork, LifecycleEventState, TargetState } from '../state'

/** Everything that belongs to one lifecycle event of one target. */
export interface Located {
  readonly deployment: DeploymentState
  readonly target: TargetState
  readonly event: LifecycleEventState
  readonly work: EventWork
}

/** The place of the event at which a target in progress stands, under way or waiting for the agent; null for others. */
export function currentPlace(deployment: DeploymentState, targetIndex: number): EventPlace | null {
  const { status, lifecycleEvents } = deployment.targets[targetIndex]
  if (status !== 'InProgress') return null
  const eventIndex = lifecycleEvents.findIndex((event) => event.endMs === null)
  return eventIndex === -1 ? null : { deploymentIndex: deployment.index, targetIndex, eventIndex }
}

/** What stands at a place. Throws when there is nothing: places come from this control plane's own events. */
export function locate(control: Control, { deploymentIndex, targetIndex, eventIndex }: EventPlace): Located {
  const deployment = control.state.deployments[deploymentIndex]
  const target = deployment?.targets[targetIndex]
  const event = target?.lifecycleEvents[eventIndex]
  if (event === undefined) throw new Error(`No lifecycle event ${eventIndex} of target ${targetIndex}`)
  return { deployment, target, event, work: target.work[eventIndex] }
}

/** The instance of an event of EC2. Throws for a function or a service, which have none: their events have no agent. */
export function instanceOf({ target, event }: Located): number {
  if (target.instanceIndex === null) throw new Error(`${event.name} has no instance`)
  return target.instanceIndex
}
