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
          const { health } = present(instances[instanceIndex], `instance ${instanceIndex}`)
          // Where nothing takes time, the target is back in the balancer within the instant, and the track shows only that.
          if (
            name === 'BlockTraffic' &&
            lifecycleEvents.some((event) => event.name === 'AllowTraffic' && event.startMs === endMs)
          )
            continue
          const found = valueAt(health, endMs)
          if (found !== AWAITED[name])
            yield `${id}, instance ${instanceIndex}: ${name} ended at ${endMs} ms with ${found}`
        }
  },
}
