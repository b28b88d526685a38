import {
  type DeploymentRecord,
  type EventGroup,
  eventFramesAt,
  type LifecycleEventRecord,
  type LifecycleEventStatus,
  lifecycleEventOf,
  type Ms,
  type RunResult,
  type TargetRecord,
  targetStatusAt,
} from '@sim'

/** One lifecycle event of a target at the playhead, with its place on the target's own time scale. */
export interface HookRow {
  readonly record: LifecycleEventRecord
  readonly group: EventGroup
  readonly status: LifecycleEventStatus
  /** Elapsed so far, or in all once it has ended; null before it starts. */
  readonly durationMs: Ms | null
  /** Start and length as shares of the target's time, from 0 to 1; null when it never starts. */
  readonly bar: { readonly from: number; readonly length: number } | null
  /** It starts after the playhead. */
  readonly isToCome: boolean
}

/** The waterfall of a target at `tMs`, all rows on one time scale from the target's start to its end. */
export function hookRows(result: RunResult, deployment: DeploymentRecord, target: TargetRecord, tMs: Ms): HookRow[] {
  const fromMs = target.startMs ?? 0
  const toMs = target.endMs ?? result.endedAtMs
  const isSkipped = targetStatusAt(deployment, target, tMs) === 'Skipped'
  const events = eventFramesAt(target, tMs)
  return target.lifecycleEvents.map((record, eventIndex) => ({
    record,
    group: lifecycleEventOf(deployment.computePlatform, record.name).group,
    status: isSkipped ? 'Skipped' : (events[eventIndex]?.status ?? 'Pending'),
    durationMs: elapsedMs(record, tMs),
    bar: barOf(record, fromMs, toMs),
    isToCome: record.startMs !== null && record.startMs > tMs,
  }))
}

/**
 * The deployment whose hooks are worth showing for an instance: the last one that began on it before `tMs`. A rollback is
 * created in the millisecond in which the deployment fails, and may begin at once: at that moment the failure is in sight.
 */
export function tellingDeployment(result: RunResult, instanceIndex: number, tMs: Ms): DeploymentRecord | null {
  const begun = result.deployments.findLast((deployment) => {
    const startMs = targetOf(deployment, instanceIndex)?.startMs ?? null
    return startMs !== null && startMs < tMs
  })
  return begun ?? result.deployments.find((deployment) => targetOf(deployment, instanceIndex)) ?? null
}

/** The one function or service that a deployment of Lambda or ECS goes to; undefined on EC2. */
export function serviceTargetOf({ targets }: DeploymentRecord): TargetRecord | undefined {
  return targets.find(({ instanceIndex }) => instanceIndex === null)
}

/** The part of an instance in a deployment. */
export function targetOf(deployment: DeploymentRecord, instanceIndex: number): TargetRecord | undefined {
  return deployment.targets.find((target) => target.instanceIndex === instanceIndex)
}

function elapsedMs(record: LifecycleEventRecord, tMs: Ms): Ms | null {
  if (record.startMs === null || tMs < record.startMs) return null
  return Math.min(tMs, record.endMs ?? tMs) - record.startMs
}

function barOf(record: LifecycleEventRecord, fromMs: Ms, toMs: Ms): HookRow['bar'] {
  if (record.startMs === null || toMs <= fromMs) return null
  const spanMs = toMs - fromMs
  return { from: (record.startMs - fromMs) / spanMs, length: ((record.endMs ?? toMs) - record.startMs) / spanMs }
}

/** The event whose scripts are worth showing: the failed one, else the one in progress, else the last that ran a script. */
export function tellingRow(rows: readonly HookRow[]): HookRow | null {
  return (
    rows.find(({ status }) => status === 'Failed') ??
    rows.find(({ status }) => status === 'InProgress') ??
    rows.findLast(({ status, record }) => status === 'Succeeded' && record.scripts.length > 0) ??
    null
  )
}
