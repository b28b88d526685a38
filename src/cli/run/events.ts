import { describeLogEntry, formatClock, type LogEntry, type RunResult } from '@sim'
import { alignRows } from '../summary/table'
import { printable } from '../terminal/printable'

/** One entry of the log as `run --json --events` prints it: with ids where the recording has indexes. */
export interface EventObject {
  readonly atMs: number
  readonly type: LogEntry['type']
  readonly deploymentId: string | null
  readonly instanceId: string | null
  readonly lifecycleEvent: string | null
  readonly status: string
  readonly errorCode: string | null
  readonly message: string
}

/** Everything that happened, in order. */
export function eventObjects(result: RunResult): EventObject[] {
  return result.log.map((entry) => ({
    atMs: entry.atMs,
    type: entry.type,
    deploymentId: entry.deploymentIndex === null ? null : (result.deployments[entry.deploymentIndex]?.id ?? null),
    instanceId: entry.instanceIndex === null ? null : (result.instances[entry.instanceIndex]?.id ?? null),
    lifecycleEvent: entry.lifecycleEvent,
    status: entry.status,
    errorCode: entry.errorCode,
    message: describeLogEntry(result, entry),
  }))
}

/** Everything that happened, a line each: when, to whom, what. */
export function eventLines(result: RunResult): string[] {
  return alignRows(
    eventObjects(result).map(({ atMs, deploymentId, instanceId, message }) => [
      formatClock(atMs),
      instanceId ?? deploymentId ?? '',
      printable(message),
    ]),
  )
}
