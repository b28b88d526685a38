import type { Scenario } from '../scenario/schema'
import type { FaultDefinition } from './definition'
import { hookFailure } from './hook-failure'
import { type Fault, type FaultKind, faultSchema } from './schema'
import { versionError } from './version-error'

export type { FaultDefinition } from './definition'

/** Total over the kinds of the schema: the compiler names the fault that has no definition. */
const DEFINITIONS: Readonly<Record<FaultKind, FaultDefinition>> = {
  'hook-failure': hookFailure,
  'version-error': versionError,
}

/** Every kind of fault, in the order of the schema. */
export const FAULTS: readonly FaultDefinition[] = faultSchema.options.map(
  (option) => DEFINITIONS[option.shape.kind.value],
)

/** How a fault of a scenario is named and what it does. */
export function definitionOf(fault: Fault): FaultDefinition {
  return DEFINITIONS[fault.kind]
}

/**
 * Everything that keeps the faults of a well-formed scenario from applying to it, each with its JSON pointer and one
 * sentence for a person. `parseScenario` refuses the scenario with them.
 */
export function faultIssues(scenario: Scenario): { readonly pointer: string; readonly message: string }[] {
  return scenario.faults.flatMap((fault, faultIndex) =>
    definitionOf(fault)
      .check(fault, scenario)
      .map(({ field, message }) => ({ pointer: `/faults/${faultIndex}${field === '' ? '' : `/${field}`}`, message })),
  )
}
