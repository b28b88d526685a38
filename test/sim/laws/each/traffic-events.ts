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
          // What follows may undo it within the instant, of this deployment or of its rollback, and the track shows only that.
          if (isBegunAt(deployments, instanceIndex, name === 'BlockTraffic' ? 'AllowTraffic' : 'BlockTraffic', endMs))
            continue
          const found = valueAt(health, endMs)
          if (found !== AWAITED[name])
            yield `${id}, instance ${instanceIndex}: ${name} ended at ${endMs} ms with ${found}`
        }
  },
}

/** Whether that event begins on the instance at that time, in whichever deployment. */
function isBegunAt(
  deployments: readonly DeploymentRecord[],
  index: number,
  event: keyof typeof AWAITED,
  atMs: number,
): boolean {
  return deployments.some(({ targets }) =>
    targets.some(
      ({ instanceIndex, lifecycleEvents }) =>
        instanceIndex === index && lifecycleEvents.some(({ name, startMs }) => name === event && startMs === atMs),
    ),
  )
}
