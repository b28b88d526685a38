import { summarize } from './summarize'
import { targetName } from './target-name'
import type {
  DeploymentCreator,
  DeploymentErrorCode,
  DeploymentRecord,
  DeploymentStatus,
  LifecycleErrorCode,
  LifecycleEventName,
  LifecycleEventStatus,
  Ms,
  RequestTotals,
  RevisionLabel,
  RunEnd,
  RunIdentity,
  RunResult,
  TargetRecord,
  TargetStatus,
} from './types'

/** One lifecycle event of a target; times that were never reached are null. */
export type LifecycleEventReport = {
  readonly name: LifecycleEventName
  readonly status: LifecycleEventStatus
  readonly startMs: Ms | null
  readonly endMs: Ms | null
  readonly errorCode: LifecycleErrorCode | null
  readonly revision: RevisionLabel | null
}

export type TargetReport = {
  readonly id: string
  /** null: a function or a service. */
  readonly zone: string | null
  readonly status: TargetStatus
  readonly lifecycleEvents: readonly LifecycleEventReport[]
}

export type DeploymentReport = {
  readonly id: string
  readonly creator: DeploymentCreator
  readonly status: DeploymentStatus
  readonly errorCode: DeploymentErrorCode | null
  readonly createdAtMs: Ms
  readonly endedAtMs: Ms | null
  readonly rollbackDeploymentId: string | null
  readonly rollbackTriggeringDeploymentId: string | null
  readonly targets: readonly TargetReport[]
}

/** The object that `fleetshift run --json` prints. Times are whole milliseconds from the start of the simulation. */
export type RunReport = {
  readonly identity: RunIdentity
  /** The user's deployment, by its API status; a later rollback does not change it. Its parts are null without a deployment. */
  readonly outcome: {
    readonly status: DeploymentStatus | null
    readonly errorCode: DeploymentErrorCode | null
    readonly endedAtMs: Ms | null
    /** Why the run ended, with or without a deployment; see `RunEnd`. */
    readonly endedBy: RunEnd
  }
  readonly deployments: readonly DeploymentReport[]
  readonly requests: RequestTotals
  readonly metrics: Readonly<Record<string, { readonly value: number | null; readonly unit: string }>>
}

/** The report of a run, with its keys in the order in which they are printed. Plain JSON, shares nothing mutable. */
export function toReport(result: RunResult): RunReport {
  const { identity, totals } = result
  const [deployment] = result.deployments
  return {
    identity: {
      engineVersion: identity.engineVersion,
      scenarioDigest: identity.scenarioDigest,
      seed: identity.seed,
      interventions: identity.interventions,
      digest: identity.digest,
    },
    outcome: {
      status: deployment?.status ?? null,
      errorCode: deployment?.errorCode ?? null,
      endedAtMs: deployment?.endedAtMs ?? null,
      endedBy: result.endedBy,
    },
    deployments: result.deployments.map((record) => reportDeployment(result, record)),
    requests: reportRequests(totals),
    metrics: Object.fromEntries(summarize(result).metrics.map(({ id, value, unit }) => [id, { value, unit }])),
  }
}

function reportDeployment(result: RunResult, deployment: DeploymentRecord): DeploymentReport {
  return {
    id: deployment.id,
    creator: deployment.creator,
    status: deployment.status,
    errorCode: deployment.errorCode,
    createdAtMs: deployment.createdAtMs,
    endedAtMs: deployment.endedAtMs,
    rollbackDeploymentId: deployment.rollbackDeploymentId,
    rollbackTriggeringDeploymentId: deployment.rollbackTriggeringDeploymentId,
    targets: deployment.targets.map((target) => reportTarget(result, target)),
  }
}

function reportTarget(result: RunResult, target: TargetRecord): TargetReport {
  const { instanceIndex } = target
  return {
    id: targetName(result, target),
    zone: instanceIndex === null ? null : result.scenario.fleet.zones[result.instances[instanceIndex].zoneIndex],
    status: target.status,
    lifecycleEvents: target.lifecycleEvents.map(({ name, status, startMs, endMs, errorCode, revision }) => ({
      name,
      status,
      startMs,
      endMs,
      errorCode,
      revision,
    })),
  }
}

function reportRequests({ arrived, ok, failed, inFlight, failedByCause, byRevision }: RequestTotals): RequestTotals {
  const { versionError, refused, noRegisteredTarget, timedOut, cutByDraining, queueFull, throttled } = failedByCause
  return {
    arrived,
    ok,
    failed,
    inFlight,
    failedByCause: { versionError, refused, noRegisteredTarget, timedOut, cutByDraining, queueFull, throttled },
    byRevision: { old: byRevision.old, new: byRevision.new, none: byRevision.none },
  }
}
