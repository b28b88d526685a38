import type { Ms } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import type { Control } from '../state'
import type { Located } from './place'
import { type EventBehaviour, lifecycleEventOf } from './registry'

/** What the agent does on the instance; the rest CodeDeploy does itself. */
const AGENT_BEHAVIOURS: readonly EventBehaviour[] = ['scripts', 'agent']

/**
 * When CodeDeploy finds out that an event under way went with its instance: the hour of the event has to be over, however
 * short its scripts' timeouts are (CodeDeploy user guide, troubleshooting EC2 instances). null: the instance is there, or
 * the agent has no part in the event, or has not taken it up.
 */
export function lostUntilMs({ world }: Control, located: Located): Ms | null {
  const { target, event } = located
  if (target.instanceIndex === null || event.startMs === null || world.isRunning(target.instanceIndex)) return null
  return isOfAgent(located) ? event.startMs + LIMITS.eventTimeoutMsMax : null
}

/**
 * True when the agent finds, as it starts again after a crash, that it was at this event: it then fails the event at
 * once (CodeDeploy agent from 1.5.0, command poller).
 */
export function isCutShort({ world }: Control, located: Located): boolean {
  const { target, event } = located
  if (target.instanceIndex === null || event.startMs === null || !world.isRunning(target.instanceIndex)) return false
  const crash = world.crashOf(target.instanceIndex)
  return crash !== null && crash.atMs >= event.startMs && isOfAgent(located)
}

/** The agent has a part in the event; the rest CodeDeploy does itself. */
export function isOfAgent({ deployment, event }: Located): boolean {
  return AGENT_BEHAVIOURS.includes(lifecycleEventOf(deployment.computePlatform, event.name).behaviour)
}
