import { definitionOf } from '../faults'
import type { Fault } from '../faults/schema'
import type { Scenario } from '../scenario/schema'

/** What a fault does, in words: `9 % of the answers of v2 are 5xx`. */
export function describeFault(fault: Fault, scenario: Scenario): string {
  return definitionOf(fault).describe(fault, scenario)
}
