import type { RunResult, TargetHealth } from '@sim'
import { type Law, present, sampledRequests, valueAt } from '../law'
import { openStates, platformOf } from '../roles'

export const routing: Law = {
  name: 'a new request goes to a healthy target; with none healthy in its target group to any registered one, but never to one that drains',
  *broken(run) {
    if (platformOf(run.scenario) === 'Lambda') return
    for (const { arrivedUs, instance } of sampledRequests(run)) {
      if (instance === -1) continue
      const { health: track, targetGroupIndex } = present(run.instances[instance], `instance ${instance}`)
      const health = valueAt(track, arrivedUs / 1000)
      if (health === 'healthy') continue
      const isOpen = openStates(run.scenario).includes(health)
      if (!isOpen || isAnyHealthy(run, targetGroupIndex, arrivedUs / 1000))
        yield `instance ${instance} took a request at ${arrivedUs} us while it was ${health}`
    }
  },
}

const isAnyHealthy = (run: RunResult, groupIndex: number, atMs: number): boolean =>
  run.instances.some(
    ({ health, targetGroupIndex }) =>
      targetGroupIndex === groupIndex && valueAt<TargetHealth>(health, atMs) === 'healthy',
  )
