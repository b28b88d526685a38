import type { Control } from '../deployment/state'

/**
 * Whether a run waits for a deployment under way. It does not wait for a loop of launches: once a launch deployment has
 * failed that began after the group's last deployment had ended, the loop could go on for as long as anyone looks.
 */
export function isAwaited({ state: { deployments } }: Control): boolean {
  const underWay = deployments.filter(({ endedAtMs }) => endedAtMs === null)
  if (underWay.length === 0 || underWay.some(({ creator }) => creator !== 'autoscaling')) return underWay.length > 0
  const groupEndMs = deployments.findLast(({ scope }) => scope.kind !== 'instances')?.endedAtMs ?? null
  return (
    groupEndMs === null ||
    !deployments.some(
      ({ creator, createdAtMs, status, endedAtMs }) =>
        creator === 'autoscaling' && createdAtMs > groupEndMs && endedAtMs !== null && status !== 'Succeeded',
    )
  )
}
