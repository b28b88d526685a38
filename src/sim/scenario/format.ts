import type { Scenario } from './schema'

/** Canonical JSON with defaults filled in, two spaces, keys in schema order; parse(format(s)) equals s. */
export function formatScenario(_scenario: Scenario): string {
  throw new Error('formatScenario: under construction')
}
/** 64-bit hex digest of the canonical form without seed, name, notes and presentation. */
export function scenarioDigest(_scenario: Scenario): string {
  throw new Error('scenarioDigest: under construction')
}
/** The JSON Schema (draft 2020-12) of a scenario file as a person may write it. */
export function scenarioJsonSchema(): Record<string, unknown> {
  throw new Error('scenarioJsonSchema: under construction')
}
