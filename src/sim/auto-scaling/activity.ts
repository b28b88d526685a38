import type { Control } from '../deployment/state'

/** What Auto Scaling does, as the log tells it. */
export type ActivityKind = 'launch' | 'terminate' | 'replace' | 'scale' | 'rebalance' | 'hook'

/** Writes an activity of the group into the log, with a sentence; `instanceIndex` null: of the whole group. */
export function logActivity(
  control: Control,
  status: ActivityKind,
  instanceIndex: number | null,
  detail: string,
): void {
  control.world.log({ type: 'autoScaling', status, instanceIndex, detail })
}

/** `i-0123abcd in us-east-1a`. */
export function placeName({ world }: Control, instanceIndex: number): string {
  return `${world.instanceId(instanceIndex)} in ${world.scenario.fleet.zones[world.zoneIndexOf(instanceIndex)]}`
}
