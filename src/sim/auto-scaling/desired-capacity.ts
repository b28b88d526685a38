import type { Control } from '../deployment/state'
import { logActivity } from './activity'
import { type Group, groupOf } from './group'
import { reconcile } from './reconcile'

/** SetDesiredCapacity by a person; null, or why it is refused: always min <= desired <= max (Auto Scaling API). */
export function setDesiredCapacity(control: Control, desiredCapacity: number): string | null {
  const group = groupOf(control)
  if (group === null) return 'The fleet has no Auto Scaling group.'
  const { minSize, maxSize } = group.state
  if (desiredCapacity > maxSize) return refusal(desiredCapacity, `above max value ${maxSize}`)
  if (desiredCapacity < minSize) return refusal(desiredCapacity, `below min value ${minSize}`)
  changeDesiredCapacity(control, group, desiredCapacity, 'A user request explicitly set group desired capacity')
  reconcile(control)
  return null
}

function refusal(desiredCapacity: number, reason: string): string {
  return `ValidationError: New SetDesiredCapacity value ${desiredCapacity} is ${reason} for the AutoScalingGroup.`
}

/** Writes a new desired capacity into track and log, if it is another one; `cause` is the beginning of the log's sentence. */
export function changeDesiredCapacity(
  control: Control,
  { state }: Group,
  desiredCapacity: number,
  cause: string,
): void {
  const before = state.desiredCapacity.value
  if (desiredCapacity === before) return
  state.desiredCapacity.set(control.world.nowMs(), desiredCapacity)
  logActivity(control, 'scale', null, `${cause}, changing the desired capacity from ${before} to ${desiredCapacity}.`)
}
