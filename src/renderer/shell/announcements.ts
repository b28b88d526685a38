import { describeLogEntry, type LogEntry, type Ms, type RunResult } from '@sim'
import { happenedCount } from '../inspector/log-filter'

export interface Announcement {
  readonly words: string
  /** Read at once: a failure, a rollback. */
  readonly isUrgent: boolean
}

/**
 * What to say of the time after `fromMs` up to `toMs`: the newest urgent thing, otherwise the newest thing worth saying;
 * null when there is none, or going back.
 */
export function announcementBetween(result: RunResult, fromMs: Ms, toMs: Ms): Announcement | null {
  if (toMs <= fromMs) return null
  const passed = result.log.slice(happenedCount(result.log, fromMs), happenedCount(result.log, toMs))
  const urgent = passed.findLast((entry) => isUrgent(result, entry))
  const entry = urgent ?? passed.findLast(isWorthSaying)
  return entry ? { words: describeLogEntry(result, entry), isUrgent: entry === urgent } : null
}

const WORTH_SAYING: ReadonlySet<LogEntry['type']> = new Set([
  'deployment',
  'phase',
  'wave',
  'traffic',
  'alarm',
  'intervention',
  'fault',
])

function isWorthSaying({ type, status }: LogEntry): boolean {
  return WORTH_SAYING.has(type) || (type === 'target' && status === 'Failed')
}

function isUrgent(result: RunResult, { type, status, deploymentIndex }: LogEntry): boolean {
  if (type === 'alarm') return status === 'ALARM'
  if (type !== 'deployment') return false
  const isRollback = result.deployments[deploymentIndex ?? 0]?.creator === 'codeDeployRollback'
  return isRollback || status === 'Failed' || status === 'Stopped'
}
