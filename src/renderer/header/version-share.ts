import type { FleetFrame } from '@sim'

/** The fleet by revision and by whether it takes traffic; instances with nothing installed count as `none`. */
export interface VersionShare {
  readonly oldInService: number
  readonly oldOut: number
  readonly newOut: number
  readonly newInService: number
  readonly none: number
}

/** Counts the instances of a moment. */
export function versionShareOf({ instances }: FleetFrame): VersionShare {
  const count = (revision: 'old' | 'new' | null, inService: boolean) =>
    instances.filter((instance) => instance.revision === revision && instance.inService === inService).length
  return {
    oldInService: count('old', true),
    oldOut: count('old', false),
    newOut: count('new', false),
    newInService: count('new', true),
    none: count(null, false) + count(null, true),
  }
}
