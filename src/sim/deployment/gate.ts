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
  /**
   * Of the failed: those that an earlier stretch of the same deployment has lost and tolerated, so that they never come
   * to this one. None when left out.
   */
  readonly carriedFailures?: number
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
  const places = concurrencyOf(gate) - lostHere(gate, counts) - counts.inProgress
  return Math.max(0, Math.min(counts.pending, places))
}

/** True once so many have failed that only M are left, with work still to do: no further target is started. */
export function isStopped(gate: Gate, counts: TargetCounts): boolean {
  return counts.pending > 0 && lostHere(gate, counts) >= concurrencyOf(gate)
}

/**
 * How many may be out of service at a time: N - M. What an earlier stretch has lost takes its places for good, but one:
 * giving traffic to a replacement that is installed makes nobody less healthy (DERIVED; AWS does not name the case).
 */
function concurrencyOf({ targetCount, minimumHealthyCount, carriedFailures = 0 }: Gate): number {
  const free = targetCount - minimumHealthyCount - carriedFailures
  return carriedFailures === 0 ? free : Math.max(1, free)
}

function lostHere({ carriedFailures = 0 }: Gate, { failed }: TargetCounts): number {
  return failed - carriedFailures
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
