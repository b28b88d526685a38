import type { ApplicationState, RevisionLabel, TargetHealth } from '../result/types'

/** How many instances stand where; an instance is counted once at most. */
export interface FleetCounts {
  readonly inServiceOld: number
  readonly inServiceNew: number
  /** Healthy in the target group, while the application is down and no check has found that out yet. */
  readonly silentOld: number
  readonly silentNew: number
  readonly initialTargets: number
  readonly unhealthyTargets: number
  readonly drainingTargets: number
}
type Place = keyof FleetCounts

/** What decides where an instance is counted. */
export interface Standing {
  readonly health: TargetHealth
  readonly application: ApplicationState
  readonly revision: RevisionLabel | null
}

/**
 * Counts of the fleet that change with an instance instead of being taken again every second: over hours of a thousand
 * instances the recount takes nearly half of a run's time.
 */
export class FleetTally {
  readonly #places: (Place | null)[]
  readonly #counts: Record<Place, number> = {
    inServiceOld: 0,
    inServiceNew: 0,
    silentOld: 0,
    silentNew: 0,
    initialTargets: 0,
    unhealthyTargets: 0,
    drainingTargets: 0,
  }

  constructor(standings: readonly Standing[]) {
    this.#places = standings.map(() => null)
    for (const [instanceIndex, standing] of standings.entries()) this.move(instanceIndex, standing)
  }

  /** One more instance, which is counted nowhere yet. */
  add(): void {
    this.#places.push(null)
  }

  /** An instance stands somewhere else, or where it stood. */
  move(instanceIndex: number, standing: Standing): void {
    const before = this.#places[instanceIndex]
    const now = placeOf(standing)
    if (before === now) return
    if (before !== null) this.#counts[before]--
    if (now !== null) this.#counts[now]++
    this.#places[instanceIndex] = now
  }

  /** The counts as they are now, a copy. */
  counts(): FleetCounts {
    return { ...this.#counts }
  }
}

function placeOf({ health, application, revision }: Standing): Place | null {
  switch (health) {
    case 'initial':
      return 'initialTargets'
    case 'unhealthy':
      return 'unhealthyTargets'
    case 'draining':
      return 'drainingTargets'
    case 'healthy':
      if (application !== 'serving' || revision === null) return revision === 'new' ? 'silentNew' : 'silentOld'
      return revision === 'old' ? 'inServiceOld' : 'inServiceNew'
    case 'unused':
      return null
  }
}
