import type { Issue } from '../issue'
import type { Scenario } from '../schema'

/** A rule over several fields; what a single field allows stands in the schema. */
export interface Rule {
  /** Pointers that the rule looks at: it is left out when one of them is wrong in itself. */
  readonly reads: readonly string[]
  /** Every breach, told at the field that the author would change. */
  readonly check: (scenario: Scenario) => readonly Issue[]
}
