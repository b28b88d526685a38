import type { DeploymentRecord } from '@sim'
import { type Law, present, valueAt } from '../law'

const AWAITED = { BlockTraffic: 'unused', AllowTraffic: 'healthy' } as const

export const trafficEvents: Law = {
  name: 'BlockTraffic ends when the target is out of the balancer, AllowTraffic when it is healthy in it',
  *broken({ deployments, instances }) {
    for (const { id, targets } of deployments)
      for (const { instanceIndex, lifecycleEvents } of targets)
        for (const { name, status, endMs } of lifecycleEvents) {
          if (status !== 'Succeeded' || endMs === null || (name !== 'BlockTraffic' && name !== 'AllowTraffic')) continue
          if (instanceIndex === null) continue
          const { health, lifecycle } = present(instances[instanceIndex], `instance ${instanceIndex}`)
          if (valueAt(lifecycle, endMs) === 'Terminated') continue
          // Where nothing takes time, the target is back in the balancer within the instant, and the track shows only that.
          if (name === 'BlockTraffic' && isAllowedAt(deployments, instanceIndex, endMs)) continue
          const found = valueAt(health, endMs)
          if (found !== AWAITED[name])
            yield `${id}, instance ${instanceIndex}: ${name} ended at ${endMs} ms with ${found}`
        }
  },
}

/** Whether this deployment, or one that was created by its end, puts the instance back at that time. */
function isAllowedAt(deployments: readonly DeploymentRecord[], index: number, atMs: number): boolean {
  return deployments.some(({ targets }) =>
    targets.some(
      ({ instanceIndex, lifecycleEvents }) =>
        instanceIndex === index &&
        lifecycleEvents.some(({ name, startMs }) => name === 'AllowTraffic' && startMs === atMs),
    ),
  )
}
