/**
 * The gate of minimum healthy hosts: how many instances may be out of service, when a deployment has to stop, and what
 * it takes to succeed (CodeDeploy user guide, instance health). Pure arithmetic on counts.
 *
 * OneAtATime on a single instance needs no rule of its own: M is then 0, and one success is needed in any case.
 */
export interface Gate {
  readonly targetCount: number
  /** M. */
  readonly minimumHealthyCount: number
  /** Whether a wave waits for the whole last one (`batch`), or hosts start as soon as the gate allows (`sliding`). */
  readonly scheduling: 'batch' | 'sliding'
}

/** Targets of a deployment by where they stand; the four add up to `targetCount`. */
export interface TargetCounts {
  readonly pending: number
  readonly inProgress: number
  readonly succeeded: number
  readonly failed: number
}

/** How many targets may be started now. An instance in progress or failed is unavailable, so it takes a place. */
export function startableCount(gate: Gate, counts: TargetCounts): number {
  if (gate.scheduling === 'batch' && counts.inProgress > 0) return 0
  const places = gate.targetCount - gate.minimumHealthyCount - counts.failed - counts.inProgress
  return Math.max(0, Math.min(counts.pending, places))
}

/** True once so many have failed that only M are left, with work still to do: no further target is started. */
export function isStopped(gate: Gate, counts: TargetCounts): boolean {
  return counts.pending > 0 && counts.failed >= gate.targetCount - gate.minimumHealthyCount
}

/** Whether the deployment has succeeded, once nothing is pending or in progress. */
export function hasSucceeded(gate: Gate, counts: TargetCounts): boolean {
  return counts.succeeded >= 1 && gate.targetCount - counts.failed >= gate.minimumHealthyCount
}

/** Sizes of the waves when nothing fails; with equal durations `batch` and `sliding` give the same. */
export function plannedWaveSizes(gate: Gate): number[] {
  const sizes: number[] = []
  let pending = gate.targetCount
  while (pending > 0) {
    const size = startableCount(gate, { pending, inProgress: 0, succeeded: gate.targetCount - pending, failed: 0 })
    if (size === 0) return []
    sizes.push(size)
    pending -= size
  }
  return sizes
}
