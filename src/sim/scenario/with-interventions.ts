import { type Parsed, parseScenario } from './parse'
import type { Scenario } from './schema'

/**
 * The scenario with acts appended to its `interventions`, checked with everything else: an act that it cannot hold is an
 * issue at `/interventions/<its place>`. Acts may leave defaults out. Never throws.
 */
export function withInterventions(scenario: Scenario, acts: readonly unknown[]): Parsed<Scenario> {
  return parseScenario({ ...scenario, interventions: [...scenario.interventions, ...acts] })
}
