import { expectedRequests, runMsAtLeast } from '../expected-requests'
import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Load } from '../schema'
import type { Rule } from './rule'

export const LOAD_RULES: readonly Rule[] = [
  { reads: ['/load'], check: ({ load }) => [...pointOrderIssues(load), ...dailyIssues(load)] },
  {
    reads: ['/load', '/durationMs', '/startAtMs', '/deployment'],
    check: (scenario) => {
      const requests = expectedRequests(scenario.load, runMsAtLeast(scenario))
      if (requests <= LIMITS.requestsMax) return []
      const message = `makes about ${Math.round(requests)} requests, allowed are ${LIMITS.requestsMax} in one run: lower the rate or durationMs`
      return [{ pointer: '/load', message }]
    },
  },
]

function pointOrderIssues(load: Load): Issue[] {
  if (!('points' in load)) return []
  return load.points.flatMap((point, index) => {
    const previous = load.points[index - 1]
    if (previous === undefined || point.atMs > previous.atMs) return []
    const message = `found ${point.atMs}, allowed are times after the point before it (${previous.atMs})`
    return [{ pointer: `/load/points/${index}/atMs`, message }]
  })
}

function dailyIssues(load: Load): Issue[] {
  if (load.kind !== 'daily' || load.peakRps >= load.troughRps) return []
  const message = `found ${load.peakRps}, allowed are rates from troughRps (${load.troughRps}) upwards`
  return [{ pointer: '/load/peakRps', message }]
}
