import type { DeploymentRecord, RunResult, Scenario, TargetRecord, WavePhase } from '@sim'
import { cell, type Law, rowEndMs } from '../law'
import { gatedTargets, groupDeployments, isOfInstances, strategyOf } from '../roles'

/** What a blue/green deployment does to its replacement, and an update in place to all, is held back; leaving is not. */
const GATED: readonly WavePhase[] = ['update', 'install', 'reroute']

export const minimumHealthyHosts: Law = {
  name: 'CodeDeploy by its own doing never has more than N - M hosts in progress or failed at once',
  *broken(run) {
    if (strategyOf(run.scenario)?.configuredBy === 'hosts')
      for (const deployment of groupDeployments(run)) yield* gateComplaints(run, deployment)
    yield* gaugeComplaints(run)
  },
}

function* gateComplaints(run: RunResult, deployment: DeploymentRecord): Generator<string> {
  const gated = gatedTargets(deployment)
  const required = minimumOf(run.scenario, gated.length)
  if (gated.length > 0 && deployment.minimumHealthyCount !== required)
    yield `${deployment.id} keeps ${deployment.minimumHealthyCount} hosts healthy instead of ${required}`
  for (const { phase, startMs } of deployment.waves) {
    if (!GATED.includes(phase)) continue
    const unavailable = gated.filter((target) => isUnavailable(target, phase, startMs)).length
    const lost = phase === 'reroute' ? gated.filter(hasFailedBeforeTraffic).length : 0
    // What the installation has lost keeps its places, but one: traffic for an installed host makes nobody less healthy.
    const allowed = lost === 0 ? gated.length - required : Math.max(lost + 1, gated.length - required)
    if (unavailable > allowed)
      yield `${deployment.id} has ${unavailable} of ${gated.length} hosts in progress or failed at ${startMs} ms (${phase})`
  }
}

const hasFailedBeforeTraffic = ({ status, lifecycleEvents }: TargetRecord): boolean =>
  status === 'Failed' && lifecycleEvents.some(({ name, startMs }) => name === 'BeforeAllowTraffic' && startMs === null)

/** Begun with what the phase is about, and not through with it by then. */
function isUnavailable({ lifecycleEvents, startMs, status, endMs }: TargetRecord, phase: WavePhase, atMs: number) {
  if (startMs === null || startMs > atMs) return false
  if (status === 'Failed' && endMs !== null && endMs <= atMs) return true
  const last = lifecycleEvents.findLast(({ name }) => phase !== 'install' || name === 'ValidateService')
  const first = lifecycleEvents.find(({ name }) => phase !== 'reroute' || name === 'BeforeAllowTraffic')
  if (phase === 'reroute' && (first?.startMs === null || (first?.startMs ?? 0) > atMs)) return false
  return !(last?.status === 'Succeeded' && last.endMs !== null && last.endMs <= atMs)
}

/** The gauge shows what the group's newest deployment keeps, and before the first one what it will. */
function* gaugeComplaints(run: RunResult): Generator<string> {
  const deployments = run.deployments.filter((deployment) => !isOfInstances(deployment))
  for (let row = 0; row < run.series.rowCount; row++) {
    const found = cell(run.series.columns.requiredHealthy, row)
    const newest = deployments.findLast(({ createdAtMs }) => createdAtMs <= rowEndMs(run, row))
    const expected = (newest ?? run.plan)?.minimumHealthyCount ?? 0
    if (found !== expected) yield `row ${row} (${rowEndMs(run, row)} ms) shows ${found} required hosts, not ${expected}`
  }
}

/** M by the user guide: a percentage rounded up, one out of service with OneAtATime, at least half with HalfAtATime. */
export function minimumOf({ deployment }: Scenario, hostCount: number): number {
  if (deployment === null) return 0
  const { deploymentConfig } = deployment
  if (deploymentConfig === 'CodeDeployDefault.AllAtOnce') return 0
  if (deploymentConfig === 'CodeDeployDefault.HalfAtATime') return Math.ceil(hostCount / 2)
  if (deploymentConfig === 'CodeDeployDefault.OneAtATime') return Math.max(0, hostCount - 1)
  if (typeof deploymentConfig === 'string' || !('minimumHealthyHosts' in deploymentConfig)) return 0
  const { type, value } = deploymentConfig.minimumHealthyHosts
  return type === 'HOST_COUNT' ? value : Math.ceil((hostCount * value) / 100)
}
