import type { TargetCounts } from '../../../src/sim/deployment/gate'

/** A deployment played on counts alone: every zone's hosts, or one row for a fleet without zones. */
export interface GateRun {
  /** Counts after every start and every end of a host. */
  readonly moments: readonly (readonly TargetCounts[])[]
  /** Which row hosts were started in, and how many at once. */
  readonly waves: readonly { readonly row: number; readonly size: number }[]
}

/**
 * Starts what `startable` allows in `rowUnderWay`, ends hosts one at a time with the next of `outcomes` (true: it
 * succeeds), and goes on until nothing is in progress and nothing may start.
 */
export function playGate(
  hostCounts: readonly number[],
  startable: (counts: readonly TargetCounts[]) => number,
  rowUnderWay: (counts: readonly TargetCounts[]) => number,
  outcomes: Iterator<boolean>,
): GateRun {
  let counts: TargetCounts[] = hostCounts.map((pending) => ({ pending, inProgress: 0, succeeded: 0, failed: 0 }))
  const moments = [counts]
  const waves: { row: number; size: number }[] = []
  const change = (row: number, change: (count: TargetCounts) => Partial<TargetCounts>) => {
    counts = counts.map((count, index) => (index === row ? { ...count, ...change(count) } : count))
    moments.push(counts)
  }
  for (;;) {
    const row = rowUnderWay(counts)
    const size = startable(counts)
    if (size > 0) {
      waves.push({ row, size })
      change(row, ({ pending, inProgress }) => ({ pending: pending - size, inProgress: inProgress + size }))
      continue
    }
    const busy = counts.findIndex(({ inProgress }) => inProgress > 0)
    if (busy === -1) return { moments, waves }
    const succeeds = outcomes.next().value === true
    change(busy, ({ inProgress, succeeded, failed }) => ({
      inProgress: inProgress - 1,
      succeeded: succeeded + (succeeds ? 1 : 0),
      failed: failed + (succeeds ? 0 : 1),
    }))
  }
}

/** Outcomes without end: those of the list, again and again. */
export function* outcomesOf(list: readonly boolean[]): Generator<boolean, never> {
  for (;;) yield* list
}
