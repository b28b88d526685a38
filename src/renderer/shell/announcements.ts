import { describeLogEntry, type LogEntry, type Ms, type RunResult } from '@sim'
import { happenedCount } from '../inspector/log-filter'

export interface Announcement {
  readonly words: string
  /** Read at once: a failure, a rollback. */
  readonly isUrgent: boolean
}

/** The newest thing worth saying that happened after `fromMs` and not after `toMs`; null when there is none, or going back. */
export function announcementBetween(result: RunResult, fromMs: Ms, toMs: Ms): Announcement | null {
  if (toMs <= fromMs) return null
  const passed = result.log.slice(happenedCount(result.log, fromMs), happenedCount(result.log, toMs))
  const entry = passed.findLast(isWorthSaying)
  return entry ? { words: describeLogEntry(result, entry), isUrgent: isUrgent(result, entry) } : null
}

function isWorthSaying({ type, status }: LogEntry): boolean {
  return type === 'deployment' || type === 'wave' || type === 'fault' || (type === 'target' && status === 'Failed')
}

function isUrgent(result: RunResult, { type, status, deploymentIndex }: LogEntry): boolean {
  if (type !== 'deployment') return false
  const isRollback = result.deployments[deploymentIndex ?? 0]?.creator === 'codeDeployRollback'
  return isRollback || status === 'Failed' || status === 'Stopped'
}
