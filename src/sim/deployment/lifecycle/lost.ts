import type { World } from '../../engine/world'
import type { Ms } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import type { Control } from '../state'
import type { Located } from './place'
import { type EventBehaviour, lifecycleEventOf } from './registry'

/** What the agent does on the instance; the rest CodeDeploy does itself. */
const AGENT_BEHAVIOURS: readonly EventBehaviour[] = ['scripts', 'agent']

/** An instance that is back after a crash does not go on with what it was at. MODEL: nor does its agent say so. */
function hasCrashedSince(world: World, instanceIndex: number, sinceMs: Ms): boolean {
  const crash = world.crashOf(instanceIndex)
  return crash !== null && crash.atMs >= sinceMs
}

/**
 * When CodeDeploy finds out that an event under way went with its instance: the hour of the event has to be over, however
 * short its scripts' timeouts are (CodeDeploy user guide, troubleshooting EC2 instances). null: the instance is there, or
 * the agent has no part in the event, or has not taken it up.
 */
export function lostUntilMs({ world }: Control, { deployment, target, event }: Located): Ms | null {
  if (target.instanceIndex === null || event.startMs === null) return null
  if (world.isRunning(target.instanceIndex) && !hasCrashedSince(world, target.instanceIndex, event.startMs)) return null
  const { behaviour } = lifecycleEventOf(deployment.computePlatform, event.name)
  return AGENT_BEHAVIOURS.includes(behaviour) ? event.startMs + LIMITS.eventTimeoutMsMax : null
}
