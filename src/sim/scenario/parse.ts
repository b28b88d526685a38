import type { Scenario } from './schema'

/** One problem of a document: where (RFC 6901 JSON pointer, '' is the whole) and one sentence for a person. */
export interface Issue {
  readonly pointer: string
  readonly message: string
}
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Upgrades, fills in defaults, checks ranges and limits. All problems at once. Never throws. */
export function parseScenario(_document: unknown): Parsed<Scenario> {
  throw new Error('parseScenario: under construction')
}
