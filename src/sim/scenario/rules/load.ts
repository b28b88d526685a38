import { planDeployment } from '../../deployment/plan-deployment'
import { expectedDeploymentMs } from '../../engine/expected-duration'
import { expectedRequests } from '../expected-requests'
import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Load, Scenario } from '../schema'
import { configurationIssues } from './deployment'
import type { Rule } from './rule'

export const LOAD_RULES: readonly Rule[] = [
  { reads: ['/load'], check: ({ load }) => [...pointOrderIssues(load), ...dailyIssues(load)] },
  {
    // How long a run without `durationMs` lasts is a guess from its plan, which reads nearly everything.
    reads: ['/load', '/durationMs', '/startAtMs', '/deployment', '/fleet', '/loadBalancer', '/revisions'],
    check: requestCountIssues,
  },
]

function requestCountIssues(scenario: Scenario): Issue[] {
  // Without a configuration that there is, there is no plan to guess from.
  if (configurationIssues(scenario).length > 0) return []
  const runMs = scenario.durationMs ?? expectedDeploymentMs(scenario, planDeployment(scenario))
  const requests = expectedRequests(scenario.load, Math.min(runMs, LIMITS.durationMsMax))
  if (requests <= LIMITS.requestsMax) return []
  const advice = scenario.durationMs === null ? 'lower the rate or set durationMs' : 'lower the rate or durationMs'
  const message = `makes about ${Math.round(requests)} requests, allowed are up to ${LIMITS.requestsMax} in one run: ${advice}`
  return [{ pointer: '/load', message }]
}

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
