import type { Control } from '../deployment/state'
import { type ActivityKind, logActivity, placeName } from './activity'

/**
 * An instance leaves the group: it is deregistered first, and the act `drained` comes when its deregistration delay is
 * over, at once for one that is not registered (Auto Scaling user guide, lifecycle hooks). `cause`: why, in a sentence.
 */
export function beginTermination(control: Control, instanceIndex: number, kind: ActivityKind, cause: string): void {
  const { world } = control
  logActivity(control, kind, instanceIndex, `Terminating EC2 instance: ${placeName(control, instanceIndex)}. ${cause}`)
  world.setLifecycle(instanceIndex, 'Terminating')
  world.deregisterTarget(instanceIndex)
  const isRegistered = world.targetHealth(instanceIndex) !== 'unused'
  const delayMs = isRegistered ? world.scenario.loadBalancer.deregistrationDelayMs : 0
  world.schedule(world.nowMs() + delayMs, { kind: 'scaling', act: 'drained', instanceIndex })
}
