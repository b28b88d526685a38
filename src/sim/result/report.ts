import type { RunResult } from './types'
/** The object that `fleetshift run --json` prints: identity, outcome, deployments, requests, metrics. */
export function toReport(_result: RunResult): Record<string, unknown> {
  throw new Error('toReport: under construction')
}
