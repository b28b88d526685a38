import { seriesCsv } from '@charts'
import { type LogEntry, type RunResult, SERIES } from '@sim'

/** A run as somebody sees it who has only its exports: the CSV by column, and the log of events. */
export interface Recorded {
  readonly rows: readonly Readonly<Record<string, number>>[]
  /** Lower bound of each latency column, microseconds, with the column's name. */
  readonly buckets: readonly { readonly lowUs: number; readonly name: string }[]
  readonly log: readonly LogEntry[]
  readonly endedAtMs: number
  readonly instanceCount: number
}

const recordings = new WeakMap<RunResult, Recorded>()

/** Reads the exported CSV of a run back in; once for each run. */
export function recordedOf(result: RunResult): Recorded {
  const before = recordings.get(result)
  if (before !== undefined) return before
  const [header = '', ...lines] = seriesCsv(result).trim().split('\r\n')
  const names = header.split(',')
  const rows = lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, column) => [name, Number(cells[column])]))
  })
  const buckets = names
    .filter((name) => /^latency_us_\d+$/.test(name))
    .map((name) => ({ name, lowUs: Number(name.slice('latency_us_'.length)) }))
  const recorded = {
    rows,
    buckets,
    log: result.log,
    endedAtMs: rows.at(-1)?.to_ms ?? 0,
    instanceCount: result.scenario.fleet.instanceCount,
  }
  recordings.set(result, recorded)
  return recorded
}

/** The sum of some columns, whole run. */
export function total({ rows }: Recorded, ...names: readonly string[]): number {
  return rows.reduce((sum, row) => sum + names.reduce((inRow, name) => inRow + cell(row, name), 0), 0)
}

const KNOWN = new Set(SERIES.map(({ name, unit }) => `${name}_${unit}`))

/** One cell; 0 for a series that a platform does not have. Any other column that is missing is a mistake of the test. */
export function cell(row: Readonly<Record<string, number>>, name: string): number {
  const value = row[name]
  if (value !== undefined) return value
  if (!KNOWN.has(name)) throw new Error(`the CSV has no column ${name}`)
  return 0
}

export const FAILED = [
  'versionError_requests',
  'refused_requests',
  'noRegisteredTarget_requests',
  'timedOut_requests',
  'cutByDraining_requests',
  'queueFull_requests',
  'throttled_requests',
] as const

export const FAILED_NEW = [
  'versionErrorNew_requests',
  'refusedNew_requests',
  'noTargetNew_requests',
  'timedOutNew_requests',
  'queueFullNew_requests',
] as const

/** Failed and all ended requests of one row. */
export function outcomes(row: Readonly<Record<string, number>>): { readonly failed: number; readonly ended: number } {
  const failed = FAILED.reduce((sum, name) => sum + cell(row, name), 0)
  return { failed, ended: failed + cell(row, 'ok_requests') }
}

/** `count` from `fromMs` on. */
export interface Step {
  readonly fromMs: number
  readonly count: number
}

/**
 * How many of the first instances were in service, from the log alone: all are at the start, and an instance is while its
 * target is healthy and its application serves. Only for runs in which no instance is launched.
 */
export function inServiceSteps({ log, instanceCount }: Recorded): Step[] {
  const health = Array<string>(instanceCount).fill('healthy')
  const application = Array<string>(instanceCount).fill('serving')
  const steps: Step[] = [{ fromMs: 0, count: instanceCount }]
  for (const { atMs, type, instanceIndex, status } of log) {
    if (instanceIndex === null || (type !== 'targetHealth' && type !== 'application')) continue
    if (type === 'targetHealth') health[instanceIndex] = status
    else application[instanceIndex] = status
    const count = health.filter((state, index) => state === 'healthy' && application[index] === 'serving').length
    steps.push({ fromMs: atMs, count })
  }
  return steps
}

/** How many instances ran that the scenario did not begin with, less those of the start that were terminated; from the log. */
export function extraSteps({ log, instanceCount }: Recorded): Step[] {
  const steps: Step[] = [{ fromMs: 0, count: 0 }]
  const running = new Set(Array.from({ length: instanceCount }, (_, index) => index))
  for (const { atMs, type, instanceIndex, status } of log) {
    if (type !== 'instance' || instanceIndex === null) continue
    if (status === 'Terminated') running.delete(instanceIndex)
    else running.add(instanceIndex)
    steps.push({ fromMs: atMs, count: running.size - instanceCount })
  }
  return steps
}

/** The integral of a function of the steps, up to the end of the run. */
export function integral(
  steps: readonly Step[],
  endedAtMs: number,
  height: (count: number, atMs: number) => number,
): number {
  return steps.reduce((sum, { fromMs, count }, index) => {
    const toMs = Math.min(steps[index + 1]?.fromMs ?? endedAtMs, endedAtMs)
    return sum + height(count, fromMs) * Math.max(0, toMs - fromMs)
  }, 0)
}
