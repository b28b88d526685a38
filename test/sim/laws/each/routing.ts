import type { RunResult, TargetHealth } from '@sim'
import { type Law, present, sampledRequests, valueAt } from '../law'

export const routing: Law = {
  name: 'a new request goes to a healthy target; with none healthy to any registered one, but never to one that drains',
  *broken(run) {
    for (const { arrivedUs, instance } of sampledRequests(run)) {
      if (instance === -1) continue
      const health = valueAt(present(run.instances[instance], `instance ${instance}`).health, arrivedUs / 1000)
      if (health === 'healthy') continue
      const isOpen = health === 'initial' || health === 'unhealthy'
      if (!isOpen || isAnyHealthy(run, arrivedUs / 1000))
        yield `instance ${instance} took a request at ${arrivedUs} us while it was ${health}`
    }
  },
}

const isAnyHealthy = (run: RunResult, atMs: number): boolean =>
  run.instances.some(({ health }): boolean => valueAt<TargetHealth>(health, atMs) === 'healthy')
