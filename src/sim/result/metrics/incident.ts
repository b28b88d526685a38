import { ROW_MS, rowEndMs } from '../rates'
import { userDeploymentOf } from '../roles'
import type { DeploymentRecord, LogEntry, Ms, RunResult } from '../types'
import { receivingSpans } from './receiving'
import { newFailedInRow } from './rows'

/** The moments of one incident; null where a run never reached them. */
export interface Incident {
  /** The deployment that it is about: the first of a user's that failed or was stopped, else the first of all. */
  readonly deployment: DeploymentRecord | null
  /** Beginning of the first second in which a request of the new revision failed. */
  readonly firstFailedMs: Ms | null
  /** End of the last such second. */
  readonly lastFailedMs: Ms | null
  /** An alarm goes to ALARM from the first failure on, the deployment fails, or a person steps in. */
  readonly detectedMs: Ms | null
  /** A person stops the deployment or deploys the old revision, or the deployment ends Failed or Stopped. */
  readonly decidedMs: Ms | null
  /** From then on nothing is routed to the new revision. */
  readonly trafficBackMs: Ms | null
  /** The last target with the new revision that was taken out after the decision has left draining. */
  readonly drainedMs: Ms | null
  /** From then on as many instances serve as before the deployment. */
  readonly capacityRestoredMs: Ms | null
}

const known = new WeakMap<RunResult, Incident>()

/** What went wrong with the new revision and how it was met, from the recording alone. */
export function incidentOf(result: RunResult): Incident {
  const before = known.get(result)
  if (before !== undefined) return before
  const deployment = troubledDeployment(result)
  const { firstFailedMs, lastFailedMs } = failedTimes(result)
  const decidedMs = earliest([...personsMs(result), ...badEndMs(deployment)])
  const sinceMs = firstFailedMs ?? deployment?.createdAtMs ?? 0
  const incident = {
    deployment,
    firstFailedMs,
    lastFailedMs,
    detectedMs: earliest([...alarmsMs(result, sinceMs), ...(decidedMs === null ? [] : [decidedMs])]),
    decidedMs,
    trafficBackMs: decidedMs === null ? null : trafficBackMs(result, decidedMs),
    drainedMs: decidedMs === null ? null : drainedMs(result, decidedMs),
    capacityRestoredMs: decidedMs === null || deployment === null ? null : restoredMs(result, deployment, decidedMs),
  }
  known.set(result, incident)
  return incident
}

function troubledDeployment(result: RunResult): DeploymentRecord | null {
  const ofUsers = result.deployments.filter(({ creator }) => creator === 'user')
  return ofUsers.find(({ status }) => status === 'Failed' || status === 'Stopped') ?? userDeploymentOf(result)
}

function failedTimes(result: RunResult): Pick<Incident, 'firstFailedMs' | 'lastFailedMs'> {
  const rows = Array.from({ length: result.series.rowCount }, (_, row) => row).filter(
    (row) => newFailedInRow(result, row) > 0,
  )
  const [first] = rows
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return { firstFailedMs: null, lastFailedMs: null }
  return { firstFailedMs: first * ROW_MS, lastFailedMs: rowEndMs(result, last) }
}

/** True for an act of a person that takes the new revision back. */
export function isWayBack({ scenario }: RunResult, { type, status, itemIndex }: LogEntry): boolean {
  if (type !== 'intervention' || status !== 'done' || itemIndex === null) return false
  const act = scenario.interventions[itemIndex]
  return act.kind === 'stop' || (act.kind === 'deploy' && act.revision === 'old')
}

function personsMs(result: RunResult): Ms[] {
  return result.log.filter((entry) => isWayBack(result, entry)).map(({ atMs }) => atMs)
}

function badEndMs(deployment: DeploymentRecord | null): Ms[] {
  if (deployment === null || deployment.endedAtMs === null || deployment.status === 'Succeeded') return []
  return [deployment.endedAtMs]
}

function alarmsMs({ alarms }: RunResult, sinceMs: Ms): Ms[] {
  return alarms.flatMap(({ states }) =>
    states.filter(({ atMs, value }) => value === 'ALARM' && atMs >= sinceMs && atMs > 0).map(({ atMs }) => atMs),
  )
}

function earliest(moments: readonly Ms[]): Ms | null {
  return moments.length === 0 ? null : moments.reduce((first, atMs) => Math.min(first, atMs))
}

/** By the state of things, and by the requests themselves: a load balancer that fails open routes to whoever is there. */
function trafficBackMs(result: RunResult, decidedMs: Ms): Ms | null {
  const lastSpanMs = receivingSpans(result).findLast((span) => span.new > 0)?.toMs ?? 0
  const byStateMs = Math.max(decidedMs, lastSpanMs)
  const { routedNew } = result.series.columns
  const lastRow = routedNew.findLastIndex((count) => count > 0)
  const backMs = lastRow * ROW_MS >= byStateMs ? rowEndMs(result, lastRow) : byStateMs
  return backMs < result.endedAtMs ? backMs : null
}

function drainedMs({ instances, endedAtMs }: RunResult, decidedMs: Ms): Ms | null {
  const ends = instances.flatMap(({ health, revision }) =>
    health.flatMap(({ atMs, value }, index) => {
      if (value !== 'draining' || atMs < decidedMs) return []
      const isNew = revision.findLast((change) => change.atMs <= atMs)?.value === 'new'
      return isNew ? [health[index + 1]?.atMs ?? Number.POSITIVE_INFINITY] : []
    }),
  )
  const lastMs = ends.length === 0 ? null : Math.max(...ends)
  return lastMs !== null && lastMs <= endedAtMs ? lastMs : null
}

function restoredMs(result: RunResult, { createdAtMs }: DeploymentRecord, decidedMs: Ms): Ms | null {
  if (result.instances.length === 0) return null
  const spans = receivingSpans(result)
  const countOf = (span: (typeof spans)[number] | undefined) => (span === undefined ? 0 : span.old + span.new)
  // The deployment may take instances out in the very millisecond in which it is created.
  const steady = countOf(spans.find(({ toMs }) => toMs >= createdAtMs))
  const lastShort = spans.findLast((span) => countOf(span) < steady)
  if (lastShort === undefined) return decidedMs
  return lastShort.toMs < result.endedAtMs ? Math.max(decidedMs, lastShort.toMs) : null
}
