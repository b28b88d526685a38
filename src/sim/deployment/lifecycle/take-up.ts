import type { Control } from '../state'
import type { Located } from './place'
import { strikeAt } from './strike'

/** True when there is somebody to take the event up: the service itself, or an agent that runs and is not silent. */
export function canTakeUp(control: Control, located: Located): boolean {
  const { instanceIndex } = located.target
  if (instanceIndex === null) return true
  if (!control.world.isRunning(instanceIndex)) return false
  return strikeAt(control, located)?.failure !== 'silent'
}
