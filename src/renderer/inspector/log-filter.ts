import type { Ms } from '@sim'
import type { LineType, LogLine } from './log-lines'

/** The kinds of entries by the words of the filter. */
export const LOG_TYPES: readonly { readonly type: LineType; readonly label: string }[] = [
  { type: 'deployment', label: 'Deployments' },
  { type: 'phase', label: 'Phases' },
  { type: 'wave', label: 'Waves' },
  { type: 'target', label: 'Targets' },
  { type: 'lifecycleEvent', label: 'Lifecycle events' },
  { type: 'targetHealth', label: 'Target group' },
  { type: 'application', label: 'Application' },
  { type: 'traffic', label: 'Traffic' },
  { type: 'alarm', label: 'Alarms' },
  { type: 'autoScaling', label: 'Auto Scaling' },
  { type: 'instance', label: 'Instance states' },
  { type: 'intervention', label: 'Acts of a person' },
  { type: 'fault', label: 'Injected faults' },
  { type: 'notification', label: 'Told by rules' },
  { type: 'event', label: 'EventBridge events' },
]

export interface LogFilter {
  readonly types: readonly LineType[]
  /** Only entries of this instance; null: of all. */
  readonly instanceIndex: number | null
}

/** Entries that pass the filter, in the order of the log. */
export function filterLog<Line extends LogLine>(log: readonly Line[], { types, instanceIndex }: LogFilter): Line[] {
  const wanted = new Set(types)
  return log.filter(
    (entry) => wanted.has(entry.type) && (instanceIndex === null || entry.instanceIndex === instanceIndex),
  )
}

/** How many entries of a log in time order have happened at `tMs`. */
export function happenedCount(log: readonly { readonly atMs: Ms }[], tMs: Ms): number {
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((log[middle]?.atMs ?? Number.POSITIVE_INFINITY) <= tMs) low = middle + 1
    else high = middle
  }
  return low
}

export type LogMark = 'moment' | 'start' | 'good' | 'failed' | 'fault' | 'alarm'

/** The shape that stands before an entry. */
export function markOf({ type, status }: LogLine): LogMark {
  if (type === 'notification') return 'start'
  if (type === 'fault' || type === 'intervention') return 'fault'
  if (type === 'alarm') return status === 'ALARM' ? 'alarm' : 'moment'
  if (status === 'Failed' || status === 'unhealthy' || status === 'Stopped') return 'failed'
  if (type === 'deployment' && status === 'Created') return 'start'
  return status === 'Succeeded' && type !== 'lifecycleEvent' ? 'good' : 'moment'
}
