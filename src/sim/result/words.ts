import type { LogEntry, RunResult } from './types'
/** The sentence for one entry of the log; the one place where what happened becomes words. */
export function describeLogEntry(_result: RunResult, _entry: LogEntry): string {
  throw new Error('describeLogEntry: under construction')
}
