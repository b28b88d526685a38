import type {
  FleetFrame,
  LifecycleEventName,
  LifecycleEventRecord,
  LifecycleEventStatus,
  Ms,
  RunResult,
  TargetRecord,
} from '@sim'

export type HookGroup = 'traffic-off' | 'install' | 'traffic-on'

/** One lifecycle event of a target at the playhead, with its place on the target's own time scale. */
export interface HookRow {
  readonly record: LifecycleEventRecord
  readonly group: HookGroup
  readonly status: LifecycleEventStatus
  /** Elapsed so far, or in all once it has ended; null before it starts. */
  readonly durationMs: Ms | null
  /** Start and length as shares of the target's time, from 0 to 1; null when it never starts. */
  readonly bar: { readonly from: number; readonly length: number } | null
  /** It starts after the playhead. */
  readonly isToCome: boolean
}

const TRAFFIC_OFF: readonly LifecycleEventName[] = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']
const TRAFFIC_ON: readonly LifecycleEventName[] = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']

/** The waterfall of a target at the moment of `frame`, all rows on one time scale from the target's start to its end. */
export function hookRows(result: RunResult, target: TargetRecord, frame: FleetFrame): HookRow[] {
  const fromMs = target.startMs ?? 0
  const toMs = target.endMs ?? result.endedAtMs
  const instance = frame.instances[target.instanceIndex]
  // The frame lists no events for a target that has not begun, or never will.
  const statusWithoutEvents = instance?.targetStatus === 'Skipped' ? 'Skipped' : 'Pending'
  return target.lifecycleEvents.map((record, eventIndex) => ({
    record,
    group: groupOf(record.name),
    status: instance?.lifecycleEvents[eventIndex]?.status ?? statusWithoutEvents,
    durationMs: elapsedMs(record, frame.atMs),
    bar: barOf(record, fromMs, toMs),
    isToCome: record.startMs !== null && record.startMs > frame.atMs,
  }))
}

function groupOf(name: LifecycleEventName): HookGroup {
  if (TRAFFIC_OFF.includes(name)) return 'traffic-off'
  return TRAFFIC_ON.includes(name) ? 'traffic-on' : 'install'
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
